//SOURCES Branches.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code lock.java promote}: locks go from one branch to the next. */
@InSandbox
class PromoteTest {
    private static final String WEB = "app-locks/web.kbld.lock.yml";
    private static final String OTHERS = "app-locks/third-party.kbld.lock.yml";

    @Test
    void the_locks_that_differ_are_committed_on_the_other_branch_and_nothing_else_changes(Sandbox sandbox) {
        locked(sandbox).write("clone/umbrella-chart/values.yaml", "colour: half done\n");
        String before = GitRepositories.state(sandbox, "clone");
        CommandResult result = promote(sandbox).succeeds()
                .saysOnErr("Committed ", " on production", "Promoted 2 images");
        assertEquals(List.of("Image|production|develop", "acme/db:8|-|8 sha256:3333333333",
                "web|sha256:1111111111|sha256:2222222222"),
                result.out().lines().map(line -> line.strip().replaceAll("  +", "|")).toList());
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
        assertEquals(List.of("Promote 2 images from develop to production", "locks", "green", "blue"),
                GitRepositories.subjects(sandbox, "clone", "production"));
        assertEquals(OTHERS + "\n" + WEB,
                GitRepositories.git(sandbox, "-C", "clone", "show", "--format=", "--name-only", "production"));
        assertEquals("# ours\n" + lock("web", "web@sha256:" + "2".repeat(64)),
                GitRepositories.text(sandbox, "clone", "production", WEB));
        promote(sandbox, "--push").succeeds()
                .saysOnErr("To push: git push origin production", "production has the locks of develop");
    }

    @Test
    void a_branch_that_is_checked_out_gets_its_files_too(Sandbox sandbox) {
        locked(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "production");
        promote(sandbox).succeeds();
        assertTrue(sandbox.read("clone/" + WEB).contains("2".repeat(64)));
        assertEquals("", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
    }

    @Test
    void one_image_moves_alone(Sandbox sandbox) {
        promote(locked(sandbox), "acme/db").succeeds().saysOnErr("Promoted 1 image");
        assertEquals("Promote acme/db:8 from develop to production",
                GitRepositories.subjects(sandbox, "clone", "production").get(0));
        assertEquals(OTHERS,
                GitRepositories.git(sandbox, "-C", "clone", "show", "--format=", "--name-only", "production"));
        promote(sandbox, "webb").failsClearly("develop does not lock webb", "Did you mean web?");
    }

    @Test
    void a_dry_run_changes_nothing(Sandbox sandbox) {
        promote(locked(sandbox), "--dry-run").succeeds().saysOnErr("Would promote 2 images").saysOnOut("web ");
        assertEquals("locks", GitRepositories.subjects(sandbox, "clone", "production").get(0));
    }

    @Test
    void a_push_lands_on_what_others_have_pushed(Sandbox sandbox) {
        Branches.pushed(locked(sandbox), "production", "white");
        promote(sandbox, "--push").succeeds().saysOnErr("Pushed ", " to production");
        assertEquals(List.of("Promote 2 images from develop to production", "white", "locks"),
                GitRepositories.subjects(sandbox, "remote.git", "production").subList(0, 3));
    }

    @Test
    void a_commit_here_builds_on_what_others_have_pushed(Sandbox sandbox) {
        Branches.pushed(locked(sandbox), "production", "white");
        promote(sandbox).succeeds();
        assertEquals(List.of("Promote 2 images from develop to production", "white", "locks"),
                GitRepositories.subjects(sandbox, "clone", "production").subList(0, 3));
    }

    @Test
    void a_clone_of_one_branch_gets_the_other_with_the_locks(Sandbox sandbox) {
        locked(sandbox);
        GitRepositories.git(sandbox, "clone", "-q", "--depth", "1", "--branch", "develop",
                sandbox.path("remote.git").toUri().toString(), "shallow");
        sandbox.script("lock.java", "promote", "-C", "shallow", "--from", "develop", "--to", "production").succeeds();
        GitRepositories.git(sandbox, "-C", "shallow", "push", "-q", "origin", "production");
        assertEquals(List.of("Promote 2 images from develop to production", "locks"),
                GitRepositories.subjects(sandbox, "remote.git", "production").subList(0, 2));
    }

    @Test
    void a_remote_repository_that_is_away_can_be_done_without(Sandbox sandbox) {
        locked(sandbox).shell("mv remote.git away.git").succeeds();
        promote(sandbox, "--commit").failsClearly("cannot read ",
                "With --offline, what is known here of the branch is used.");
        promote(sandbox, "--commit", "--offline").succeeds().saysOnErr(" on production");
        promote(sandbox, "--offline").succeeds().saysOnErr("production has the locks of develop");
    }

    @Test
    void two_promotions_at_once_both_land(Sandbox sandbox) {
        locked(sandbox);
        GitRepositories.clone(sandbox, "second");
        Sandbox.RunningCommand one = sandbox.startScript("lock.java", "promote", "-C", "clone", "--from", "develop",
                "--to", "production", "--push", "web");
        sandbox.script("lock.java", "promote", "-C", "second", "--from", "develop", "--to", "production", "--push",
                "acme/db").succeeds();
        sandbox.finish(one).succeeds();
        assertTrue(GitRepositories.text(sandbox, "remote.git", "production", WEB).contains("2".repeat(64)));
        assertTrue(GitRepositories.text(sandbox, "remote.git", "production", OTHERS).contains("3".repeat(64)));
    }

    @Test
    void a_pull_request_gets_a_new_branch_that_starts_at_the_target(Sandbox sandbox) {
        promote(locked(sandbox), "--push", "--branch", "release-7", "web").succeeds().saysOnErr(" to release-7");
        promote(sandbox, "--push", "--branch", "release-7", "acme/db").succeeds();
        assertEquals(List.of("Promote acme/db:8 from develop to production", "Promote web from develop to production",
                "locks", "green", "blue"), GitRepositories.subjects(sandbox, "remote.git", "release-7"));
        assertEquals("locks", GitRepositories.subjects(sandbox, "remote.git", "production").get(0));
        promote(sandbox, "--branch", "local-only").succeeds().saysOnErr(" on local-only");
        assertEquals("Promote 2 images from develop to production",
                GitRepositories.subjects(sandbox, "clone", "local-only").get(0));
    }

    @Test
    void a_protected_branch_says_why_and_nothing_is_changed(Sandbox sandbox) {
        GitRepositories.hook(locked(sandbox), "pre-receive", "echo 'production is protected' >&2; exit 1");
        promote(sandbox, "--push").failsClearly("refuses the push to production", "production is protected");
        assertEquals("locks", GitRepositories.subjects(sandbox, "clone", "production").get(0));
    }

    @Test
    void a_branch_that_a_further_work_tree_has_checked_out_is_left_to_it(Sandbox sandbox) {
        locked(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "worktree", "add", "-q", "../live", "production");
        promote(sandbox).failsClearly("another work tree has production checked out: " + sandbox.path("live"));
        sandbox.script("lock.java", "promote", "-C", "live", "--from", "develop", "--to", "production").succeeds();
        assertEquals("", GitRepositories.git(sandbox, "-C", "live", "status", "--porcelain"));
    }

    @Test
    void lines_end_as_they_end_in_the_lock_that_is_changed(Sandbox sandbox) {
        locked(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "production");
        String windows = ("# ours\n" + lock("web", "web@sha256:" + "1".repeat(64))).replace("\n", "\r\n");
        sandbox.write("clone/" + WEB, windows);
        commit(sandbox, "production");
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "develop");
        promote(sandbox, "web").succeeds();
        assertEquals(windows.replace("1".repeat(64), "2".repeat(64)),
                GitRepositories.text(sandbox, "clone", "production", WEB));
    }

    @Test
    void locks_that_cannot_be_read_are_named_with_their_branch(Sandbox sandbox) {
        locked(sandbox).write("clone/" + WEB, "overrides: {");
        GitRepositories.git(sandbox, "-C", "clone", "commit", "-q", "-a", "-m", "broken");
        promote(sandbox).failsClearly("at develop (", "): " + WEB + ", line 1:");
    }

    @Test
    void the_environments_are_named_in_one_way(Sandbox sandbox) {
        promote(locked(sandbox), "--env", "develop").exits(2).saysOnErr("promote names the environments itself");
        promote(sandbox, "--to", "prodution").exits(2);
        sandbox.script("lock.java", "promote", "-C", "clone", "--from", "develop", "--to", "prodution")
                .failsClearly("there is no branch prodution", "Did you mean production?");
    }

    /** Both branches lock web, with a comment in production; only develop locks the database. */
    private static Sandbox locked(Sandbox sandbox) {
        Branches.cloned(sandbox).write("clone/" + WEB, lock("web", "web@sha256:" + "2".repeat(64)))
                .write("clone/" + OTHERS, lock("acme/db:8", "acme/db@sha256:" + "3".repeat(64)));
        commit(sandbox, "develop");
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "production");
        sandbox.write("clone/" + WEB, "# ours\n" + lock("web", "web@sha256:" + "1".repeat(64)));
        commit(sandbox, "production");
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "develop");
        return sandbox;
    }

    private static void commit(Sandbox sandbox, String branch) {
        GitRepositories.git(sandbox, "-C", "clone", "add", ".");
        GitRepositories.git(sandbox, "-C", "clone", "commit", "-q", "-m", "locks");
        GitRepositories.git(sandbox, "-C", "clone", "push", "-q", "origin", branch);
    }

    private static String lock(String image, String newImage) {
        return ImageLockText.of(List.of(ImageConfig.Override.locked(image, newImage, List.of())), List.of());
    }

    private static CommandResult promote(Sandbox sandbox, String... arguments) {
        return sandbox.script("lock.java", Stream.concat(Stream.of("promote", "-C", "clone", "--from", "develop",
                "--to", "production"), Stream.of(arguments)).toArray(String[]::new));
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lock is pushed from a clone; the clone follows if nothing of the user's is in the way. */
@InSandbox
class PushTest {
    private static final String LOCK = "app-locks/app.lock.yml";

    @Test
    void the_commit_is_in_the_remote_repository_and_in_the_clone(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        String commit = push(sandbox, "second").orElseThrow();
        for (String where : List.of("main", "origin/main")) {
            assertEquals(commit, GitRepositories.git(sandbox, "-C", "clone", "rev-parse", where));
        }
        assertEquals("first\nsecond\n", GitRepositories.text(sandbox, "remote.git", "main", LOCK));
        assertEquals("first\nsecond\n", sandbox.read("clone/" + LOCK));
        assertEquals("## main...origin/main", GitRepositories.git(sandbox, "-C", "clone", "status", "-sb"));
        GitRepositories.git(sandbox, "-C", "remote.git", "fsck", "--strict");
    }

    @Test
    void nothing_is_pushed_when_nothing_changes(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        assertTrue(push(sandbox, "first").isEmpty());
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
    }

    @Test
    void what_else_is_staged_or_changed_stays_as_it_is(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        CommitTest.dirty(sandbox);
        String before = GitRepositories.state(sandbox, "clone");
        push(sandbox, "second");
        String pushed = GitRepositories.git(sandbox, "-C", "clone", "rev-parse", "main:" + LOCK);
        String first = GitRepositories.git(sandbox, "-C", "clone", "rev-parse", "main^:" + LOCK);
        assertEquals(before.replace(first, pushed), GitRepositories.state(sandbox, "clone"));
        assertEquals(LOCK,
                GitRepositories.git(sandbox, "-C", "remote.git", "show", "--format=", "--name-only", "main"));
    }

    @Test
    void a_clone_that_is_behind_follows(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        others(sandbox, "README.md", "theirs\n");
        push(sandbox, "second");
        assertEquals(List.of("Lock second", "theirs", "first"),
                GitRepositories.subjects(sandbox, "remote.git", "main"));
        assertEquals("theirs\n", sandbox.read("clone/README.md"));
        assertEquals("## main...origin/main", GitRepositories.git(sandbox, "-C", "clone", "status", "-sb"));
    }

    @Test
    void a_clone_that_is_behind_and_dirty_follows_where_nothing_is_in_the_way(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        others(sandbox, "README.md", "theirs\n");
        sandbox.write("clone/values.yaml", "mine\n");
        push(sandbox, "second");
        assertEquals("theirs\n", sandbox.read("clone/README.md"));
        assertEquals("M values.yaml", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
        assertEquals("mine\n", sandbox.read("clone/values.yaml"));
    }

    @Test
    void a_clone_stays_behind_where_the_users_changes_are_in_the_way(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        others(sandbox, "README.md", "theirs\n");
        sandbox.write("clone/README.md", "mine\n");
        String before = GitRepositories.state(sandbox, "clone");
        Publisher.run(sandbox, "push", "clone", "", LOCK, "second").succeeds()
                .saysOnErr("clone stays behind what was pushed: files that you have changed are in the way",
                        "git pull");
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
        assertEquals("mine\n", sandbox.read("clone/README.md"));
        assertEquals("first\nsecond\n", GitRepositories.text(sandbox, "remote.git", "main", LOCK));
    }

    @Test
    void two_changes_of_one_file_become_one_text(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        others(sandbox, LOCK, "theirs\nfirst\n");
        push(sandbox, "second");
        assertEquals("theirs\nfirst\nsecond\n", GitRepositories.text(sandbox, "remote.git", "main", LOCK));
        assertEquals("theirs\nfirst\nsecond\n", sandbox.read("clone/" + LOCK));
    }

    @Test
    void a_clone_stays_behind_where_two_have_changed_the_file_itself(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        others(sandbox, LOCK, "theirs\nfirst\n");
        sandbox.write("clone/" + LOCK, "mine\nfirst\n");
        String before = GitRepositories.state(sandbox, "clone");
        push(sandbox, "second");
        assertEquals("theirs\nfirst\nsecond\n", GitRepositories.text(sandbox, "remote.git", "main", LOCK));
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
    }

    @Test
    void commits_that_the_user_has_not_pushed_are_not_pushed_along(Sandbox sandbox) {
        GitRepositories.cloned(sandbox).write("clone/values.yaml", "mine\n");
        GitRepositories.git(sandbox, "-C", "clone", "commit", "-q", "-a", "-m", "Work of mine");
        refuses(sandbox, "has 1 commit that", "git push");
        Failure failure = assertThrows(Failure.class, () -> push(sandbox, "second"));
        assertTrue(failure.getMessage().contains("Work of mine"), failure::getMessage);
        assertEquals(List.of("Work of mine", "first"), GitRepositories.subjects(sandbox, "clone", "main"));
    }

    @Test
    void another_branch_than_the_one_that_is_checked_out_can_be_pushed_to(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "remote.git", "branch", "staging", "main");
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "--detach");
        String before = GitRepositories.state(sandbox, "clone");
        try (ConfigRepository repository =
                ConfigRepository.open(sandbox.path("clone").toString(), "staging", "", false, new Console())) {
            repository.push(List.of(Publisher.line(LOCK, "second")), "Lock second");
        }
        assertEquals(List.of("Lock second", "first"), GitRepositories.subjects(sandbox, "remote.git", "staging"));
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
    }

    @Test
    void without_a_branch_nothing_is_pushed(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "--detach");
        refuses(sandbox, "HEAD is detached", "--branch");
    }

    @Test
    void a_clone_whose_index_another_process_holds_stays_behind(Sandbox sandbox) {
        GitRepositories.cloned(sandbox).write("clone/.git/index.lock", "");
        Publisher.run(sandbox, "push", "clone", "", LOCK, "second").succeeds()
                .saysOnErr("clone stays behind what was pushed: another process is writing");
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
        assertEquals("first\n", sandbox.read("clone/" + LOCK));
    }

    @Test
    void a_file_that_cannot_be_written_leaves_the_clone_behind(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        sandbox.shell("rm clone/" + LOCK + " && mkdir -p clone/" + LOCK + "/full").succeeds();
        Publisher.run(sandbox, "push", "clone", "", LOCK, "second").succeeds()
                .saysOnErr("clone stays behind what was pushed", "git pull");
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "clone", "main"));
    }

    @Test
    void a_shallow_clone_pushes(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        others(sandbox, "README.md", "theirs\n");
        sandbox.shell("rm -r clone").succeeds();
        GitRepositories.git(sandbox, "clone", "-q", "--depth", "1", "file://" + sandbox.path("remote.git"), "clone");
        GitRepositories.git(sandbox, "-C", "clone", "config", "user.name", "Ada Example");
        GitRepositories.git(sandbox, "-C", "clone", "config", "user.email", "ada@example.com");
        others(sandbox, "README.md", "theirs again\n");
        push(sandbox, "second");
        assertEquals(4, GitRepositories.subjects(sandbox, "remote.git", "main").size());
        assertEquals("## main...origin/main", GitRepositories.git(sandbox, "-C", "clone", "status", "-sb"));
        GitRepositories.git(sandbox, "-C", "remote.git", "fsck", "--strict");
    }

    @Test
    void a_clone_that_has_no_commit_yet_can_be_pushed_from(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", "clone");
        GitRepositories.git(sandbox, "-C", "clone", "config", "user.name", "Ada Example");
        GitRepositories.git(sandbox, "-C", "clone", "config", "user.email", "ada@example.com");
        GitRepositories.git(sandbox, "-C", "clone", "remote", "add", "origin", sandbox.path("remote.git").toString());
        push(sandbox, "second");
        assertEquals(List.of("Lock second", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
    }

    @Test
    void a_push_that_a_hook_refuses_changes_nothing(Sandbox sandbox) {
        GitRepositories.hook(GitRepositories.cloned(sandbox), "pre-receive",
                "echo 'Branch main is protected: open a pull request.' >&2; exit 1");
        CommitTest.dirty(sandbox);
        String before = GitRepositories.state(sandbox, "clone");
        refuses(sandbox, "refuses the push to main: pre-receive hook declined", "open a pull request");
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
        assertEquals("first\n", sandbox.read("clone/" + LOCK));
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "clone", "--all"));
    }

    @Test
    void a_push_that_is_killed_changes_nothing_and_the_next_one_lands(Sandbox sandbox) {
        GitRepositories.hook(GitRepositories.cloned(sandbox), "pre-receive", "touch ../started; exec sleep 2");
        CommitTest.dirty(sandbox);
        String before = GitRepositories.state(sandbox, "clone");
        Sandbox.RunningCommand running = Publisher.start(sandbox, "push", "clone", "", LOCK, "second");
        Await.until("the push has begun", () -> sandbox.has("started"));
        running.process().destroyForcibly();
        sandbox.finish(running);
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
        assertEquals("first\n", sandbox.read("clone/" + LOCK));
        GitRepositories.hook(sandbox, "pre-receive", "exit 0");
        push(sandbox, "third");
        assertTrue(GitRepositories.text(sandbox, "remote.git", "main", LOCK).endsWith("third\n"));
    }

    @Test
    void a_hook_of_the_user_can_stop_a_push(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        sandbox.copy(sandbox.program("pre-push", "echo 'not today'; exit 1"), "clone/.git/hooks/pre-push");
        CommandResult result = Publisher.run(sandbox, "push", "clone", "", LOCK, "second")
                .failsClearly("pre-push", "not today");
        assertFalse(result.out().contains("not today"), result::toString);
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "clone", "--all"));
    }

    @Test
    void a_remote_repository_that_is_gone_is_named(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        sandbox.shell("mv remote.git elsewhere.git").succeeds();
        refuses(sandbox, "remote.git", "");
    }

    @Test
    void a_branch_that_the_remote_repository_does_not_have_is_named(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "-b", "topic");
        refuses(sandbox, "has no branch topic", "--branch");
    }

    @Test
    void a_repository_without_a_remote_is_named(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "remote", "remove", "origin");
        refuses(sandbox, "has no remote origin", "git remote add");
    }

    /** Somebody else changes a file and pushes that. */
    private static void others(Sandbox sandbox, String file, String text) {
        if (!sandbox.has("theirs")) {
            GitRepositories.clone(sandbox, "theirs");
        }
        sandbox.write("theirs/" + file, text);
        GitRepositories.git(sandbox, "-C", "theirs", "commit", "-q", "-a", "-m", "theirs");
        GitRepositories.git(sandbox, "-C", "theirs", "push", "-q");
    }

    private static void refuses(Sandbox sandbox, String message, String advice) {
        Failure failure = assertThrows(Failure.class, () -> push(sandbox, "second"));
        assertTrue(failure.getMessage().contains(message), failure::getMessage);
        assertTrue(failure.advice().contains(advice), failure::advice);
    }

    private static Optional<String> push(Sandbox sandbox, String line) {
        try (ConfigRepository repository =
                ConfigRepository.open(sandbox.path("clone").toString(), "", "", false, new Console())) {
            return repository.push(List.of(Publisher.line(LOCK, line)), "Lock " + line);
        }
    }
}

//SOURCES Branches.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code render.java --env}: another branch, from any checkout. */
@InSandbox
class RenderEnvironmentTest {
    private static final String PRODUCTION = Branches.state("shop-live", "shop", "green");

    @Test
    void another_branch_is_printed_and_the_checkout_stays_as_it_is(Sandbox sandbox) {
        Branches.cloned(sandbox).write("clone/umbrella-chart/values.yaml", "colour: half done\n");
        String before = GitRepositories.state(sandbox, "clone");
        assertEquals(PRODUCTION, render(sandbox, "--env", "production").succeeds().out());
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
        assertFalse(sandbox.has("clone/.release"));
    }

    @Test
    void it_gives_the_same_bytes_as_a_checkout_of_the_branch(Sandbox sandbox) {
        Branches.cloned(sandbox);
        String there = render(sandbox, "--env", "production").succeeds().out();
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "production");
        render(sandbox).succeeds();
        assertEquals(sandbox.read("clone/.release/state.yaml"), there);
    }

    @Test
    void a_checkout_has_the_name_and_the_namespace_of_its_environment(Sandbox sandbox) {
        Branches.cloned(sandbox);
        render(sandbox).succeeds();
        assertEquals(Branches.state("my-app", "shop-develop", "blue"), sandbox.read("clone/.release/state.yaml"));
    }

    @Test
    void an_output_directory_gets_the_release_and_says_which_commit_it_is(Sandbox sandbox) {
        Branches.cloned(sandbox);
        assertEquals("", render(sandbox, "--env", "production", "--output-dir", "out").succeeds().out());
        assertEquals(PRODUCTION, sandbox.read("clone/out/state.yaml"));
        String commit = GitRepositories.git(sandbox, "-C", "remote.git", "rev-parse", "production");
        assertTrue(sandbox.read("clone/out/release.yaml").contains("commit: " + commit + "\ndirty: false\n"));
    }

    @Test
    void the_newest_commit_of_the_remote_branch_counts(Sandbox sandbox) {
        Branches.pushed(Branches.cloned(sandbox), "production", "red");
        assertEquals(PRODUCTION.replace("green", "red"), render(sandbox, "--env", "production").succeeds().out());
        Branches.pushed(sandbox, "production", "white");
        assertEquals(PRODUCTION.replace("green", "red"),
                render(sandbox, "--env", "production", "--offline").succeeds().out());
    }

    @Test
    void commits_that_are_not_pushed_count_and_are_mentioned(Sandbox sandbox) {
        Branches.cloned(sandbox);
        Branches.colour(sandbox, "clone", "red");
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "production");
        assertEquals(Branches.state("my-app", "shop-develop", "red"), render(sandbox, "--env", "develop").succeeds()
                .saysOnErr("develop has 1 commit that is not pushed").out());
        assertEquals(List.of("warning: develop has 1 commit that is not pushed; it is used",
                "  To push: git push origin develop", "develop and develop render the same"),
                sandbox.script("lock.java", "diff", "develop", "develop", "-C", "clone").succeeds().messages());
    }

    @Test
    void a_branch_that_has_gone_two_ways_is_not_guessed(Sandbox sandbox) {
        Branches.pushed(Branches.cloned(sandbox), "develop", "white");
        Branches.colour(sandbox, "clone", "red");
        render(sandbox, "--env", "develop").failsClearly("both have commits that the other does not have", "--at");
    }

    @Test
    void a_branch_that_was_mistyped_is_put_right(Sandbox sandbox) {
        render(Branches.cloned(sandbox), "--env", "prodution")
                .failsClearly("there is no branch prodution", "Did you mean production?");
    }

    @Test
    void a_shallow_clone_of_another_branch_is_enough_and_stays_shallow(Sandbox sandbox) {
        Branches.cloned(sandbox);
        Branches.pushed(sandbox, "develop", "red");
        GitRepositories.git(sandbox, "clone", "-q", "--depth", "1", "file://" + sandbox.path("remote.git"), "shallow");
        assertEquals(PRODUCTION,
                sandbox.script("render.java", "-C", "shallow", "--env", "production").succeeds().out());
        assertTrue(GitRepositories.isShallow(sandbox, "shallow"));
        assertEquals(List.of("red"), GitRepositories.subjects(sandbox, "shallow", "HEAD"));
    }

    @Test
    void a_repository_without_a_work_tree_will_do(Sandbox sandbox) {
        Branches.cloned(sandbox);
        assertEquals(PRODUCTION,
                sandbox.script("render.java", "-C", "remote.git", "--env", "production").succeeds().out());
    }

    @Test
    void a_project_may_lie_below_the_repository_and_use_what_is_beside_it(Sandbox sandbox) {
        GitRepositories.identity(sandbox).copy("example");
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", ".");
        GitRepositories.git(sandbox, "add", "example");
        GitRepositories.git(sandbox, "commit", "-q", "-m", "first");
        sandbox.script("render.java", "-C", "example").succeeds();
        assertEquals(sandbox.read("example/.release/state.yaml"),
                sandbox.script("render.java", "-C", "example", "--env", "main").succeeds().out());
        GitRepositories.git(sandbox, "checkout", "-q", "-b", "empty");
        GitRepositories.git(sandbox, "rm", "-q", "-r", "--cached", "example");
        GitRepositories.git(sandbox, "commit", "-q", "-m", "nothing");
        sandbox.script("render.java", "-C", "example", "--env", "empty").failsClearly("empty has no directory example");
    }

    @Test
    void a_chart_that_does_not_render_is_named_with_its_commit_and_leaves_nothing_behind(Sandbox sandbox) {
        Branches.pushed(Branches.cloned(sandbox), "production", "'red");
        sandbox.env("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + sandbox.path(".."));
        String commit = GitRepositories.git(sandbox, "-C", "remote.git", "rev-parse", "production");
        CommandResult result = render(sandbox, "--env", "production");
        assertTrue(result.exit() == 1 && result.err().contains("error: at production (" + commit.substring(0, 10)
                + "): umbrella-chart/values.yaml, line 1:"), result::toString);
        assertEquals(List.of(), temporary(sandbox));
    }

    @Test
    void a_render_that_is_told_to_end_leaves_nothing_behind(Sandbox sandbox) {
        Branches.cloned(sandbox).env("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + sandbox.path(".."));
        Sandbox.RunningCommand running = sandbox.startScript("render.java", "-C", "clone", "--env", "production",
                "--post-renderer", "sleep 100");
        Await.until("the commit is written", () -> !temporary(sandbox).isEmpty());
        running.process().descendants().forEach(ProcessHandle::destroy);
        running.process().destroy();
        sandbox.finish(running);
        Await.until("nothing is left", () -> temporary(sandbox).isEmpty());
    }

    @Test
    void outside_of_git_there_are_no_branches(Sandbox sandbox) {
        Projects.minimal(sandbox).script("render.java", "--env", "main").failsClearly("is in no Git repository", "-C");
    }

    private static List<Path> temporary(Sandbox sandbox) {
        try (Stream<Path> files = Files.list(sandbox.path(".."))) {
            return files.filter(file -> file.getFileName().toString().startsWith("gitops-")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static CommandResult render(Sandbox sandbox, String... arguments) {
        return sandbox.script("render.java",
                Stream.concat(Stream.of("-C", "clone"), Stream.of(arguments)).toArray(String[]::new));
    }
}

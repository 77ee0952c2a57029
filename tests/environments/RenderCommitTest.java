//SOURCES Branches.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code render.java --at}: any commit is a release. */
@InSandbox
class RenderCommitTest {

    @Test
    void a_commit_is_rendered_as_it_was_with_its_own_settings(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        sandbox.write("work/gitops.yaml", "application: other\nnamespace: elsewhere\n");
        Branches.colour(sandbox, "work", "red");
        GitRepositories.git(sandbox, "-C", "work", "tag", "-a", "-m", "one", "v1");
        sandbox.write("work/umbrella-chart/templates/settings.yaml", "broken: [");
        Branches.colour(sandbox, "work", "white");
        assertEquals(Branches.state("my-app", "shop-develop", "blue"), at(sandbox, "HEAD~2").succeeds().out());
        assertEquals(Branches.state("other", "elsewhere", "red"), at(sandbox, "v1").succeeds().out());
        assertEquals(Branches.state("shop-live", "shop", "green"),
                at(sandbox, "production", "--env", "production").succeeds().out());
    }

    @Test
    void what_a_checkout_would_change_is_changed_here_too(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        sandbox.write("work/.gitattributes", "*.txt text eol=crlf\n").write("work/umbrella-chart/a.txt", "one\ntwo\n")
                .write("work/umbrella-chart/templates/a.yaml", """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {
                          a: {{ .Files.Get "a.txt" | quote }},
                          b: {{ .Files.Get "link.txt" | quote }}}}
                        """);
        sandbox.shell("cd work/umbrella-chart && ln -s a.txt link.txt").succeeds();
        Branches.colour(sandbox, "work", "red");
        sandbox.shell("rm -r work/umbrella-chart && git -C work checkout -q .").succeeds();
        sandbox.script("render.java", "-C", "work").succeeds();
        assertTrue(sandbox.read("work/.release/state.yaml").contains("one\\r\\ntwo\\r\\n"));
        assertEquals(sandbox.read("work/.release/state.yaml"), at(sandbox, "HEAD").succeeds().out());
    }

    @Test
    void a_submodule_that_is_here_is_written_and_another_is_mentioned(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        sandbox.write("chart/Chart.yaml", "apiVersion: v2\nname: part\nversion: 0.1.0\n")
                .write("chart/templates/a.yaml", """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: of-the-module}}
                        """);
        sandbox.shell("""
                git init -q chart && git -C chart add . && git -C chart commit -q -m chart
                cd work
                git -c protocol.file.allow=always submodule add -q --name part ../chart umbrella-chart/charts/part
                git commit -q -m module
                """).succeeds();
        assertTrue(at(sandbox, "HEAD").succeeds().out().contains("of-the-module"));
        sandbox.shell("rm -rf work/.git/modules").succeeds();
        at(sandbox, "HEAD").succeeds().saysOnErr("the submodule umbrella-chart/charts/part stays empty",
                "git submodule update --init umbrella-chart/charts/part");
        GitRepositories.git(sandbox, "clone", "-q", "work", "without");
        sandbox.script("render.java", "-C", "without").succeeds().saysOnErr(
                "the submodule umbrella-chart/charts/part is empty",
                "git submodule update --init umbrella-chart/charts/part");
    }

    @Test
    void settings_that_are_wrong_are_named_with_the_commit_that_has_them(Sandbox sandbox) {
        Branches.repository(sandbox, "work").write("work/gitops.yaml", "aplication: shop\n");
        Branches.colour(sandbox, "work", "red");
        String head = GitRepositories.git(sandbox, "-C", "work", "rev-parse", "--short=10", "HEAD");
        at(sandbox, "HEAD").failsClearly("at HEAD (" + head + "): gitops.yaml, line 1: unknown key aplication");
    }

    @Test
    void charts_that_git_does_not_keep_are_taken_from_the_checkout_or_fetched(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.lock(Charts.umbrella(sandbox, """
                    dependencies:
                    - {name: web, version: 1.2.0, repository: "%s"}
                    """.formatted(server.url())));
            GitRepositories.identity(sandbox);
            GitRepositories.git(sandbox, "init", "-q", ".");
            GitRepositories.git(sandbox, "add", "umbrella-chart/Chart.yaml", "umbrella-chart/Chart.lock");
            GitRepositories.git(sandbox, "commit", "-q", "-m", "first");
            String state = sandbox.script("render.java", "--at", "HEAD", "--offline").succeeds().out();
            assertTrue(state.contains("version: 1.2.0"), state);
            sandbox.shell("rm -r umbrella-chart/charts").succeeds();
            assertEquals(state, sandbox.script("render.java", "--at", "HEAD").succeeds()
                    .saysOnErr("Building dependencies of umbrella-chart: web 1.2.0").out());
            assertEquals(List.of(), Charts.held(sandbox));
        }
    }

    @Test
    void a_commit_that_only_the_remote_repository_has_is_fetched(Sandbox sandbox) {
        Branches.pushed(Branches.cloned(sandbox), "develop", "red");
        String red = GitRepositories.git(sandbox, "-C", "remote.git", "rev-parse", "develop");
        Branches.pushed(sandbox, "develop", "white");
        GitRepositories.git(sandbox, "-C", "remote.git", "config", "uploadpack.allowAnySHA1InWant", "true");
        GitRepositories.git(sandbox, "-C", "remote.git", "tag", "v2", "develop");
        assertTrue(clone(sandbox, red).succeeds().out().contains("colour: red"));
        assertTrue(clone(sandbox, "v2").succeeds().out().contains("colour: white"));
        assertTrue(clone(sandbox, "production~1").succeeds().out().contains("colour: blue"));
    }

    @Test
    void a_commit_that_is_gone_after_a_forced_push_is_named(Sandbox sandbox) {
        String gone = "1234567890".repeat(4);
        clone(Branches.cloned(sandbox), gone).failsClearly("there is no commit " + gone + " here, nor in file://",
                "After a forced push it may be gone");
    }

    @Test
    void a_shallow_clone_says_what_depth_it_needs(Sandbox sandbox) {
        Branches.cloned(sandbox);
        Branches.pushed(sandbox, "develop", "red");
        GitRepositories.git(sandbox, "clone", "-q", "--depth", "1", "file://" + sandbox.path("remote.git"), "work");
        at(sandbox, "HEAD~1").failsClearly("this clone is shallow", "It needs a depth of 2 or more", "fetch-depth: 0",
                "GIT_DEPTH: 0");
        assertEquals(List.of("red"), GitRepositories.subjects(sandbox, "work", "HEAD"));
    }

    @Test
    void what_names_no_commit_is_named(Sandbox sandbox) {
        Branches.repository(sandbox, "work");
        at(sandbox, "HEAD:umbrella-chart").failsClearly("HEAD:umbrella-chart is no commit");
        at(sandbox, "a..b~~~^{x").failsClearly("a..b~~~^{x");
        at(sandbox, "prodution").failsClearly("there is no commit prodution here", "Did you mean production?");
    }

    private static CommandResult at(Sandbox sandbox, String revision, String... more) {
        return sandbox.script("render.java", java.util.stream.Stream.concat(
                java.util.stream.Stream.of("-C", "work", "--at", revision), java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    private static CommandResult clone(Sandbox sandbox, String revision) {
        return sandbox.script("render.java", "-C", "clone", "--at", revision);
    }
}

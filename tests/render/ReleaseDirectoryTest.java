import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in {@code .release} afterwards, whatever happens during a render. */
@InSandbox
class ReleaseDirectoryTest {

    @Test
    void files_of_removed_templates_go(Sandbox sandbox) throws Exception {
        Projects.minimal(sandbox).write("umbrella-chart/templates/old.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: old}
                """);
        sandbox.script("render.java").succeeds();
        assertTrue(sandbox.has(".release/umbrella-chart/templates/old.yaml"));
        java.nio.file.Files.delete(sandbox.path("umbrella-chart/templates/old.yaml"));
        sandbox.script("render.java").succeeds();
        assertFalse(sandbox.has(".release/umbrella-chart/templates/old.yaml"));
        assertFalse(sandbox.read(".release/state.yaml").contains("old"));
    }

    @Test
    void the_chart_of_an_earlier_name_goes(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.script("render.java").succeeds();
        sandbox.write("umbrella-chart/Chart.yaml", "apiVersion: v2\nname: renamed\nversion: 0.1.0\n");
        sandbox.script("render.java").succeeds();
        assertTrue(sandbox.has(".release/renamed/templates/settings.yaml"));
        assertFalse(sandbox.has(".release/umbrella-chart"));
    }

    @Test
    void a_chart_that_renders_nothing_gives_an_empty_state(Sandbox sandbox) {
        Projects.chart(sandbox);
        sandbox.script("render.java").succeeds().saysOnErr("0 resources");
        assertEquals("", sandbox.read(".release/state.yaml"));
    }

    @Test
    void the_state_can_be_printed_or_put_elsewhere(Sandbox sandbox) {
        Projects.minimal(sandbox);
        CommandResult printed = sandbox.script("render.java", "-o", "-").succeeds();
        assertFalse(sandbox.has(".release/state.yaml"));
        sandbox.script("render.java", "-o", "states/now.yaml").failsClearly("states");
        sandbox.write("states/.keep", "").script("render.java", "-o", "states/now.yaml").succeeds();
        sandbox.script("render.java").succeeds();
        assertEquals(sandbox.read(".release/state.yaml"), printed.out());
        assertEquals(sandbox.read(".release/state.yaml"), sandbox.read("states/now.yaml"));
    }

    @Test
    void release_yaml_says_what_was_rendered_from_what(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.shell("git init -q . && git -c user.name=t -c user.email=t@example.com commit -q --allow-empty -m one")
                .succeeds();
        String commit = sandbox.shell("git rev-parse HEAD").out().strip();
        sandbox.script("render.java", "-a", "shop", "-n", "shop-prod").succeeds();
        String sha256 = FileTree.sha256(sandbox.read(".release/state.yaml"));
        assertEquals("""
                application: shop
                chart: umbrella-chart
                commit: %s
                dirty: true
                images: []
                namespace: shop-prod
                state:
                  resources: 1
                  sha256: %s
                tools:
                  helm: v%s
                """.formatted(commit, sha256, PinnedTool.HELM.version()), sandbox.read(".release/release.yaml"));
    }

    @Test
    void a_committed_tree_is_clean(Sandbox sandbox) {
        Projects.minimal(sandbox).write(".gitignore", ".release\n");
        sandbox.shell("git init -q . && git add . && git -c user.name=t -c user.email=t@example.com commit -q -m one")
                .succeeds();
        sandbox.script("render.java").succeeds();
        assertTrue(sandbox.read(".release/release.yaml").contains("dirty: false"));
    }

    @Test
    void two_renders_at_once_both_succeed(Sandbox sandbox) {
        sandbox.copy("example");
        List<Sandbox.RunningCommand> renders = List.of(
                sandbox.startScript("render.java", "-C", "example"), sandbox.startScript("render.java", "-C", "example"));
        renders.forEach(render -> sandbox.finish(render).succeeds());
        assertFalse(sandbox.has("example/.release/.rendering"));
        assertEquals(12, sandbox.read("example/.release/state.yaml").lines().filter("---"::equals).count());
    }

    @Test
    void a_killed_render_leaves_the_last_good_state(Sandbox sandbox) throws Exception {
        Projects.minimal(sandbox);
        sandbox.script("render.java").succeeds();
        String good = sandbox.read(".release/state.yaml");
        sandbox.program("slow", "touch started; sleep 60");
        Sandbox.RunningCommand render = sandbox.startScript("render.java", "--post-renderer", "bin/slow", "--set", "x=y");
        Await.until("the post renderer has started", () -> sandbox.has("started"));
        render.process().destroyForcibly().waitFor();
        assertEquals(good, sandbox.read(".release/state.yaml"));
        sandbox.script("render.java").succeeds();
        assertEquals(good, sandbox.read(".release/state.yaml"));
    }

    @Test
    void a_full_disk_leaves_the_last_good_state(Sandbox sandbox) {
        Projects.minimal(sandbox).write("gitops.yaml", "postRender: bin/more");
        sandbox.program("more", "cat");
        sandbox.script("render.java").succeeds();
        String good = sandbox.read(".release/state.yaml");
        sandbox.program("more", "cat; yes '# padding' | head -n 50; echo 'data2: ' | tr -d '\\n'; yes x | head -n 20000 | tr -d '\\n'; echo");
        CommandResult result = sandbox.shell("ulimit -f 16; exec " + Workbench.REPOSITORY + "/jbang "
                + Workbench.REPOSITORY + "/render.java");
        result.failsClearly("cannot write");
        assertEquals(good, sandbox.read(".release/state.yaml"));
    }

    @Test
    void a_release_directory_that_cannot_be_written_is_named(Sandbox sandbox) {
        Projects.minimal(sandbox).write(".release", "this is a file");
        sandbox.script("render.java").failsClearly("cannot write .release");
        assertEquals("this is a file", sandbox.read(".release"));
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Steps between helm and the image locks. */
@InSandbox
class PostRenderTest {
    private static final String KUSTOMIZATION = """
            resources:
            - umbrella-chart/templates/settings.yaml
            patches:
            - target: {kind: ConfigMap}
              patch: |
                - {op: add, path: /data/patched, value: "by kustomize"}
            """;

    @Test
    void kustomize_prints_the_manifests_that_replace_the_rendered_ones(Sandbox sandbox) {
        Projects.minimal(sandbox).write(".release/kustomization.yaml", KUSTOMIZATION)
                .write("gitops.yaml", "postRender: [kustomize build .release]");
        sandbox.script("render.java").succeeds();
        assertEquals("""
                ---
                apiVersion: v1
                data:
                  colour: blue
                  patched: by kustomize
                kind: ConfigMap
                metadata:
                  name: settings
                """, sandbox.read(".release/state.yaml"));
        assertTrue(sandbox.has(".release/umbrella-chart/kustomize.yaml"));
        assertFalse(sandbox.has(".release/umbrella-chart/templates/settings.yaml"));
        assertTrue(sandbox.has(".release/kustomization.yaml"), "files of the user's stay");
        assertTrue(sandbox.read(".release/release.yaml").contains("  kustomize: v" + PinnedTool.KUSTOMIZE.version() + "\n"));
    }

    @Test
    void kustomize_renders_the_same_again(Sandbox sandbox) {
        Projects.minimal(sandbox).write(".release/kustomization.yaml", KUSTOMIZATION)
                .write("gitops.yaml", "postRender: [kustomize build .release]");
        sandbox.script("render.java").succeeds();
        String first = sandbox.read(".release/state.yaml");
        sandbox.script("render.java").succeeds();
        assertEquals(first, sandbox.read(".release/state.yaml"));
    }

    @Test
    void a_step_may_change_the_files_in_place(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.program("paint", "sed -i s/blue/red/ .release/umbrella-chart/templates/settings.yaml; echo painted");
        sandbox.script("render.java", "--post-renderer", "bin/paint").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("colour: red"));
    }

    @Test
    void a_helm_post_renderer_reads_standard_input_and_prints(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.program("filter", "sed 's/blue/green/'");
        sandbox.script("render.java", "--post-renderer", "bin/filter").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("colour: green"));
    }

    @Test
    void steps_run_in_order_those_of_the_settings_first(Sandbox sandbox) {
        Projects.minimal(sandbox).write("gitops.yaml", "postRender: bin/first");
        sandbox.program("first", "sed 's/blue/red/'");
        sandbox.program("second", "sed 's/red/green/'");
        sandbox.script("render.java", "--post-renderer", "bin/second").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("colour: green"));
    }

    @Test
    void words_in_quotes_stay_together(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.program("replace", "sed \"s/blue/$1/\"");
        sandbox.script("render.java", "--post-renderer", "bin/replace 'light grey'").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("colour: light grey"));
    }

    @Test
    void ytt_does_not_see_the_state_of_the_last_render(Sandbox sandbox) {
        Projects.minimal(sandbox).write("gitops.yaml",
                "postRender: [ytt -f .release --ignore-unknown-comments --output-files .release]");
        sandbox.program("ytt", "[ $1 = version ] || { echo \"$@\" >> arguments; echo 'creating: .release/x.yaml'; }");
        sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
        sandbox.script("render.java").succeeds();
        sandbox.script("render.java").succeeds();
        assertEquals("""
                -f .release --ignore-unknown-comments --output-files .release
                -f .release --ignore-unknown-comments --output-files .release \
                --file-mark state.yaml:exclude=true --file-mark release.yaml:exclude=true
                """, sandbox.read("arguments"));
    }

    @Test
    void a_failing_step_leaves_the_last_good_state(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.script("render.java").succeeds();
        String good = sandbox.read(".release/state.yaml");
        sandbox.program("broken", "echo 'no such overlay' >&2; exit 7");
        sandbox.script("render.java", "--post-renderer", "bin/broken")
                .failsClearly("broken failed with exit status 7", "no such overlay");
        assertEquals(good, sandbox.read(".release/state.yaml"));
    }

    @Test
    void broken_manifests_of_a_step_are_located(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.program("broken", "printf 'apiVersion: v1\\nkind: ConfigMap\\n---\\napiVersion: v1\\nkind: [\\n'");
        sandbox.script("render.java", "--post-renderer", "bin/broken")
                .failsClearly("the output of 'bin/broken', document 2, line 6", "not valid YAML");
    }

    @Test
    void a_program_that_is_missing_is_named(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.script("render.java", "--post-renderer", "no-such-program -x").failsClearly("no-such-program");
        sandbox.script("render.java", "--post-renderer", "./no-such-file").failsClearly("no-such-file");
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The manifests are those of {@code helm template}, hooks and CRDs included. */
@InSandbox
class HelmTemplateTest {
    private static void assertSameAsByHelm(Sandbox sandbox, String project, String options) {
        sandbox.shell("rm -rf by-helm && " + Workbench.tool(PinnedTool.HELM) + " template my-app " + project
                + "/umbrella-chart " + options + " --output-dir by-helm").succeeds();
        sandbox.shell("diff -r " + project + "/.release/umbrella-chart by-helm/umbrella-chart").succeeds();
    }

    @Test
    void the_rendered_chart_is_byte_for_byte_what_helm_writes(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.script("render.java", "-C", "example", "--plaintext-secrets").succeeds();
        sandbox.script("secrets.java", "decrypt", "-i", "example/secrets.values.yaml").succeeds();
        assertSameAsByHelm(sandbox, "example", "-f example/secrets.values.yaml");
    }

    @Test
    void unusual_templates_give_the_files_that_helm_writes(Sandbox sandbox) {
        Projects.chart(sandbox).write("umbrella-chart/templates/all at once/größe.yaml", """
                # Source: umbrella-chart/templates/other.yaml
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: plain}
                data: {text: "ä\\u20ac ö"}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: hook, annotations: {helm.sh/hook: pre-install}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: text}
                data:
                  text: |
                    ---
                    # Source: umbrella-chart/templates/other.yaml


                """).write("umbrella-chart/crds/two.yaml", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: ones.example.com}
                ---
                # Source: another-chart/crds/one.yaml
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: twos.example.com}""")
                .write("umbrella-chart/templates/nothing.yaml", "{{ if false }}kind: ConfigMap{{ end }}");
        sandbox.script("render.java").succeeds();
        assertSameAsByHelm(sandbox, ".", "");
        sandbox.script("render.java", "--include-crds").succeeds();
        assertSameAsByHelm(sandbox, ".", "--include-crds");
    }

    @Test
    void crds_alone_are_the_files_that_helm_writes(Sandbox sandbox) {
        Projects.chart(sandbox).write("umbrella-chart/crds/own.yaml", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: owns.example.com}


                """);
        sandbox.script("render.java", "--include-crds", "--", "--release-name").succeeds();
        assertSameAsByHelm(sandbox, ".", "--include-crds");
    }

    @Test
    void a_post_renderer_of_helm_has_to_leave_what_helm_says_of_sources(Sandbox sandbox) {
        Projects.minimal(sandbox).program("keep", "cat");
        sandbox.program("strip", "grep -v '^# Source'");
        sandbox.script("render.java").succeeds();
        String state = sandbox.read(".release/state.yaml");
        sandbox.script("render.java", "--", "--post-renderer", "bin/keep").succeeds();
        assertEquals(state, sandbox.read(".release/state.yaml"));
        sandbox.script("render.java", "--", "--post-renderer", "bin/strip")
                .failsClearly("without the names of their templates", "give it to render.java itself");
        sandbox.script("render.java", "--", "--output-dir", "elsewhere").succeeds();
        assertFalse(sandbox.has("elsewhere"));
    }

    @Test
    void hooks_are_kept(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.script("render.java", "-C", "example").succeeds();
        assertTrue(sandbox.read("example/.release/state.yaml").contains("helm.sh/hook: test"));
    }

    @Test
    void crds_come_when_they_are_asked_for(Sandbox sandbox) {
        Projects.minimal(sandbox).write("umbrella-chart/crds/own.yaml", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: owns.example.com}
                """);
        sandbox.script("render.java").succeeds();
        assertFalse(sandbox.read(".release/state.yaml").contains("owns.example.com"));
        sandbox.script("render.java", "--include-crds").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("owns.example.com"));
    }

    @Test
    void all_ways_to_set_values_reach_helm(Sandbox sandbox) {
        Projects.chart(sandbox).write("umbrella-chart/templates/x.yaml", """
                kind: ConfigMap
                metadata: {name: x}
                data: {{ .Values.data | toJson }}
                """).write("file.txt", "text");
        sandbox.script("render.java", "--set", "data.a=1", "--set-string", "data.b=1", "--set-file", "data.c=file.txt",
                "--set-json", "data.d=[1]").succeeds();
        assertEquals("""
                ---
                data:
                  a: 1
                  b: "1"
                  c: text
                  d:
                  - 1
                kind: ConfigMap
                metadata:
                  name: x
                """, sandbox.read(".release/state.yaml"));
    }

    @Test
    void api_versions_reach_helm(Sandbox sandbox) {
        Projects.chart(sandbox).write("umbrella-chart/templates/x.yaml", """
                {{- if .Capabilities.APIVersions.Has "example.com/v1" }}
                kind: ConfigMap
                metadata: {name: x}
                {{- end }}
                """);
        sandbox.script("render.java").succeeds().saysOnErr("0 resources");
        sandbox.script("render.java", "--api-versions", "example.com/v1").succeeds().saysOnErr("1 resource,");
    }

    @Test
    void what_follows_two_dashes_goes_to_helm(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.script("render.java", "-C", "example", "--", "--skip-tests", "--set", "global.environment=two dashes").succeeds();
        String state = sandbox.read("example/.release/state.yaml");
        assertFalse(state.contains("helm.sh/hook: test"));
        assertTrue(state.contains("two dashes"));
    }

    @Test
    void warnings_of_helm_are_passed_on(Sandbox sandbox) {
        Projects.minimal(sandbox).write("umbrella-chart/charts/part/Chart.yaml", "apiVersion: v2\nname: part\nversion: 0.1.0\n")
                .write("umbrella-chart/charts/part/values.yaml", "table: text\n")
                .write("umbrella-chart/values.yaml", "part: {table: {a: b}}\n");
        sandbox.script("render.java").succeeds().saysOnErr("warning: helm: skipped value for umbrella-chart.part.table: Not a table.");
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The same commit gives the same bytes, and templates that do not are found. */
@InSandbox
class ReproducibilityTest {
    private static Sandbox withTemplate(Sandbox sandbox, String name, String expression) {
        return Projects.minimal(sandbox).write("umbrella-chart/templates/" + name, """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: other}
                data:
                  value: %s
                """.formatted(expression));
    }

    @Test
    void rendering_twice_gives_the_same_bytes_in_any_directory(Sandbox sandbox) {
        sandbox.copy("example").copy(Workbench.REPOSITORY.resolve("example"), "elsewhere/with spaces");
        sandbox.script("render.java", "-C", "example").succeeds();
        sandbox.script("render.java", "-C", "elsewhere/with spaces").succeeds();
        assertEquals(sandbox.read("example/.release/state.yaml"), sandbox.read("elsewhere/with spaces/.release/state.yaml"));
        assertEquals(sandbox.read("example/.release/release.yaml"), sandbox.read("elsewhere/with spaces/.release/release.yaml"));
    }

    @Test
    void the_example_is_reproducible(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.script("render.java", "-C", "example", "--check-reproducible").succeeds();
        assertFalse(sandbox.has("example/.release/.rendering"));
    }

    @Test
    void a_random_value_is_found_in_its_template(Sandbox sandbox) {
        withTemplate(sandbox, "password.yaml", "{{ randAlphaNum 20 | quote }}");
        sandbox.script("render.java", "--check-reproducible").exits(3).saysOnErr(
                "umbrella-chart/templates/password.yaml: two renders differ",
                "umbrella-chart/templates/password.yaml, line 5: calls randAlphaNum");
    }

    @Test
    void the_time_is_found_although_two_renders_at_once_agree(Sandbox sandbox) {
        withTemplate(sandbox, "day.yaml", "{{ now | date \"2006-01-02\" | quote }}");
        sandbox.script("render.java", "--check-reproducible").exits(3)
                .saysOnErr("umbrella-chart/templates/day.yaml, line 5: calls now");
    }

    @Test
    void a_lookup_in_the_cluster_is_found(Sandbox sandbox) {
        withTemplate(sandbox, "copy.yaml", "{{ (lookup \"v1\" \"Secret\" \"a\" \"b\").data | quote }}");
        sandbox.script("render.java", "--check-reproducible").exits(3)
                .saysOnErr("umbrella-chart/templates/copy.yaml, line 5: calls lookup");
    }

    @Test
    void a_packaged_chart_is_searched_too(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.write("packaged/Chart.yaml", "apiVersion: v2\nname: packaged\nversion: 1.0.0\n")
                .write("packaged/templates/day.yaml", "{{- $today := now }}\n");
        Path charts = sandbox.path("umbrella-chart/charts");
        sandbox.shell(Workbench.tool(PinnedTool.HELM) + " package packaged --destination " + charts).succeeds();
        sandbox.script("render.java", "--check-reproducible").exits(3)
                .saysOnErr("umbrella-chart/charts/packaged/templates/day.yaml, line 1: calls now");
    }

    @Test
    void comments_strings_and_fields_of_that_name_are_no_calls(Sandbox sandbox) {
        withTemplate(sandbox, "plain.yaml", "{{/* now and lookup */}}{{ .Values.now | default \"now\" }}");
        sandbox.script("render.java", "--check-reproducible").succeeds();
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is wrong is said in one message with its place, and the last good state stays. */
@InSandbox
class BadInputTest {
    private static void failsAndKeepsTheState(Sandbox sandbox, String file, String text, String... messages) {
        Projects.minimal(sandbox);
        sandbox.script("render.java").succeeds();
        String good = sandbox.read(".release/state.yaml");
        sandbox.write(file, text);
        sandbox.script("render.java").failsClearly(messages);
        assertEquals(good, sandbox.read(".release/state.yaml"));
    }

    @Test
    void no_chart(Sandbox sandbox) {
        sandbox.script("render.java").failsClearly("there is no chart in umbrella-chart", "--chart");
        assertFalse(sandbox.has(".release"));
    }

    @Test
    void a_project_directory_that_does_not_exist(Sandbox sandbox) {
        sandbox.script("render.java", "-C", "nowhere").exits(2).saysOnErr("nowhere is not a directory");
    }

    @Test
    void broken_yaml_in_the_charts_values(Sandbox sandbox) {
        failsAndKeepsTheState(sandbox, "umbrella-chart/values.yaml", "a: 1\nb: c: d\n",
                "umbrella-chart/values.yaml, line 2: this is not valid YAML");
    }

    @Test
    void broken_yaml_in_a_subcharts_values(Sandbox sandbox) {
        sandbox.write("umbrella-chart/charts/part/Chart.yaml", "apiVersion: v2\nname: part\nversion: 0.1.0\n");
        failsAndKeepsTheState(sandbox, "umbrella-chart/charts/part/values.yaml", "a: [1\n",
                "umbrella-chart/charts/part/values.yaml, line 1: this is not valid YAML");
    }

    @Test
    void broken_yaml_in_further_values(Sandbox sandbox) {
        Projects.minimal(sandbox).write("more.yaml", "x: 1\n\ty: 2\n");
        sandbox.script("render.java", "-f", "more.yaml").failsClearly("more.yaml, line 2: this is not valid YAML");
        sandbox.script("render.java", "-f", "absent.yaml").failsClearly("absent.yaml");
    }

    @Test
    void broken_yaml_in_rendered_output(Sandbox sandbox) {
        failsAndKeepsTheState(sandbox, "umbrella-chart/templates/broken.yaml", """
                kind: ConfigMap
                ---
                kind: ConfigMap
                data: {a: b
                """, "umbrella-chart/templates/broken.yaml as rendered, document 2, line 5: this is not valid YAML");
    }

    @Test
    void rendered_output_that_is_no_resource(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.program("list", "printf 'apiVersion: v1\\nkind: ConfigMap\\n---\\n- a\\n'");
        sandbox.script("render.java", "--post-renderer", "bin/list").failsClearly("document 2", "no Kubernetes resource");
    }

    @Test
    void a_template_that_fails(Sandbox sandbox) {
        failsAndKeepsTheState(sandbox, "umbrella-chart/templates/strict.yaml", "{{ required \"name a colour\" .Values.colour }}",
                "helm template failed", "umbrella-chart/templates/strict.yaml:1:3", "name a colour");
    }

    @Test
    void a_chart_without_a_name(Sandbox sandbox) {
        failsAndKeepsTheState(sandbox, "umbrella-chart/Chart.yaml", "version: 1.0.0\n", "the chart has no name");
        failsAndKeepsTheState(sandbox, "umbrella-chart/Chart.yaml", "", "umbrella-chart/Chart.yaml is empty");
        failsAndKeepsTheState(sandbox, "umbrella-chart/Chart.yaml", "name: [", "umbrella-chart/Chart.yaml, line 1");
    }

    @Test
    void an_unknown_option_is_wrong_usage(Sandbox sandbox) {
        sandbox.script("render.java", "--lokced").exits(2).saysOnErr("--lokced", "--locked", "render.java --help");
        sandbox.script("render.java", "surplus").exits(2).saysOnErr("surplus");
        sandbox.script("render.java", "dependencies", "bild").exits(2).saysOnErr("bild");
    }

    @Test
    void a_stack_trace_appears_only_when_asked_for(Sandbox sandbox) {
        CommandResult result = sandbox.script("render.java", "--debug").exits(1).saysOnErr("there is no chart");
        assertTrue(result.err().contains("\tat "));
    }
}

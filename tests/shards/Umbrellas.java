/** Umbrella charts for tests, named {@code umbrella}. */
final class Umbrellas {
    private Umbrellas() {}

    /** An umbrella of charts with a ConfigMap each, which tells a value of the chart and a global one. */
    static Sandbox of(Sandbox sandbox, String... charts) {
        sandbox.write("umbrella/Chart.yaml", "apiVersion: v2\nname: umbrella\nversion: 0.1.0\n")
                .write("umbrella/values.yaml", "global: {place: here}\n");
        for (String chart : charts) {
            sandbox.write("umbrella/charts/" + chart + "/Chart.yaml", "apiVersion: v2\nname: " + chart + "\nversion: 1.0.0\n")
                    .write("umbrella/charts/" + chart + "/values.yaml", "colour: blue\n");
            template(sandbox, chart, "{{ .Values.colour }} {{ .Values.global.place }}");
        }
        return sandbox;
    }

    /** Gives a chart one template, which renders an expression. */
    static Sandbox template(Sandbox sandbox, String chart, String expression) {
        return sandbox.write("umbrella/charts/" + chart + "/templates/settings.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: {{ .Chart.Name }}}
                data: {text: "%s"}
                """.formatted(expression));
    }

    /** Gives a chart a library chart of its own, which defines {@code library.text}. */
    static Sandbox library(Sandbox sandbox, String chart, String text) {
        return sandbox.write("umbrella/charts/" + chart + "/charts/library/Chart.yaml",
                "apiVersion: v2\nname: library\nversion: 1.0.0\ntype: library\n")
                .write("umbrella/charts/" + chart + "/charts/library/templates/_text.tpl",
                        "{{ define \"library.text\" }}" + text + "{{ end }}");
    }
}

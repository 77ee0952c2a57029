/** Small config repositories for tests. */
final class Projects {
    private Projects() {}

    /** An umbrella chart of one ConfigMap, without dependencies, images or locks. */
    static Sandbox minimal(Sandbox sandbox) {
        return chart(sandbox).write("umbrella-chart/templates/settings.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {colour: blue}
                """);
    }

    /** An umbrella chart without templates. */
    static Sandbox chart(Sandbox sandbox) {
        return sandbox.write("umbrella-chart/Chart.yaml", """
                apiVersion: v2
                name: umbrella-chart
                version: 0.1.0
                """);
    }
}

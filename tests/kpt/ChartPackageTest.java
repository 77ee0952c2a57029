//SOURCES Upstream.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Charts of an umbrella that are packages. */
@InSandbox
class ChartPackageTest {
    private static final String VALUES = """
            # For the shop.
            colour: blue
            size: 1
            """;
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}}
            data:
              colour: {{ .Values.colour }}
              size: {{ .Values.size | quote }}
            """;

    @Test
    void a_chart_is_fetched_rendered_changed_on_both_sides_and_rendered_again(Sandbox sandbox) {
        Upstream.in(sandbox);
        sandbox.write("upstream/charts/store/Chart.yaml", "apiVersion: v2\nname: store\nversion: 1.0.0\n")
                .write("upstream/charts/store/values.yaml", VALUES)
                .write("upstream/charts/store/templates/settings.yaml", TEMPLATE);
        Upstream.commit(sandbox, "store-1");
        Upstream.push(sandbox);
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", "project");
        sandbox.write("project/umbrella-chart/Chart.yaml", """
                apiVersion: v2
                name: umbrella-chart
                version: 0.1.0
                dependencies:
                - name: store
                  version: 1.0.0
                  repository: file://charts/store
                """).write("project/.gitignore", ".release\n");
        sandbox.script("render.java", "pkg", "get", "-C", "project", Upstream.url(sandbox) + "/charts/store@store-1",
                "umbrella-chart/charts/store").succeeds();
        sandbox.script("render.java", "dependencies", "update", "-C", "project").succeeds();
        sandbox.script("render.java", "-C", "project", "--offline").succeeds();
        assertTrue(sandbox.read("project/.release/state.yaml").contains("colour: blue\n  size: \"1\"\n"));
        assertFalse(sandbox.has("project/umbrella-chart/charts/store-1.0.0.tgz"), "the directory is there itself");

        sandbox.write("project/umbrella-chart/charts/store/values.yaml", VALUES.replace("blue", "green   # ours"))
                .write("project/umbrella-chart/charts/store/templates/settings.yaml",
                        TEMPLATE.replace("metadata:", "# Ours.\nmetadata:"));
        Upstream.save(sandbox);
        sandbox.write("upstream/charts/store/values.yaml", VALUES.replace("size: 1", "size: 2"))
                .write("upstream/charts/store/templates/settings.yaml", TEMPLATE + "  owner: shop\n");
        Upstream.commit(sandbox, "store-2");
        Upstream.push(sandbox);
        sandbox.script("render.java", "pkg", "update", "-C", "project", "umbrella-chart/charts/store@store-2").succeeds();
        assertEquals(VALUES.replace("blue", "green   # ours").replace("size: 1", "size: 2"),
                sandbox.read("project/umbrella-chart/charts/store/values.yaml"));
        assertEquals(TEMPLATE.replace("metadata:", "# Ours.\nmetadata:") + "  owner: shop\n",
                sandbox.read("project/umbrella-chart/charts/store/templates/settings.yaml"));
        sandbox.script("render.java", "-C", "project", "--offline").succeeds();
        assertTrue(sandbox.read("project/.release/state.yaml")
                .contains("colour: green\n  owner: shop\n  size: \"2\"\n"));
    }
}

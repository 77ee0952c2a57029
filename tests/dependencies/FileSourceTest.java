import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts of this repository: in {@code charts/} itself, or elsewhere and named by {@code file://}. */
@InSandbox
class FileSourceTest {
    @Test
    void a_missing_archive_is_made_from_the_directory_even_offline(Sandbox sandbox) {
        elsewhere(sandbox);
        Charts.repositories(sandbox, "repositories: [{name: dead, url: 'http://127.0.0.1:1'}]");
        sandbox.script("render.java", "--offline").succeeds()
                .saysOnErr("Building dependencies of umbrella-chart: web 1.2.0\n");
        assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
        CommandResult again = sandbox.script("render.java", "--offline").succeeds();
        assertFalse(again.err().contains("Building"), again::toString);
    }

    @Test
    void a_directory_that_is_at_another_version_than_the_lock_is_a_failure_that_says_so(Sandbox sandbox) {
        elsewhere(sandbox);
        Charts.write(sandbox, "library/web", "web", "1.3.0", "library");
        sandbox.script("render.java").failsClearly("error: library/web is web 1.3.0, but Chart.lock says web 1.2.0\n",
                "  Run: render.java dependencies update\n");
        assertEquals(List.of(), Charts.leftovers(sandbox));
        sandbox.script("render.java", "dependencies", "update").succeeds();
        assertEquals(List.of("web-1.3.0.tgz"), Charts.held(sandbox));
    }

    @Test
    void a_directory_that_is_gone_is_a_failure_that_names_it(Sandbox sandbox) {
        elsewhere(sandbox);
        FileTree.delete(sandbox.path("library"));
        sandbox.script("render.java").failsClearly("library/web not found");
    }

    @Test
    void a_chart_that_lies_in_charts_may_be_asked_for_by_a_range(Sandbox sandbox) {
        Charts.write(sandbox, "umbrella-chart/charts/web", "web", "1.2.0", "own");
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - name: web
                    version: 1.x.x
                """));
        CommandResult result = sandbox.script("render.java", "--offline").succeeds();
        assertFalse(result.err().contains("Building"), result::toString);
        assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
    }

    @Test
    void a_chart_that_lies_in_charts_out_of_range_is_a_failure_though_helm_would_render_it(Sandbox sandbox) {
        Charts.write(sandbox, "umbrella-chart/charts/web", "web", "1.2.0", "own");
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - {name: web, version: 1.x.x}
                """));
        Charts.write(sandbox, "umbrella-chart/charts/web", "web", "2.0.0", "own");
        sandbox.script("render.java").failsClearly(
                "error: umbrella-chart/charts/web is web 2.0.0, but Chart.yaml asks for web 1.x.x\n");
    }

    @Test
    void a_chart_that_has_to_lie_in_charts_and_does_not_is_a_failure(Sandbox sandbox) {
        Charts.write(sandbox, "umbrella-chart/charts/web", "web", "1.2.0", "own");
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - {name: web, version: 1.2.0}
                """));
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        sandbox.script("render.java").failsClearly(
                "error: charts/web is missing, and Chart.yaml names no repository to fetch it from\n");
    }

    @Test
    void the_old_format_with_requirements_yaml_works_too(Sandbox sandbox) {
        Charts.write(sandbox, "library/web", "web", "1.2.0", "library");
        sandbox.write("umbrella-chart/Chart.yaml", """
                apiVersion: v1
                name: umbrella-chart
                version: 0.1.0
                """).write("umbrella-chart/requirements.yaml", """
                dependencies:
                  - name: web
                    version: ~1.2.0
                    repository: file://../library/web
                """);
        Charts.lock(sandbox);
        assertTrue(sandbox.has("umbrella-chart/requirements.lock"));
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        sandbox.script("render.java").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
    }

    /** An umbrella chart that locked web 1.2.0 in a directory beside it, and has nothing in charts/. */
    private static void elsewhere(Sandbox sandbox) {
        Charts.write(sandbox, "library/web", "web", "1.2.0", "library");
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - name: web
                    version: 1.x.x
                    repository: file://../library/web
                """));
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
    }
}

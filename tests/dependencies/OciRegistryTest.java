import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts from an OCI registry; the one here has no TLS, which helm takes on a loopback address. */
@InSandbox
class OciRegistryTest {
    @Test
    void a_missing_chart_is_fetched_from_the_registry_and_repositories_are_left_alone(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            push(sandbox, registry, "web", "1.2.0");
            Charts.lock(umbrella(sandbox, registry, "1.2.0"));
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            Charts.repositories(sandbox, "repositories: [{name: dead, url: 'http://127.0.0.1:1/charts'}]");
            CommandResult result = sandbox.script("render.java").succeeds()
                    .saysOnErr("Building dependencies of umbrella-chart: web 1.2.0\n");
            assertFalse(result.err().contains("warning"), result::toString);
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
            assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
        }
    }

    @Test
    void an_update_takes_the_newest_tag_that_fits(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            for (String version : List.of("1.2.0", "1.10.0", "2.0.0")) {
                push(sandbox, registry, "web", version);
            }
            umbrella(sandbox, registry, "^1.0.0")
                    .script("render.java", "dependencies", "update", "--", "--plain-http").succeeds();
            assertEquals(List.of("web-1.10.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void a_version_with_build_metadata_has_another_tag_and_is_fetched_once(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            push(sandbox, registry, "web", "1.2.0+build.7");
            Charts.lock(umbrella(sandbox, registry, "1.2.0+build.7"));
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            sandbox.script("render.java").succeeds();
        }
        assertEquals(List.of(), ChartsDirectory.of(Chart.read(sandbox.path("umbrella-chart"))).missing());
    }

    @Test
    void a_version_that_is_gone_is_a_failure_that_names_it(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            push(sandbox, registry, "web", "1.2.0");
            Charts.lock(umbrella(sandbox, registry, "1.2.0"));
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            sandbox.write(".release/state.yaml", "the last good state\n");
            sandbox.run(List.of(Workbench.tool(Workbench.CRANE).toString(), "delete",
                    registry.host() + "/charts/web:1.2.0")).succeeds();
            sandbox.script("render.java").failsClearly(registry.host(), "charts/web");
        }
        assertEquals("the last good state\n", sandbox.read(".release/state.yaml"));
        assertEquals(List.of(), Charts.held(sandbox));
        assertEquals(List.of(), Charts.leftovers(sandbox));
    }

    @Test
    void a_registry_that_is_down_is_a_failure_that_names_it(Sandbox sandbox) {
        OciRegistry registry = OciRegistry.start(sandbox);
        push(sandbox, registry, "web", "1.2.0");
        Charts.lock(umbrella(sandbox, registry, "1.2.0"));
        registry.close();
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        sandbox.script("render.java").failsClearly(registry.host() + "/charts/web:1.2.0", "refuses connections");
    }

    @Test
    void a_chart_may_be_larger_than_other_answers_of_a_registry(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Charts.write(sandbox, "sources/web-1.2.0", "web", "1.2.0", "archive");
            sandbox.shell("for i in 1 2 3 4; do head -c 5000000 /dev/urandom > sources/web-1.2.0/data-$i; done")
                    .succeeds();
            push(sandbox, registry, "web", "1.2.0");
            Charts.lock(umbrella(sandbox, registry, "1.2.0"));
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            sandbox.script("render.java", "dependencies", "build").succeeds();
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    private static void push(Sandbox sandbox, OciRegistry registry, String name, String version) {
        Charts.pack(sandbox, "archives", name, version);
        Charts.helm(sandbox, "push", "archives/" + name + "-" + version + ".tgz",
                "oci://" + registry.host() + "/charts", "--plain-http").succeeds();
    }

    private static Sandbox umbrella(Sandbox sandbox, OciRegistry registry, String version) {
        return Charts.umbrella(sandbox, """
                dependencies:
                  - name: web
                    version: "%s"
                    repository: oci://%s/charts
                """.formatted(version, registry.host()));
    }
}

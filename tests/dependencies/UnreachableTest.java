import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A chart is missing and cannot be fetched: one clear message, nothing half written, the last good state stays. */
@InSandbox
class UnreachableTest {
    @Test
    void offline(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            int before = server.requests().size();
            fails(sandbox, "--offline")
                    .failsClearly("error: charts/ lacks web 1.2.0, and --offline forbids downloads\n");
            assertEquals(before, server.requests().size());
        }
    }

    @Test
    void the_repository_is_down(Sandbox sandbox) {
        FileServer server = lockedAndEmpty(sandbox);
        server.close();
        CommandResult result = fails(sandbox).failsClearly(
                "error: cannot read the chart repository " + server.url() + "\n", "refuses connections");
        assertEquals(3, result.messages().size(), result::toString);
    }

    @Test
    void the_repository_has_moved(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            FileTree.delete(sandbox.path("repository/index.yaml"));
            fails(sandbox).failsClearly(
                    "error: cannot read the chart repository " + server.url() + "\n", "HTTP status 404");
        }
    }

    @Test
    void the_repository_answers_with_something_else(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            for (String index : List.of("<html><body>Please log in: here</body></html>", "")) {
                sandbox.write("repository/index.yaml", index);
                fails(sandbox).failsClearly("error: cannot read the chart repository " + server.url() + "\n");
            }
        }
    }

    @Test
    void the_locked_version_is_gone(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            FileTree.delete(sandbox.path("repository"));
            Charts.publish(sandbox, "repository", "web", "1.1.0");
            Charts.publish(sandbox, "repository", "web", "1.3.0");
            fails(sandbox).failsClearly("error: the chart repository " + server.url() + " has no web 1.2.0\n",
                    "  The nearest is 1.3.0.\n  It has 1.3.0, 1.1.0. To lock one of these, run: render.java dependencies update\n");
        }
    }

    @Test
    void a_version_that_is_asked_for_was_never_there(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox); OciRegistry registry = OciRegistry.start(sandbox)) {
            Charts.helm(sandbox, "push", "repository/web-1.2.0.tgz", "oci://" + registry.host() + "/charts",
                    "--plain-http").succeeds();
            for (String repository : List.of(server.url(), "oci://" + registry.host() + "/charts")) {
                Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.4.0, repository: '" + repository
                        + "'}]\n");
                sandbox.script("render.java", "dependencies", "update").failsClearly(
                        "error: the chart repository " + repository + " has no web 1.4.0\n",
                        "  The nearest is 1.2.0.\n  It has 1.2.0. Change the version in Chart.yaml.\n");
            }
        }
    }

    @Test
    void the_chart_is_gone(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            FileTree.delete(sandbox.path("repository"));
            Charts.publish(sandbox, "repository", "db", "1.2.0");
            fails(sandbox).failsClearly("error: the chart repository " + server.url() + " has no web 1.2.0\n",
                    "  It has no chart of that name.\n");
        }
    }

    @Test
    void the_index_names_an_archive_that_is_not_there(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            FileTree.delete(sandbox.path("repository/web-1.2.0.tgz"));
            fails(sandbox).failsClearly("error: cannot fetch web 1.2.0 from the chart repository " + server.url() + ":\n",
                    "web-1.2.0.tgz: the answer is HTTP status 404");
        }
    }

    @Test
    void the_archive_is_none(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            sandbox.write("repository/web-1.2.0.tgz", "<html>Please log in</html>");
            fails(sandbox).failsClearly("error: the chart repository " + server.url()
                    + " serves another web 1.2.0 than its index says:\n");
        }
    }

    /** What was there before is there after. */
    private static CommandResult fails(Sandbox sandbox, String... options) {
        sandbox.write(".release/state.yaml", "the last good state\n");
        CommandResult result = sandbox.script("render.java", options).exits(1);
        assertEquals("the last good state\n", sandbox.read(".release/state.yaml"));
        assertFalse(sandbox.has(".release/umbrella-chart"), result::toString);
        assertEquals(List.of(), Charts.held(sandbox), result::toString);
        assertEquals(List.of(), Charts.leftovers(sandbox), result::toString);
        return result;
    }

    /** A repository that has web 1.2.0, and an umbrella chart that locked it and has nothing in charts/. */
    private static FileServer lockedAndEmpty(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        FileServer server = FileServer.of(sandbox.path("repository"));
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - {name: web, version: 1.x.x, repository: "%s"}
                """.formatted(server.url())));
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        return server;
    }
}

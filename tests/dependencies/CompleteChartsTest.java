import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code charts/} already holds what {@code Chart.lock} says. */
@InSandbox
class CompleteChartsTest {
    @Test
    void nothing_is_asked_for_or_downloaded(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            int before = server.requests().size();
            CommandResult result = sandbox.script("render.java").succeeds();
            assertEquals(before, server.requests().size());
            assertFalse(result.err().contains("Building"), result::toString);
            assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
        }
    }

    @Test
    void it_renders_offline_and_on_a_machine_that_never_heard_of_the_repository(Sandbox sandbox) {
        repository(sandbox).close();
        sandbox.script("render.java", "--offline").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
    }

    @Test
    void an_archive_may_have_any_name_and_an_unpacked_chart_any_directory(Sandbox sandbox) {
        repository(sandbox).close();
        sandbox.shell("cd umbrella-chart/charts && mv web-1.2.0.tgz download.tgz").succeeds();
        assertEquals(List.of(), charts(sandbox).missing());
        sandbox.shell("cd umbrella-chart/charts && tar -xzf download.tgz && rm download.tgz && mv web website")
                .succeeds();
        sandbox.script("render.java", "--offline").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
    }

    @Test
    void an_archive_of_another_version_beside_the_locked_one_is_removed_without_the_network(Sandbox sandbox) {
        repository(sandbox).close();
        Charts.pack(sandbox, "umbrella-chart/charts", "web", "1.1.0");
        sandbox.script("render.java", "--offline").succeeds()
                .saysOnErr("Removing umbrella-chart/charts/web-1.1.0.tgz, as Chart.lock says another version\n");
        assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
    }

    @Test
    void archives_of_charts_that_no_dependency_names_stay(Sandbox sandbox) {
        repository(sandbox).close();
        Charts.pack(sandbox, "umbrella-chart/charts", "web-2-go", "1.0.0");
        sandbox.script("render.java", "--offline").succeeds();
        assertEquals(List.of("web-1.2.0.tgz", "web-2-go-1.0.0.tgz"), Charts.held(sandbox));
        assertTrue(sandbox.read(".release/state.yaml").contains("name: web-2-go"));
    }

    @Test
    void a_chart_that_is_there_both_packed_and_unpacked_is_a_failure_as_helm_takes_either(Sandbox sandbox) {
        repository(sandbox).close();
        Charts.write(sandbox, "umbrella-chart/charts/web", "web", "1.2.0", "unpacked");
        sandbox.script("render.java", "--offline").failsClearly(
                "error: charts/ holds web twice: umbrella-chart/charts/web, umbrella-chart/charts/web-1.2.0.tgz");
    }

    @Test
    void an_unpacked_chart_of_another_version_than_the_locked_one_is_a_failure(Sandbox sandbox) {
        repository(sandbox).close();
        Charts.write(sandbox, "umbrella-chart/charts/web", "web", "1.1.0", "unpacked");
        Failure failure = assertThrows(Failure.class, charts(sandbox)::requireUnambiguous);
        assertEquals(sandbox.path("umbrella-chart/charts/web") + " is web 1.1.0, but Chart.lock says web 1.2.0",
                failure.getMessage());
    }

    @Test
    void half_an_archive_is_a_failure_that_names_it(Sandbox sandbox) {
        repository(sandbox).close();
        for (int bytes : new int[] {0, 5, 60}) {
            keep(sandbox, bytes);
            Failure failure = assertThrows(Failure.class, () -> charts(sandbox));
            assertTrue(failure.getMessage().contains("charts/web-1.2.0.tgz is not the archive of a chart"),
                    failure.getMessage());
        }
        keep(sandbox, 200);
        sandbox.script("render.java", "--offline").failsClearly("web-1.2.0.tgz");
    }

    @Test
    void the_same_chart_at_two_versions_under_two_aliases_is_fine(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.1.0");
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.lock(Charts.umbrella(sandbox, """
                    dependencies:
                      - {name: web, alias: old, version: 1.1.0, repository: "%1$s"}
                      - {name: web, alias: new, version: 1.2.0, repository: "%1$s"}
                    """.formatted(server.url())));
        }
        sandbox.script("render.java", "--offline").succeeds();
        assertEquals(List.of("web-1.1.0.tgz", "web-1.2.0.tgz"), Charts.held(sandbox));
        assertTrue(sandbox.read(".release/state.yaml").contains("name: old\n"), sandbox.read(".release/state.yaml"));
    }

    /** Keeps only this much of the archive. */
    private static void keep(Sandbox sandbox, int bytes) {
        sandbox.shell("head -c " + bytes + " repository/web-1.2.0.tgz > umbrella-chart/charts/web-1.2.0.tgz")
                .succeeds();
    }

    private static ChartsDirectory charts(Sandbox sandbox) {
        return ChartsDirectory.of(Chart.read(sandbox.path("umbrella-chart")));
    }

    /** A repository that has web 1.2.0, and an umbrella chart that locked and fetched it. */
    private static FileServer repository(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        FileServer server = FileServer.of(sandbox.path("repository"));
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - name: web
                    version: ^1.0.0
                    repository: %s
                """.formatted(server.url())));
        return server;
    }
}

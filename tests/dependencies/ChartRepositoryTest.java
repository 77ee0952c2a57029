import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Charts are fetched from a chart repository when {@code charts/} lacks them. */
@InSandbox
class ChartRepositoryTest {
    @Test
    void a_missing_chart_is_fetched_from_a_repository_that_nobody_added(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            sandbox.script("render.java").succeeds()
                    .saysOnErr("Building dependencies of umbrella-chart: web 1.2.0\n");
            assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
            assertEquals(List.of(), Charts.leftovers(sandbox));
            int soFar = server.requests().size();
            sandbox.script("render.java").succeeds();
            assertEquals(soFar, server.requests().size());
        }
    }

    @Test
    void the_locked_version_is_fetched_though_there_is_a_newer_one(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            Charts.publish(sandbox, "repository", "web", "1.3.0");
            sandbox.script("render.java").succeeds();
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void an_archive_of_another_version_is_replaced(Sandbox sandbox) {
        try (FileServer server = lockedAndEmpty(sandbox)) {
            Charts.pack(sandbox, "umbrella-chart/charts", "web", "1.1.0");
            sandbox.script("render.java").succeeds();
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void repositories_that_the_user_has_for_other_charts_are_left_alone_even_dead_ones(Sandbox sandbox) {
        FileServer dead = FileServer.of(sandbox.directory());
        dead.close();
        try (FileServer server = lockedAndEmpty(sandbox);
                FileServer other = FileServer.of(sandbox.path("repository"))) {
            Charts.repositories(sandbox, """
                    apiVersion: ""
                    repositories:
                      - {name: dead, url: "%s"}
                      - {name: other, url: "%s"}
                    """.formatted(dead.url(), other.url()));
            CommandResult result = sandbox.script("render.java").succeeds();
            assertFalse(result.err().contains("warning"), result::toString);
            assertEquals(List.of(), other.requests());
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void two_repositories_of_which_the_user_knows_one(Sandbox sandbox) {
        Charts.publish(sandbox, "first", "web", "1.2.0");
        Charts.publish(sandbox, "second", "db", "2.0.0");
        try (FileServer first = FileServer.of(sandbox.path("first"));
                FileServer second = FileServer.of(sandbox.path("second"))) {
            Charts.repositories(sandbox, "repositories: [{name: mine, url: '" + first.url() + "/'}]");
            Charts.umbrella(sandbox, """
                    dependencies:
                      - {name: web, version: 1.x.x, repository: "%s"}
                      - {name: db, version: 2.x.x, repository: "%s"}
                    """.formatted(first.url(), second.url()));
            sandbox.script("render.java", "dependencies", "update").succeeds();
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            sandbox.script("render.java").succeeds();
            assertEquals(List.of("db-2.0.0.tgz", "web-1.2.0.tgz"), Charts.held(sandbox));
            assertEquals(Set.of("/index.yaml", "/web-1.2.0.tgz"), new TreeSet<>(first.requests()));
            assertEquals(Set.of("/index.yaml", "/db-2.0.0.tgz"), new TreeSet<>(second.requests()));
        }
    }

    @Test
    void renders_at_the_same_time_that_fetch_from_different_repositories_do_not_mix_them_up(Sandbox sandbox) {
        Charts.publish(sandbox, "first", "web", "1.0.0");
        Charts.publish(sandbox, "second", "db", "1.0.0");
        try (FileServer first = FileServer.of(sandbox.path("first"));
                FileServer second = FileServer.of(sandbox.path("second"))) {
            List<Sandbox.RunningCommand> all = List.of(render(sandbox, "a", "web", first),
                    render(sandbox, "b", "db", second), render(sandbox, "c", "web", first));
            all.forEach(one -> sandbox.finish(one).succeeds());
            assertTrue(sandbox.has("a/umbrella-chart/charts/web-1.0.0.tgz"));
            assertTrue(sandbox.has("b/umbrella-chart/charts/db-1.0.0.tgz"));
            assertTrue(sandbox.has("c/umbrella-chart/charts/web-1.0.0.tgz"));
        }
    }

    private static Sandbox.RunningCommand render(Sandbox sandbox, String project, String chart, FileServer server) {
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - {name: %s, version: ~1.0.0, repository: "%s"}
                """.formatted(chart, server.url())));
        sandbox.copy(sandbox.path("umbrella-chart"), project + "/umbrella-chart");
        FileTree.delete(sandbox.path(project + "/umbrella-chart/charts"));
        FileTree.delete(sandbox.path("umbrella-chart"));
        return sandbox.startScript("render.java", "-C", project);
    }

    /** A repository that has web 1.2.0, and an umbrella chart that locked it and has nothing in charts/. */
    private static FileServer lockedAndEmpty(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        FileServer server = FileServer.of(sandbox.path("repository"));
        Charts.lock(Charts.umbrella(sandbox, """
                dependencies:
                  - name: web
                    version: ">=1.0.0 <2.0.0"
                    repository: %s
                """.formatted(server.url())));
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        return server;
    }
}

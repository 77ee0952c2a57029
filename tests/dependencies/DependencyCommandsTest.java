import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code render.java dependencies list|build|update}: as helm dependency. */
@InSandbox
class DependencyCommandsTest {
    @Test
    void list_prints_what_helm_prints_with_the_options_after_two_dashes(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            String[] narrow = {"--max-col-width", "10"};
            String helms = Charts.helm(sandbox, "dependency", "list", "umbrella-chart", narrow[0], narrow[1]).out();
            assertTrue(helms.contains("missing") && !helms.contains(server.url()), helms);
            CommandResult ours = dependencies(sandbox, "list", "--", narrow[0], narrow[1]).succeeds();
            assertEquals(helms, ours.out());
            assertEquals(List.of(), ours.messages());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void update_locks_the_newest_that_fits_as_helm_does_and_removes_what_it_replaces(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            dependencies(sandbox, "update").succeeds().saysOnErr("Downloading web from repo " + server.url());
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
            assertEquals(helmsLock(sandbox), lock(sandbox));
            Charts.publish(sandbox, "repository", "web", "1.10.0");
            Charts.publish(sandbox, "repository", "web", "2.0.0");
            dependencies(sandbox, "update").succeeds();
            assertEquals(List.of("web-1.10.0.tgz"), Charts.held(sandbox));
            assertEquals(helmsLock(sandbox), lock(sandbox));
        }
    }

    @Test
    void update_of_a_project_elsewhere_refreshes_only_the_repositories_that_it_needs(Sandbox sandbox) {
        try (FileServer server = repository(sandbox); FileServer other = FileServer.of(sandbox.path("repository"))) {
            Charts.repositories(sandbox, "repositories: [{name: mine, url: '" + server.url() + "'},"
                    + " {name: other, url: '" + other.url() + "'}]");
            sandbox.copy(sandbox.path("umbrella-chart"), "my project/umbrella-chart");
            sandbox.script("render.java", "-C", "my project", "dependencies", "update").succeeds();
            assertTrue(sandbox.has("my project/umbrella-chart/charts/web-1.2.0.tgz"));
            assertEquals(List.of(), other.requests());
        }
    }

    @Test
    void update_without_a_fitting_version_is_a_failure_and_the_lock_stays(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            Charts.lock(sandbox);
            String before = sandbox.read("umbrella-chart/Chart.lock");
            Charts.umbrella(sandbox, "dependencies: [{name: web, version: ^9, repository: '" + server.url() + "'}]\n");
            dependencies(sandbox, "update").failsClearly("has no web ^9\n", "It has 1.2.0. Change the version");
            assertEquals(before, sandbox.read("umbrella-chart/Chart.lock"));
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void update_offline_is_a_failure(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            dependencies(sandbox, "update", "--offline")
                    .failsClearly("error: the dependencies cannot be updated: --offline forbids downloads\n");
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void update_of_a_chart_without_dependencies_says_so(Sandbox sandbox) {
        Projects.minimal(sandbox).script("render.java", "dependencies", "update").succeeds()
                .saysOnErr("umbrella-chart has no dependencies\n");
    }

    @Test
    void build_fetches_what_is_locked_and_not_what_is_newer(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            Charts.lock(sandbox);
            String lock = sandbox.read("umbrella-chart/Chart.lock");
            Charts.publish(sandbox, "repository", "web", "1.3.0");
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            dependencies(sandbox, "build").succeeds();
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
            assertEquals(lock, sandbox.read("umbrella-chart/Chart.lock"));
        }
    }

    @Test
    void build_without_a_lock_makes_one_as_helm_does(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            dependencies(sandbox, "build").succeeds();
            assertEquals(helmsLock(sandbox), lock(sandbox));
        }
    }

    @Test
    void build_offline_is_content_with_what_is_there(Sandbox sandbox) {
        try (FileServer server = repository(sandbox)) {
            Charts.lock(sandbox);
            int before = server.requests().size();
            dependencies(sandbox, "build", "--offline").succeeds();
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            dependencies(sandbox, "build", "--offline").failsClearly("web 1.2.0", "--offline");
            assertEquals(before, server.requests().size());
        }
    }

    private static CommandResult dependencies(Sandbox sandbox, String... verbAndOptions) {
        List<String> arguments = new ArrayList<>(List.of("dependencies"));
        arguments.addAll(List.of(verbAndOptions));
        return sandbox.script("render.java", arguments.toArray(String[]::new));
    }

    private static String lock(Sandbox sandbox) {
        return sandbox.read("umbrella-chart/Chart.lock").replaceFirst("(?m)^generated:.*", "");
    }

    /** What helm itself locks now, but for the time. */
    private static String helmsLock(Sandbox sandbox) {
        sandbox.copy(sandbox.path("umbrella-chart/Chart.yaml"), "helms/Chart.yaml");
        Charts.helm(sandbox, "dependency", "update", "helms").succeeds();
        return sandbox.read("helms/Chart.lock").replaceFirst("(?m)^generated:.*", "");
    }

    /** A repository that has web 1.2.0, and an umbrella chart that asks for it and has no lock. */
    private static FileServer repository(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        FileServer server = FileServer.of(sandbox.path("repository"));
        Charts.umbrella(sandbox, """
                dependencies:
                  - {name: web, version: 1.x.x, repository: "%s"}
                """.formatted(server.url()));
        return server;
    }
}

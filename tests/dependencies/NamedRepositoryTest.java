import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code @NAME} and {@code alias:NAME}: repositories under the names that the user gave them. */
@InSandbox
class NamedRepositoryTest {
    @Test
    void the_name_leads_to_the_users_repository(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            know(sandbox, server.url());
            for (String prefix : List.of("@", "alias:")) {
                umbrella(sandbox, prefix).script("render.java", "dependencies", "update").succeeds();
                assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
                assertTrue(sandbox.read("umbrella-chart/Chart.lock").contains("repository: " + server.url() + "\n"));
                FileTree.delete(sandbox.path("umbrella-chart"));
            }
        }
    }

    @Test
    void the_lock_is_enough_on_a_machine_that_does_not_know_the_name(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            know(sandbox, server.url());
            Charts.lock(umbrella(sandbox, "alias:"));
            FileTree.delete(sandbox.directory().resolveSibling("home"));
            assertTrue(Chart.read(sandbox.path("umbrella-chart")).lockFits());
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            sandbox.script("render.java").succeeds();
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void an_update_without_the_name_is_a_failure_with_the_command_that_adds_it(Sandbox sandbox) {
        umbrella(sandbox, "@").script("render.java", "dependencies", "update").failsClearly(
                "error: Helm does not know the repository company, which Chart.yaml names\n",
                "  Run: helm repo add company URL\n");
    }

    private static void know(Sandbox sandbox, String url) {
        Charts.repositories(sandbox, """
                apiVersion: ""
                repositories:
                  - {name: unrelated, url: "http://127.0.0.1:1/"}
                  - {name: company, url: "%s"}
                """.formatted(url));
        sandbox.write("../home/.cache/helm/repository/unrelated-index.yaml", "apiVersion: v1\nentries: {}\n");
    }

    private static Sandbox umbrella(Sandbox sandbox, String prefix) {
        return Charts.umbrella(sandbox, """
                dependencies:
                  - name: web
                    version: 1.x.x
                    repository: "%scompany"
                """.formatted(prefix));
    }
}

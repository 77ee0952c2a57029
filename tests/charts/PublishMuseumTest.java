//SOURCES Museum.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code build.jbang chart --to https://…/api/charts}. */
@InSandbox
class PublishMuseumTest {
    private static final String PASSWORD = "hunter2-planted";

    @Test
    void a_chart_is_published_to_a_tenant_and_used_from_there(Sandbox sandbox) {
        try (Museum museum = Museum.open(sandbox, "")) {
            Charts.write(sandbox, "web", "web", "1.2.0", "museum");
            CommandResult published = publish(sandbox, museum.url() + "/api/shop/live/charts").succeeds();
            assertTrue(published.out().startsWith(museum.url() + "/shop/live/charts/web-1.2.0.tgz sha256:"),
                    published::toString);
            Charts.umbrella(sandbox, """
                    dependencies:
                    - {name: web, version: 1.x.x, repository: "%s/shop/live"}
                    """.formatted(museum.url()));
            sandbox.script("render.java", "dependencies", "update").succeeds();
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    @Test
    void a_version_that_is_there_is_replaced_by_force_only(Sandbox sandbox) {
        try (Museum museum = Museum.open(sandbox, "")) {
            Charts.write(sandbox, "web", "web", "1.2.0", "museum");
            String api = museum.url() + "/api/charts";
            publish(sandbox, api).succeeds();
            String before = digest(sandbox);
            publish(sandbox, api).failsClearly("error: " + api + " has web 1.2.0 already\n", "--force");
            assertEquals(before, digest(sandbox));
            sandbox.write("web/values.yaml", "other: contents\n");
            publish(sandbox, api, "--force").succeeds();
            assertFalse(before.equals(digest(sandbox)), "it is another one now");
            assertTrue(museum.requests().contains("POST /api/charts?force"), museum.requests()::toString);
        }
    }

    @Test
    void credentials_come_from_the_environment_and_from_helm_and_are_shown_nowhere(Sandbox sandbox) {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("ci:" + PASSWORD).getBytes());
        Charts.write(sandbox, "web", "web", "1.2.0", "museum");
        try (Museum museum = Museum.open(sandbox, basic)) {
            String api = museum.url() + "/api/charts";
            publish(sandbox, api).failsClearly("error: cannot publish web 1.2.0: " + api
                    + " answers with HTTP status 401: unauthorized\n", "HELM_REPO_USERNAME");
            Charts.repositories(sandbox, "repositories: [{name: own, url: '" + museum.url()
                    + "', username: ci, password: wrong-planted}]");
            CommandResult wrong = publish(sandbox, api, "--debug").exits(1)
                    .saysOnErr("It does not take the credentials that are there.");
            assertFalse(wrong.err().contains("wrong-planted"), wrong::toString);
            sandbox.env("HELM_REPO_USERNAME", "ci").env("HELM_REPO_PASSWORD", PASSWORD);
            CommandResult right = publish(sandbox, api, "--debug").succeeds();
            assertFalse((right.out() + right.err()).contains(PASSWORD), right::toString);
        }
        try (Museum museum = Museum.open(sandbox, "Bearer token-planted")) {
            sandbox.env("HELM_REPO_ACCESS_TOKEN", "token-planted");
            publish(sandbox, museum.url() + "/api/other/charts").succeeds();
        }
        sandbox.script("build.jbang", "chart", "web", "--to", "https://ci:secret@charts.example.com/api/charts")
                .exits(2).saysOnErr("--to has credentials in it");
    }

    private static CommandResult publish(Sandbox sandbox, String to, String... options) {
        List<String> arguments = new java.util.ArrayList<>(List.of("chart", "web", "--to", to));
        arguments.addAll(List.of(options));
        return sandbox.script("build.jbang", arguments.toArray(String[]::new));
    }

    private static String digest(Sandbox sandbox) {
        return sandbox.shell("sha256sum < museum/web-1.2.0.tgz").succeeds().out();
    }
}

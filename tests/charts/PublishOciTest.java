import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code build.jbang chart --to oci://…}, and the umbrella chart of a config repository that gets the version. */
@InSandbox
class PublishOciTest {
    @Test
    void helm_pulls_what_was_published_and_no_version_is_overwritten(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            Charts.write(sandbox, "web", "web", "1.2.0+build.7", "registry");
            String place = "oci://" + registry.host() + "/charts";
            CommandResult published = publish(sandbox, place).succeeds();
            Charts.helm(sandbox, "pull", place + "/web", "--version", "1.2.0+build.7", "--plain-http").succeeds();
            assertEquals(place + "/web:1.2.0_build.7 sha256:"
                    + sandbox.shell("sha256sum < web-1.2.0+build.7.tgz").out().substring(0, 64) + "\n", published.out());
            publish(sandbox, place).failsClearly("error: " + place + " has web 1.2.0+build.7 already\n");
            publish(sandbox, place, "--force").succeeds();
        }
    }

    @Test
    void the_umbrella_chart_of_a_config_repository_gets_the_version(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String place = "oci://" + registry.host() + "/charts";
            Charts.write(sandbox, "web", "web", "1.2.0", "registry");
            publish(sandbox, place).succeeds();
            config(sandbox, place);
            publish(sandbox, place, "--version", "1.3.0", "--config-repo", "config", "--commit").succeeds()
                    .saysOnErr("  used by  config/umbrella-chart/Chart.yaml  committed as ");
            assertEquals("# What we run\n" + umbrella(place).replace("1.2.0 #", "1.3.0 #"),
                    sandbox.read("config/umbrella-chart/Chart.yaml"));
            assertTrue(Chart.read(sandbox.path("config/umbrella-chart")).lockFits());
            assertEquals("Raise web to 1.3.0\n", sandbox.shell("git -C config log -1 --format=%s").out());
            assertEquals("", sandbox.shell("git -C config status --porcelain -- umbrella-chart/Chart.yaml"
                    + " umbrella-chart/Chart.lock app-locks").out());
            sandbox.script("render.java", "-C", "config").succeeds();
            assertTrue(sandbox.read("config/.release/state.yaml").contains("version: 1.3.0"));
        }
    }

    @Test
    void versions_that_are_pushed_at_once_all_land(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String place = "oci://" + registry.host() + "/charts";
            Charts.write(sandbox, "web", "web", "1.2.0", "registry");
            Charts.write(sandbox, "db", "db", "1.2.0", "registry");
            publish(sandbox, place).succeeds();
            sandbox.script("build.jbang", "chart", "db", "--to", place).succeeds();
            config(sandbox, place);
            sandbox.shell("git clone -q --bare config remote.git").succeeds();
            String remote = sandbox.path("remote.git").toUri().toString();
            List<Sandbox.RunningCommand> both = List.of("web", "db").stream().map(chart -> sandbox.startScript(
                    "build.jbang", "chart", chart, "--to", place, "--version", "1.4.0", "--config-repo", remote,
                    "--push")).toList();
            both.forEach(one -> sandbox.finish(one).succeeds());
            sandbox.shell("git clone -q remote.git after").succeeds();
            assertEquals(2, sandbox.read("after/umbrella-chart/Chart.yaml").split("1\\.4\\.0", -1).length - 1);
            assertTrue(Chart.read(sandbox.path("after/umbrella-chart")).lockFits());
        }
    }

    @Test
    void a_range_stays_and_has_to_admit_the_version(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String place = "oci://" + registry.host() + "/charts";
            Charts.write(sandbox, "web", "web", "1.2.0", "registry");
            publish(sandbox, place).succeeds();
            sandbox.write("config/umbrella-chart/Chart.yaml",
                    umbrella(place).replace("1.2.0 # ours", "^1.0.0").replaceAll("(?s)- name: db.*", ""));
            sandbox.script("render.java", "-C", "config", "dependencies", "update").succeeds();
            sandbox.shell("git -C config init -q").succeeds();
            publish(sandbox, place, "--version", "1.9.0", "--config-repo", "config").succeeds();
            assertTrue(sandbox.read("config/umbrella-chart/Chart.yaml").contains("version: ^1.0.0"));
            assertTrue(sandbox.read("config/umbrella-chart/Chart.lock").contains("version: 1.9.0"));
            assertTrue(Chart.read(sandbox.path("config/umbrella-chart")).lockFits());
            publish(sandbox, place, "--version", "2.0.0", "--config-repo", "config").failsClearly(
                    "error: umbrella-chart/Chart.yaml asks for web ^1.0.0, which 2.0.0 is not\n");
            Charts.helm(sandbox, "pull", place + "/web", "--version", "2.0.0", "--plain-http").exits(1);
            Charts.write(sandbox, "cache", "cache", "1.0.0", "registry");
            sandbox.script("build.jbang", "chart", "cache", "--to", place, "--config-repo", "config").failsClearly(
                    "umbrella-chart/Chart.yaml does not depend on cache", "{name: cache, version: 1.0.0");
        }
    }

    /** A config repository whose umbrella chart has web and db, both locked, with their contents. */
    private static void config(Sandbox sandbox, String place) {
        if (!sandbox.has("db")) {
            Charts.write(sandbox, "db", "db", "1.2.0", "registry");
            sandbox.script("build.jbang", "chart", "db", "--to", place).succeeds();
        }
        sandbox.write("config/umbrella-chart/Chart.yaml", "# What we run\n" + umbrella(place))
                .write("config/.gitignore", "charts/\n.release/\n");
        sandbox.script("render.java", "-C", "config", "dependencies", "update").succeeds();
        sandbox.script("lock.java", "-C", "config", "charts").succeeds();
        sandbox.write("../home/.gitconfig", "[user]\nname = test\nemail = test@example.com\n");
        sandbox.shell("cd config && git init -q -b main . && git add . && git commit -qm all").succeeds();
    }

    private static String umbrella(String place) {
        return """
                apiVersion: v2
                name: umbrella-chart
                version: 0.1.0
                dependencies:
                - name: web
                  version: 1.2.0 # ours
                  repository: %1$s
                - name: db
                  version: "1.2.0"
                  repository: %1$s
                """.formatted(place);
    }

    private static CommandResult publish(Sandbox sandbox, String to, String... options) {
        List<String> arguments = new ArrayList<>(List.of("chart", "web", "--to", to));
        arguments.addAll(List.of(options));
        return sandbox.script("build.jbang", arguments.toArray(String[]::new));
    }
}

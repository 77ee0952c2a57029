import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code lock.java charts}: what charts from repositories hold is locked, and compared at each render. */
@InSandbox
class ChartLocksTest {
    private static final String LOCK = "app-locks/charts.lock.yml";

    @Test
    void the_contents_of_charts_from_repositories_are_locked(Sandbox sandbox) {
        try (FileServer server = umbrella(sandbox)) {
            sandbox.script("lock.java", "charts").succeeds().saysOnErr("Locked the contents of charts in charts.lock.yml");
            assertEquals("""
                    apiVersion: kbld.k14s.io/v1alpha1
                    charts:
                    - name: web
                      repository: %s
                      sha256: %s
                      version: 1.2.0
                    kind: Config
                    """.formatted(server.url(), sha256(sandbox)), sandbox.read(LOCK));
            sandbox.script("render.java").succeeds();
            sandbox.script("lock.java", "verify", "--offline").succeeds();
        }
    }

    @Test
    void other_contents_of_a_locked_version_are_refused_with_both_digests(Sandbox sandbox) {
        try (FileServer server = umbrella(sandbox)) {
            sandbox.script("lock.java", "charts").succeeds();
            String locked = sha256(sandbox);
            sandbox.script("render.java").succeeds();
            String state = sandbox.read(".release/state.yaml");
            sandbox.shell("rm umbrella-chart/charts/web-1.2.0.tgz").succeeds();
            Charts.write(sandbox, "sources/web-1.2.0", "web", "1.2.0", "somebody else");
            Charts.helm(sandbox, "package", "sources/web-1.2.0", "--destination", "repository").succeeds();
            Charts.helm(sandbox, "repo", "index", "repository").succeeds();
            sandbox.script("render.java").failsClearly("umbrella-chart/charts/web-1.2.0.tgz is not what " + LOCK
                    + ", line 3 locks:", "sha256:" + locked, "sha256:" + sha256(sandbox));
            assertEquals(state, sandbox.read(".release/state.yaml"), "the last good one stays");
            sandbox.script("lock.java", "charts").failsClearly("is not what", "remove the lock first");
            assertTrue(sandbox.script("lock.java", "verify", "--offline").exits(3).out().contains(locked));
        }
    }

    @Test
    void a_chart_whose_contents_are_not_locked_is_found(Sandbox sandbox) {
        try (FileServer server = umbrella(sandbox)) {
            assertEquals("umbrella-chart/charts/web-1.2.0.tgz: the contents of web 1.2.0 are not locked: "
                    + "lock.java charts\n", sandbox.script("lock.java", "verify", "--offline").exits(3).out());
            sandbox.script("render.java").succeeds();
        }
    }

    @Test
    void a_newer_version_needs_a_lock_of_its_own(Sandbox sandbox) {
        try (FileServer server = umbrella(sandbox)) {
            sandbox.script("lock.java", "charts").succeeds();
            Charts.publish(sandbox, "repository", "web", "1.3.0");
            sandbox.shell("sed -i s/1.2.0/1.3.0/ umbrella-chart/Chart.yaml").succeeds();
            sandbox.script("render.java", "dependencies", "update").succeeds();
            sandbox.script("render.java").failsClearly("the contents of web 1.3.0 are not locked: lock.java charts");
            sandbox.script("lock.java", "charts").succeeds();
            assertFalse(sandbox.read(LOCK).contains("1.2.0"), "what is not used any more goes");
            sandbox.script("render.java").succeeds();
        }
    }

    @Test
    void a_lock_with_a_hole_is_named_with_its_line(Sandbox sandbox) {
        try (FileServer server = umbrella(sandbox)) {
            sandbox.script("lock.java", "charts").succeeds();
            sandbox.shell("sed -i /sha256/d " + LOCK).succeeds();
            sandbox.script("render.java").failsClearly(LOCK + ", line 3",
                    "a locked chart needs name, version, repository and sha256");
        }
    }

    private static FileServer umbrella(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        FileServer server = FileServer.of(sandbox.path("repository"));
        Charts.umbrella(sandbox, """
                dependencies:
                - {name: web, version: 1.2.0, repository: "%s"}
                """.formatted(server.url()));
        sandbox.script("render.java", "dependencies", "update").succeeds();
        return server;
    }

    private static String sha256(Sandbox sandbox) {
        return sandbox.shell("sha256sum < umbrella-chart/charts/web-1.2.0.tgz").succeeds().out().substring(0, 64);
    }
}

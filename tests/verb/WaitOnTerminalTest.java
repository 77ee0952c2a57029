//SOURCES Screen.java

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a deploy shows while it waits, on a real terminal and elsewhere. */
@InCluster
class WaitOnTerminalTest {
    private static final String STUCK = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: stuck}]}}
            """;

    @Test
    void a_terminal_shows_what_is_waited_for_in_one_block_that_goes_when_it_is_over(TestNamespace namespace) {
        String written = onTerminal(namespace.sandbox().env("TERM", "xterm").write("app.yaml", STUCK),
                "-a demo -n " + namespace.name() + " -f app.yaml -y --wait-timeout 3s");

        String meanwhile = Screen.after(written.substring(0, written.lastIndexOf("replicas\u001b")) + "replicas", 80);
        assertTrue(meanwhile.matches("(?s).*\nWaiting on 1 changes, 0 of 1 done\n +\\d+s deployment/web: Waiting for 1 "
                + "unavailable replicas\n.*"), meanwhile);
        String end = Screen.after(written, 80);
        assertTrue(end.contains("error: timed out waiting after 3 s for deployment/web"), end);
        assertFalse(end.contains("Waiting on 1 changes"), end);
        assertFalse(end.contains("ongoing: "), end);
    }

    @Test
    void a_ci_log_gets_lines(TestNamespace namespace) {
        String written = onTerminal(namespace.sandbox().env("TERM", "xterm").env("CI", "true").write("app.yaml", STUCK),
                "-a demo -n " + namespace.name() + " -f app.yaml -y --wait-timeout 2s");

        assertFalse(written.contains("\u001b["), written);
        assertTrue(written.contains(": ongoing: reconcile deployment/web (apps/v1) namespace: "), written);
        assertTrue(written.contains(": ---- waiting on 1 changes [0/1 done] ----"), written);
    }

    @Test
    void without_colours_there_is_still_a_block(TestNamespace namespace) {
        String written = onTerminal(namespace.sandbox().env("TERM", "xterm").env("NO_COLOR", "1").write("app.yaml", STUCK),
                "-a demo -n " + namespace.name() + " -f app.yaml -y --wait-timeout 2s");

        assertFalse(written.matches("(?s).*\u001b\\[[0-9;]*m.*"), written);
        assertTrue(written.contains("Waiting on 1 changes, 0 of 1 done"), written);
    }

    /** What a terminal of 24 lines and 80 columns gets. */
    private static String onTerminal(Sandbox sandbox, String options) {
        String deploy = Workbench.REPOSITORY.resolve("jbang") + " " + Workbench.REPOSITORY.resolve("deploy.java");
        return sandbox.shell("script -qec 'stty rows 24 cols 80; " + deploy + " " + options + "' /dev/null").out()
                .replace("\r\n", "\n");
    }
}

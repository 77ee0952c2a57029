import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens when people press Ctrl-C: the scripts get the signal that a terminal sends then. */
@InCluster
class InterruptionTest {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(1);
    private static final String CONFIG_MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}\n---\n";
    private static final String STUCK = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: stuck}]}
            """;

    @Test
    void a_deploy_that_is_stopped_in_the_middle_says_what_is_done(TestNamespace namespace) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(1, request -> request.startsWith("POST") && request.endsWith("/secrets"), exchange -> {
                asked.countDown();
                await(over);
                return true;
            });
            namespace.sandbox().write("app.yaml", CONFIG_MAP
                    + "{apiVersion: v1, kind: Secret, metadata: {name: token}}\n---\n" + STUCK);
            Sandbox.RunningCommand deploy = start(namespace, "deploy.java", server.kubeconfig(), "-f", "app.yaml");
            Await.until("the Secret is to be made", () -> asked.getCount() == 0);
            Await.until("the ConfigMap is made", () -> namespace.kubectl("get", "configmap/settings").exit() == 0);

            stop(namespace, deploy).exits(130).saysOnErr("error: stopped by a signal\n", " of 3 changes are done.\n",
                    "under way: create secret/token\n", "not begun: create deployment/web\n",
                    "Running it again goes on from there.");
        } finally {
            over.countDown();
        }
        assertTidy(namespace);
        assertTrue(namespace.kubectl("get", "configmap/demo", "-o", "jsonpath={.data.spec}").succeeds().out()
                .contains("\"successful\":false"));
        assertEquals(List.of("create secret/token"), DeployRun.of(namespace, "demo")
                .deploy(CONFIG_MAP + "{apiVersion: v1, kind: Secret, metadata: {name: token}}"));
    }

    @Test
    void a_deploy_that_waits_says_for_what(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", CONFIG_MAP + STUCK);
        Sandbox.RunningCommand deploy = start(namespace, "deploy.java", namespace.kubeconfig(), "-f", "app.yaml");
        Await.until("it waits", () -> deploy.said().contains("Waiting for 1 unavailable replicas"));

        stop(namespace, deploy).exits(130).saysOnErr("1 of 2 changes are done.", "done: create configmap/settings",
                "made, but not ready: create deployment/web");

        assertTidy(namespace);
    }

    @Test
    void a_delete_that_is_stopped_is_finished_by_the_next(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(CONFIG_MAP.replace("settings", "settings, finalizers: [example.com/guard]"));
        Sandbox.RunningCommand delete = start(namespace, "delete.java", namespace.kubeconfig());
        Await.until("it waits", () -> delete.said().contains("example.com/guard"));

        stop(namespace, delete).exits(130).saysOnErr("0 of 1 changes are done.",
                "made, but not ready: delete configmap/settings");

        assertTidy(namespace);
        namespace.kubectl("patch", "configmap/settings", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
        DeployRun.of(namespace, "demo").delete();
        assertEquals("configmap/kube-root-ca.crt\n", namespace.kubectl("get", "configmaps", "-o", "name").out());
    }

    @Test
    void who_has_not_had_its_turn_has_changed_nothing(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", CONFIG_MAP);
        try (ApplicationLease other = DeployRun.of(namespace, "demo").lease()) {
            other.take(DeployRun.of(namespace, "demo").record(), Duration.ofMinutes(1));
            Sandbox.RunningCommand deploy = start(namespace, "deploy.java", namespace.kubeconfig(), "-f", "app.yaml");
            Await.until("it waits", () -> deploy.said().contains("waiting for "));

            stop(namespace, deploy).exits(130).saysOnErr("Nothing was changed in the cluster.");

            namespace.kubectl("get", "configmap/settings").exits(1);
            namespace.kubectl("get", "lease/demo-deploy").succeeds();
        }
    }

    /**
     * Sends what Ctrl-C sends, and sees to it that the command ends within a second, or where this machine is too busy
     * for that in twice the time that a command takes just to say its version.
     */
    private static CommandResult stop(TestNamespace namespace, Sandbox.RunningCommand command) {
        Instant start = Instant.now();
        namespace.sandbox().shell("kill -INT " + command.process().pid()).succeeds();
        CommandResult result = namespace.sandbox().finish(command);
        Duration took = Duration.between(start, Instant.now());
        assertTrue(took.compareTo(LONGEST_STOP) < 0 || took.compareTo(timeOfAStart(namespace).multipliedBy(2)) < 0,
                () -> "it took " + took);
        return result;
    }

    private static Duration timeOfAStart(TestNamespace namespace) {
        Instant start = Instant.now();
        namespace.sandbox().script("deploy.java", "--version").succeeds();
        return Duration.between(start, Instant.now());
    }

    private static void assertTidy(TestNamespace namespace) {
        assertEquals("", namespace.kubectl("get", "leases", "-o", "name").succeeds().out());
    }

    /** At the end of a script's first run, however that ends, Java archives its classes, which takes seconds. */
    private static void archiveClasses(TestNamespace namespace) {
        namespace.sandbox().script("deploy.java", "list", "-n", namespace.name()).succeeds();
        namespace.sandbox().script("delete.java", "-a", "nobody", "-n", namespace.name(), "-y").succeeds();
    }

    /** Signals count even if whoever runs the tests ignores them. */
    private static Sandbox.RunningCommand start(TestNamespace namespace, String script, Path kubeconfig,
            String... more) {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT",
                Workbench.REPOSITORY.resolve("jbang").toString(), Workbench.REPOSITORY.resolve(script).toString(),
                "-a", "demo", "-n", namespace.name(), "-y", "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(more));
        archiveClasses(namespace);
        return namespace.sandbox().start(command);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Deploys and deletes of one application at the same moment. */
@InCluster
class TurnTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_deploy_waits_for_another_and_says_for_whom(TestNamespace namespace) throws InterruptedException {
        Sandbox sandbox = namespace.sandbox().write("app.yaml", configMap("settings", "red"));
        Sandbox.RunningCommand deploy;
        try (ApplicationLease other = DeployRun.of(namespace, "demo").lease()) {
            other.take(DeployRun.of(namespace, "demo").record(), LONG);
            deploy = start(namespace, "deploy.java", "-f", "app.yaml");
            Await.until("the deploy says for whom it waits", () -> deploy.said().contains("waiting for "
                    + OwnProcess.title() + ", which is changing demo since "));

            Thread.sleep(18_000);

            namespace.kubectl("get", "configmap/settings").exits(1).saysOnErr("NotFound");
            assertTrue(deploy.process().isAlive());
        }
        sandbox.finish(deploy).succeeds();
        assertEquals("red", colours(namespace));
        assertEquals("", leases(namespace));
    }

    @Test
    void deploys_at_the_same_moment_never_mix(TestNamespace namespace) {
        List<Sandbox.RunningCommand> deploys = new ArrayList<>();
        for (String colour : List.of("red", "green", "blue")) {
            StringBuilder manifests = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                manifests.append(configMap("settings-" + i, colour));
            }
            namespace.sandbox().write(colour + ".yaml", manifests.toString());
            deploys.add(start(namespace, "deploy.java", "-f", colour + ".yaml"));
        }

        deploys.forEach(deploy -> namespace.sandbox().finish(deploy).succeeds());

        Set<String> colours = new TreeSet<>(List.of(colours(namespace).split(" ")));
        assertEquals(1, colours.size(), colours::toString);
        assertEquals(40, colours(namespace).split(" ").length);
        assertEquals("", leases(namespace));
    }

    @Test
    void what_another_deploy_has_made_before_there_was_a_record_is_compared_again(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("settings", "red"));
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(1, request -> request.endsWith("/configmaps/settings"), exchange -> {
                DeployRun.of(namespace, "demo").deploy(configMap("settings", "blue"));
                return false;
            });
            CommandResult result = namespace.sandbox().finish(start(namespace, "deploy.java", "-f", "app.yaml",
                    "--kubeconfig", server.kubeconfig().toString())).succeeds();
            result.saysOnOut("Op:      0 create, 0 delete, 1 update");
        }
        assertEquals("red", colours(namespace));
    }

    @Test
    void what_another_deploy_has_changed_meanwhile_is_compared_again(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("settings", "red"));
        Sandbox.RunningCommand deploy;
        try (Turn other = DeployRun.of(namespace, "demo").turn()) {
            DeployRun.Planned planned = DeployRun.of(namespace, "demo").plan(configMap("settings", "blue")
                    + configMap("more", "blue"));
            planned.isNext(other);
            deploy = start(namespace, "deploy.java", "-f", "app.yaml");
            Await.until("the deploy waits", () -> deploy.said().contains("waiting for "));
            planned.carryOut(other);
        }

        CommandResult result = namespace.sandbox().finish(deploy).succeeds();

        result.saysOnOut("Op:      1 create, 0 delete, 0 update", "Op:      0 create, 1 delete, 1 update");
        assertEquals("red", colours(namespace));
    }

    @Test
    void a_holder_that_is_silent_is_followed_up(TestNamespace namespace) {
        namespace.apply("""
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: demo-deploy}
                spec:
                  holderIdentity: alice@laptop (process 1)
                  leaseDurationSeconds: 15
                  acquireTime: "2026-01-01T12:00:00.000000Z"
                  renewTime: "2026-01-01T12:00:00.000000Z"
                """);
        namespace.sandbox().write("app.yaml", configMap("settings", "red"));

        namespace.sandbox().finish(start(namespace, "deploy.java", "-f", "app.yaml")).succeeds()
                .saysOnErr("waiting for alice@laptop (process 1), which is changing demo since ",
                        "alice@laptop (process 1) has ended without giving demo back; going on in its place");

        assertEquals("red", colours(namespace));
        assertEquals("", leases(namespace));
    }

    @Test
    void a_holder_that_has_been_followed_up_changes_nothing_more(TestNamespace namespace) {
        try (ApplicationLease lease = DeployRun.of(namespace, "demo").lease()) {
            lease.take(DeployRun.of(namespace, "demo").record(), LONG);
            namespace.kubectl("patch", "lease/demo-deploy", "--type=merge", "-p",
                    "{\"spec\":{\"holderIdentity\":\"bob@desk (process 2)\"}}").succeeds();

            Await.until("the lease is lost", () -> !isHeld(lease));

            Failure failure = assertThrows(Failure.class, lease::require);
            assertTrue(failure.getMessage().startsWith("bob@desk (process 2) has begun to change demo"),
                    failure::getMessage);
        }
        assertEquals("lease.coordination.k8s.io/demo-deploy\n", leases(namespace));
    }

    @Test
    void a_wait_ends_after_its_time(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("settings", "red"));
        try (ApplicationLease other = DeployRun.of(namespace, "demo").lease()) {
            other.take(DeployRun.of(namespace, "demo").record(), LONG);

            namespace.sandbox().finish(start(namespace, "deploy.java", "-f", "app.yaml", "--wait-timeout", "2s"))
                    .failsClearly(OwnProcess.title() + " is still changing demo after 2 s", "Nothing was changed here.");
        }
    }

    @Test
    void without_rights_to_leases_a_deploy_warns_and_goes_on(TestNamespace namespace) {
        namespace.kubectl("create", "role", "few", "--verb=*", "--resource=configmaps").succeeds();
        DeployRun run = DeployRun.of(namespace, "demo").as(namespace.kubeconfigFor("few", "--role=few"));
        namespace.sandbox().write("app.yaml", configMap("settings", "red"));

        namespace.sandbox().finish(start(namespace, "deploy.java", "-f", "app.yaml", "--kubeconfig", "few.kubeconfig"))
                .succeeds().saysOnErr("warning: nothing keeps others from deploying demo at the same moment:\n",
                "cannot create resource \"leases\" in API group \"coordination.k8s.io\"");

        assertEquals(List.of(), run.deploy(configMap("settings", "red")));
    }

    @Test
    void a_delete_waits_too_and_leaves_no_lease(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(configMap("settings", "red"));
        Sandbox.RunningCommand delete;
        try (ApplicationLease other = DeployRun.of(namespace, "demo").lease()) {
            other.take(DeployRun.of(namespace, "demo").record(), LONG);
            delete = start(namespace, "delete.java");
            Await.until("the delete waits", () -> delete.said().contains("waiting for " + OwnProcess.title()));
            assertEquals("red", colours(namespace));
        }

        namespace.sandbox().finish(delete).succeeds();

        assertEquals("", leases(namespace));
        assertEquals("configmap/kube-root-ca.crt\n", namespace.kubectl("get", "configmaps", "-o", "name").out());
    }

    @Test
    void looking_takes_no_lease(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            namespace.sandbox().write("app.yaml", configMap("settings", "red"));

            namespace.sandbox().finish(start(namespace, "deploy.java", "-f", "app.yaml", "--diff-run", "--kubeconfig",
                    server.kubeconfig().toString())).succeeds();

            assertFalse(server.requests().stream().anyMatch(request -> !request.startsWith("GET")),
                    server.requests()::toString);
        }
    }

    private static boolean isHeld(ApplicationLease lease) {
        try {
            lease.require();
            return true;
        } catch (Failure e) {
            return false;
        }
    }

    private static Sandbox.RunningCommand start(TestNamespace namespace, String script, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-a", "demo", "-n", namespace.name(), "-y"));
        arguments.addAll(List.of(more));
        return namespace.sandbox().startScript(script, arguments.toArray(String[]::new));
    }

    private static String leases(TestNamespace namespace) {
        return namespace.kubectl("get", "leases", "-o", "name").succeeds().out();
    }

    private static String colours(TestNamespace namespace) {
        return namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/app", "-o", "jsonpath={.items[*].data.colour}")
                .succeeds().out();
    }

    private static String configMap(String name, String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {colour: " + colour + "}}\n---\n";
    }
}

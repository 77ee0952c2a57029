import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Deploys while the API server has trouble. */
@InCluster
class ApiServerFaultsTest {
    private static final String SECRET = "{apiVersion: v1, kind: Secret, metadata: {name: token}}\n---\n";

    @Test
    void answers_that_get_lost_do_no_harm(TestNamespace namespace) {
        Set<String> spoiled = ConcurrentHashMap.newKeySet();
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(Integer.MAX_VALUE, request -> !request.startsWith("GET"), exchange ->
                    spoiled.add(exchange.getRequestMethod() + exchange.getRequestURI().getPath())
                            && server.lost().to(exchange));
            DeployRun run = DeployRun.of(namespace, "demo").as(server.kubeconfig());

            run.deploy(configMap("a", "blue") + configMap("b", "blue") + SECRET);
            spoiled.clear();
            assertEquals(List.of("update configmap/a", "delete configmap/b"),
                    run.deploy(configMap("a", "red") + SECRET));
            run.delete();
        }
        assertEquals("configmap/kube-root-ca.crt\n", namespace.kubectl("get", "configmaps,secrets,leases", "-o", "name")
                .succeeds().out());
    }

    @Test
    void a_conflict_is_looked_at_again(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(configMap("a", "blue"));
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(3, request -> request.startsWith("PUT"), FaultyApiServer.status(409));

            DeployRun.of(namespace, "demo").as(server.kubeconfig()).deploy(configMap("a", "red"));

            assertEquals(4, server.requests().stream().filter(request -> request.startsWith("PUT")
                    && request.endsWith("configmaps/a")).count());
        }
        assertEquals("red", colour(namespace, "a"));
    }

    @Test
    void half_a_minute_without_the_api_server_is_waited_for(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            AtomicReference<Instant> gone = new AtomicReference<>();
            server.spoil(Integer.MAX_VALUE, request -> request.endsWith("/secrets") || gone.get() != null, exchange -> {
                gone.compareAndSet(null, Instant.now());
                return Instant.now().isBefore(gone.get().plusSeconds(30)) && FaultyApiServer.closed().to(exchange);
            });

            DeployRun.of(namespace, "demo").as(server.kubeconfig()).deploy(configMap("a", "blue") + SECRET
                    + configMap("b", "blue"));
        }
        namespace.kubectl("get", "configmap/a", "configmap/b", "secret/token").succeeds();
        assertEquals("", namespace.kubectl("get", "leases", "-o", "name").succeeds().out());
    }

    @Test
    void an_api_server_that_does_not_come_back_leaves_a_clear_account(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            AtomicReference<Instant> gone = new AtomicReference<>();
            server.spoil(Integer.MAX_VALUE, request -> request.endsWith("/deployments") || gone.get() != null, exchange -> {
                gone.compareAndSet(null, Instant.now());
                return FaultyApiServer.closed().to(exchange);
            });
            DeployRun run = DeployRun.of(namespace, "demo").as(server.kubeconfig()).patient(Duration.ofSeconds(6));

            Failure failure = assertThrows(Failure.class, () -> run.deploy(configMap("a", "blue") + """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec:
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec: {containers: [{name: web, image: nginx}]}
                    """));

            assertTrue(failure.getMessage().matches("cannot create deployment/web \\(apps/v1\\) namespace: "
                    + namespace.name() + ": 127.0.0.1:\\d+ does not answer: .*"), failure::getMessage);
            assertTrue(failure.advice().contains("1 of 2 changes are done.\n  done: create configmap/a\n"
                    + "  failed: create deployment/web\n"), failure::advice);
            assertTrue(Instant.now().isBefore(gone.get().plusSeconds(30)));
        }
        DeployRun.of(namespace, "demo").delete();
        assertEquals("configmap/kube-root-ca.crt\n", namespace.kubectl("get", "configmaps,leases", "-o", "name")
                .succeeds().out());
    }

    @Test
    void a_list_that_has_become_too_old_is_begun_again(TestNamespace namespace) {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 510; i++) {
            many.append(configMap("settings-" + i, "blue"));
        }
        DeployRun.of(namespace, "demo").deploy(many.toString());
        Set<String> spoiled = ConcurrentHashMap.newKeySet();
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(Integer.MAX_VALUE, request -> request.endsWith("/configmaps"), exchange ->
                    isLaterPage(exchange) && spoiled.add("once") && FaultyApiServer.status(410).to(exchange));

            assertEquals(List.of(), DeployRun.of(namespace, "demo").as(server.kubeconfig()).deploy(many.toString()));
        }
        assertEquals(1, spoiled.size());
    }

    @Test
    void a_webhook_that_is_broken_stops_only_what_needs_it(TestNamespace namespace) {
        String webhook = namespace.name() + ".example.com";
        namespace.apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: WEBHOOK}
                webhooks:
                - name: secrets.WEBHOOK
                  clientConfig: {service: {name: nobody, namespace: NAMESPACE}}
                  rules: [{apiGroups: [""], apiVersions: [v1], resources: [secrets], operations: ["*"]}]
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAMESPACE}}
                  sideEffects: None
                  admissionReviewVersions: [v1]
                """.replace("WEBHOOK", webhook).replace("NAMESPACE", namespace.name()));
        try {
            DeployRun run = DeployRun.of(namespace, "demo");
            Instant start = Instant.now();

            Failure failure = assertThrows(Failure.class, () -> run.deploy(configMap("a", "blue") + SECRET));

            assertTrue(failure.getMessage().startsWith("cannot create secret/token (v1) namespace: " + namespace.name()
                    + ": Internal error occurred: failed calling webhook \"secrets." + webhook + "\""), failure::getMessage);
            assertTrue(failure.advice().startsWith("Repair the webhook that it names, or delete its configuration."),
                    failure::advice);
            assertTrue(Instant.now().isBefore(start.plusSeconds(25)));
            assertEquals("blue", colour(namespace, "a"));
            assertEquals(List.of("update configmap/a"), DeployRun.of(namespace, "demo").deploy(configMap("a", "red")));
        } finally {
            namespace.kubectl("delete", "validatingwebhookconfiguration", webhook).succeeds();
        }
    }

    private static boolean isLaterPage(HttpExchange exchange) {
        return exchange.getRequestURI().getRawQuery().contains("continue=");
    }

    private static String colour(TestNamespace namespace, String name) {
        return namespace.kubectl("get", "configmap/" + name, "-o", "jsonpath={.data.colour}").succeeds().out();
    }

    private static String configMap(String name, String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {colour: " + colour + "}}\n---\n";
    }
}

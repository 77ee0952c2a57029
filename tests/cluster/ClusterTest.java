import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@InCluster
class ClusterTest {
    private static final ApiResource CONFIG_MAPS =
            new ApiResource("", "v1", "ConfigMap", "configmaps", true, Set.of("list"));

    @Test
    void kinds_are_known_after_two_requests(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);

        assertEquals("deployments.apps", cluster.resources().find("apps", "Deployment").orElseThrow().title());
        assertFalse(cluster.resources().find("", "Namespace").orElseThrow().namespaced());
        assertEquals(2, cluster.requests());
    }

    @Test
    void resources_are_made_changed_and_deleted(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);
        JsonNode made = cluster.create(configMap(namespace, "settings", "blue"));
        ObjectNode changed = made.deepCopy();
        changed.withObjectProperty("data").put("colour", "red");

        JsonNode updated = cluster.update(changed);

        assertEquals("red", updated.path("data").path("colour").asText());
        assertTrue(assertThrows(ClusterRefusal.class, () -> cluster.update(changed)).isConflict());
        cluster.delete(updated);
        assertEquals(Optional.empty(), cluster.get(ResourceKey.of(made)));
        cluster.delete(updated);
    }

    @Test
    void what_came_after_the_deleted_resource_stays(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);
        JsonNode first = cluster.create(configMap(namespace, "settings", "blue"));
        cluster.delete(first);
        JsonNode second = cluster.create(configMap(namespace, "settings", "blue"));

        cluster.delete(first);

        assertEquals(second.path("metadata").path("uid"),
                cluster.get(ResourceKey.of(second)).orElseThrow().path("metadata").path("uid"));
    }

    @Test
    void lists_longer_than_a_page_are_complete(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            names.add("settings-" + i);
        }
        Parallel.map(names, name -> cluster.create(configMap(namespace, name, "blue")));

        assertEquals(501, cluster.list(List.of(CONFIG_MAPS), "for=" + namespace.name(), Set.of()).size());
    }

    @Test
    void existing_resources_are_found_without_a_question_for_each(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);
        cluster.create(configMap(namespace, "settings-7", "blue"));
        Map<ResourceKey, ApiResource> wanted = new java.util.HashMap<>();
        for (int i = 0; i < 50; i++) {
            wanted.put(new ResourceKey(namespace.name(), "", "ConfigMap", "settings-" + i), CONFIG_MAPS);
        }
        int before = cluster.requests();

        List<JsonNode> existing = cluster.existing(wanted);

        assertEquals(List.of("blue"), existing.stream().map(one -> one.path("data").path("colour").asText()).toList());
        assertEquals(2, cluster.requests() - before);
    }

    @Test
    void overload_and_failures_that_pass_are_waited_for(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(1, "GET /api"::equals, FaultyApiServer.status(429, "1"))
                    .spoil(2, "GET /apis"::equals, FaultyApiServer.status(503))
                    .spoil(1, request -> request.startsWith("POST"), FaultyApiServer.closed());

            cluster(server).create(configMap(namespace, "settings", "blue"));

            assertEquals(List.of("GET /api", "GET /api", "GET /apis", "GET /apis", "GET /apis"),
                    server.requests().subList(0, 5));
        }
    }

    @Test
    void an_answer_that_got_lost_is_no_conflict(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(1, request -> request.startsWith("POST"), server.lost());

            JsonNode made = cluster(server).create(configMap(namespace, "settings", "blue"));

            assertEquals("blue", made.path("data").path("colour").asText());
        }
    }

    @Test
    void a_server_that_is_not_there_is_named(TestNamespace namespace) {
        FaultyApiServer server = FaultyApiServer.start(namespace);
        server.close();

        Failure failure = assertThrows(Failure.class,
                () -> cluster(server).with(Duration.ofSeconds(1)).resources());

        assertTrue(failure.getMessage().matches("cannot ask which kinds there are: 127.0.0.1:\\d+ refuses connections"),
                failure::getMessage);
    }

    @Test
    void an_invalid_resource_is_refused_with_the_fields_that_are_wrong(TestNamespace namespace) {
        JsonNode service = Yaml.read("test", """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: %s}
                spec: {ports: [{port: 80000}, {port: 80}]}
                """.formatted(namespace.name())).get(0).content();

        Failure failure = assertThrows(ClusterRefusal.class, () -> cluster(namespace).create(service)).failure();

        assertEquals("cannot create service/web (v1) namespace: " + namespace.name() + ": ",
                failure.getMessage().lines().findFirst().orElseThrow());
        assertTrue(failure.getMessage().contains("\n  spec.ports[0].port: Invalid value: 80000"), failure::getMessage);
        assertTrue(failure.getMessage().contains("\n  spec.ports[1].name: Required value"), failure::getMessage);
    }

    @Test
    void an_unknown_context_is_named_beside_those_there_are(TestNamespace namespace) {
        Failure failure = assertThrows(Failure.class, () -> ClusterConnection.open(
                Optional.of(namespace.kubeconfig().toString()), Optional.of("production")));

        assertEquals("the kubeconfig has no context production", failure.getMessage());
        assertTrue(failure.advice().startsWith("It has "), failure::advice);
    }

    @Test
    void a_kubeconfig_that_does_not_exist_is_named() {
        Failure failure = assertThrows(Failure.class,
                () -> ClusterConnection.open(Optional.of("nowhere.yaml"), Optional.empty()));

        assertEquals("cannot read kubeconfig nowhere.yaml: it does not exist", failure.getMessage());
    }

    private static Cluster cluster(TestNamespace namespace) {
        return new Cluster(ClusterConnection.open(Optional.of(namespace.kubeconfig().toString()), Optional.empty()),
                new Console());
    }

    private static Cluster cluster(FaultyApiServer server) {
        return new Cluster(ClusterConnection.open(Optional.of(server.kubeconfig().toString()), Optional.empty()),
                new Console());
    }

    private static JsonNode configMap(TestNamespace namespace, String name, String colour) {
        return Yaml.read("test", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: %s, labels: {for: %s}}
                data: {colour: %s}
                """.formatted(name, namespace.name(), namespace.name(), colour)).get(0).content();
    }
}

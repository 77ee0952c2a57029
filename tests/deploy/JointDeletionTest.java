import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many resources are deleted with one request for their kind, and nothing with them that is not to go. */
@InCluster
class JointDeletionTest {

    @Test
    void an_application_of_many_resources_goes_with_a_request_for_each_kind(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(configMaps(20));
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            DeployRun.of(namespace, "demo").as(server.kubeconfig()).delete();

            assertEquals(1, deletes(server).stream().filter(request -> request.endsWith("/configmaps")).count());
            assertEquals(List.of(), deletes(server).stream().filter(request -> request.contains("settings-")).toList());
        }
        assertEquals(Set.of(), names(namespace));
    }

    @Test
    void services_go_before_the_pods_that_they_lead_to(TestNamespace namespace) {
        for (int count : List.of(2, 8)) {
            DeployRun.of(namespace, "demo").deploy(servers(count));
            try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
                DeployRun.of(namespace, "demo").as(server.kubeconfig()).delete();

                List<String> kinds = deletes(server).stream()
                        .filter(request -> request.matches(".*/(services|deployments)\\b.*"))
                        .map(request -> request.contains("/services") ? "Service" : "Deployment").toList();
                assertEquals(count < 5 ? List.of("Service", "Service", "Deployment", "Deployment")
                        : List.of("Service", "Deployment"), kinds);
            }
        }
    }

    @Test
    void what_is_orphaned_stays_among_many_that_go(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(configMaps(6) + """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kept, annotations: {kapp.k14s.io/delete-strategy: orphan}}
                """);

        DeployRun.of(namespace, "demo").delete();

        assertEquals(Set.of("kept"), names(namespace));
    }

    @Test
    void what_others_have_labelled_since_stays(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);
        List<JsonNode> live = IntStream.range(0, 6).mapToObj(i -> labelled(cluster, namespace, "settings-" + i))
                .toList();
        JointDeletion deletion = new JointDeletion(cluster, "for=" + namespace.name(), live);
        List<Change> changes = live.stream().map(JointDeletionTest::deletion).toList();
        assertEquals(List.of(changes), deletion.alike(changes));
        assertEquals(List.of(), deletion.alike(changes.subList(0, 5)));
        labelled(cluster, namespace, "copy");

        assertFalse(deletion.delete(changes));

        assertEquals(7, names(namespace).size());
    }

    @Test
    void what_comes_after_the_last_look_stays(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);
        labelled(cluster, namespace, "settings");
        Snapshot snapshot = cluster.snapshot(cluster.resources().find("", "ConfigMap").orElseThrow(), namespace.name(),
                "for=" + namespace.name());
        labelled(cluster, namespace, "new");

        snapshot.delete();

        assertEquals(1, snapshot.uids().size());
        assertEquals(Set.of("new"), names(namespace));
    }

    @Test
    void more_than_a_page_go(TestNamespace namespace) {
        Cluster cluster = cluster(namespace);
        Parallel.map(IntStream.range(0, 501).boxed().toList(), i -> labelled(cluster, namespace, "settings-" + i));
        Snapshot snapshot = cluster.snapshot(cluster.resources().find("", "ConfigMap").orElseThrow(), namespace.name(),
                "for=" + namespace.name());

        snapshot.delete();

        assertEquals(501, snapshot.uids().size());
        assertEquals(Set.of(), names(namespace));
    }

    @Test
    void without_the_right_to_it_each_is_deleted_by_itself(TestNamespace namespace) {
        namespace.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: few}
                rules:
                - {apiGroups: ["*"], resources: ["*"], verbs: [get, list, create, update, patch, delete]}
                """);
        DeployRun run = DeployRun.of(namespace, "demo").as(namespace.kubeconfigFor("few", "--role=few"));
        run.deploy(configMaps(6));

        run.delete();

        assertEquals(Set.of(), names(namespace));
    }

    @Test
    void a_request_that_fails_or_gets_lost_leaves_the_rest_to_single_ones(TestNamespace namespace) {
        for (boolean lost : List.of(true, false)) {
            DeployRun.of(namespace, "demo").deploy(configMaps(6));
            try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
                server.spoil(1, request -> request.matches("DELETE .*/configmaps"),
                        lost ? server.lost() : FaultyApiServer.status(500));

                DeployRun.of(namespace, "demo").as(server.kubeconfig()).delete();

                assertEquals(6, deletes(server).stream().filter(request -> request.contains("settings-")).count());
            }
            assertEquals(Set.of(), names(namespace));
        }
    }

    private static List<String> deletes(FaultyApiServer server) {
        return server.requests().stream().filter(request -> request.startsWith("DELETE ")).toList();
    }

    /** Those of the namespace, but for the one that is in each. */
    private static Set<String> names(TestNamespace namespace) {
        return namespace.kubectl("get", "configmaps", "-o", "name").succeeds().out().lines()
                .map(name -> name.replaceFirst(".*/", "")).filter(name -> !name.equals("kube-root-ca.crt"))
                .collect(Collectors.toSet());
    }

    private static String configMaps(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings-%d}, data: {colour: blue}}\n"
                    .formatted(i));
        }
        return String.join("---\n", all);
    }

    private static String servers(int count) {
        return IntStream.range(0, count).mapToObj("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: server-%1$d}
                spec:
                  selector: {matchLabels: {app: server-%1$d}}
                  template:
                    metadata: {labels: {app: server-%1$d}}
                    spec: {containers: [{name: server, image: server}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: server-%1$d}
                spec: {selector: {app: server-%1$d}, ports: [{port: 80}]}
                """::formatted).collect(Collectors.joining("---\n"));
    }

    private static JsonNode labelled(Cluster cluster, TestNamespace namespace, String name) {
        return cluster.create(Yaml.read("test", """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: %1$s, namespace: %2$s, labels: {for: %2$s}}}
                """.formatted(name, namespace.name())).get(0).content());
    }

    private static Change deletion(JsonNode live) {
        return new Change(ResourceKey.of(live), Change.Operation.DELETE, Change.Strategy.PLAIN, Change.WaitFor.DELETE,
                Optional.of(live), Optional.empty());
    }

    private static Cluster cluster(TestNamespace namespace) {
        return new Cluster(ClusterConnection.open(Optional.of(namespace.kubeconfig().toString()), Optional.empty()),
                new Console());
    }
}

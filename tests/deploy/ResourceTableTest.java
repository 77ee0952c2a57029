//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of resources, applications and changes are kapp's. */
class ResourceTableTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:04:30.5Z");
    private static final String MADE = "{apiVersion: %s, kind: %s, metadata: {name: %s, namespace: kdemo, uid: u-%s, "
            + "creationTimestamp: '2026-11-23T18:04:2%sZ', labels: {kapp.k14s.io/association: %s}, "
            + "ownerReferences: [{uid: %s}]}, status: {phase: Succeeded}}";

    @Test
    void resources_with_what_was_made_for_them() {
        assertEquals("""
                kdemo\tmigrate                 \tJob          \tkapp   \tok\tCompleted\t5s\t
                kdemo\t L migrate-zbfj2        \tPod          \tcluster\tok\t-        \t5s\t
                kdemo\tplain                   \tConfigMap    \tkapp   \tok\t-        \t5s\t
                kdemo\tsettings-ver-1          \tConfigMap    \tkapp   \tok\t-        \t5s\t
                kdemo\tsettings-ver-2          \tConfigMap    \tkapp   \tok\t-        \t4s\t
                kdemo\tweb                     \tDeployment   \tkapp   \tok\t-        \t5s\t
                kdemo\t L web-79f97f4ccf       \tReplicaSet   \tcluster\tok\t-        \t5s\t
                kdemo\t L web-dcc79d9bb        \tReplicaSet   \tcluster\tok\t-        \t4s\t
                kdemo\t L.. web-dcc79d9bb-2xwd5\tPod          \tcluster\tok\t-        \t4s\t
                kdemo\tweb                     \tService      \tkapp   \tok\t-        \t5s\t
                kdemo\t L web                  \tEndpoints    \tcluster\tok\t-        \t5s\t
                kdemo\t L web-jks6d            \tEndpointSlice\tcluster\tok\t-        \t5s\t
                """, table().tree().plain());
    }

    @Test
    void resources_by_their_names() {
        assertEquals("""
                Namespace  Name                 Kind           Owner    Rs  Ri         Age \s
                kdemo      migrate              Job            kapp     ok  Completed  5s \s
                ^          migrate-zbfj2        Pod            cluster  ok  -          5s \s
                ^          plain                ConfigMap      kapp     ok  -          5s \s
                ^          settings-ver-1       ConfigMap      kapp     ok  -          5s \s
                ^          settings-ver-2       ConfigMap      kapp     ok  -          4s \s
                ^          web                  Deployment     kapp     ok  -          5s \s
                ^          web                  Endpoints      cluster  ok  -          5s \s
                ^          web                  Service        kapp     ok  -          5s \s
                ^          web-79f97f4ccf       ReplicaSet     cluster  ok  -          5s \s
                ^          web-dcc79d9bb        ReplicaSet     cluster  ok  -          4s \s
                ^          web-dcc79d9bb-2xwd5  Pod            cluster  ok  -          4s \s
                ^          web-jks6d            EndpointSlice  cluster  ok  -          5s \s

                Rs: Reconcile state
                Ri: Reconcile information
                """, table().flat().grouped().text());
    }

    @Test
    void the_history_as_kapp_prints_it() throws IOException {
        List<JsonNode> records = new ArrayList<>();
        records.add(Samples.live("2-live.yaml", "ConfigMap", "demo-change-kkk2c"));
        records.add(Samples.live("2-live.yaml", "ConfigMap", "demo-change-lfjsx"));
        assertEquals(Files.readString(Samples.DIRECTORY.resolve("2-history.txt")),
                RecordTable.changes(records).plain());
    }

    @Test
    void a_change_that_goes_on_has_no_end() {
        JsonNode running = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a-change-1}, data: {spec: "
                + "'{\"startedAt\":\"2026-11-23T18:04:25.4Z\",\"finishedAt\":\"0001-01-01T00:00:00Z\","
                + "\"description\":\"update\"}'}}");
        assertEquals("a-change-1\t2026-11-23T18:04:25Z\t-\t-\tupdate\t\n",
                RecordTable.changes(List.of(running)).plain());
    }

    @Test
    void applications_as_kapp_prints_them() {
        List<JsonNode> records = List.of(Samples.live("1-live.yaml", "ConfigMap", "demo"),
                Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: new, namespace: kdemo}, data: {}}"));
        assertEquals("demo\tkdemo\ttrue\t5s\t\nnew \t-    \t-   \t-\t\n",
                RecordTable.applications(records, NOW).plain());
        assertEquals("""
                Apps in all namespaces

                Namespace  Name  Namespaces  Lcs   Lca \s
                kdemo      demo  kdemo       true  5s \s
                ^          new   -           -     - \s

                Lcs: Last Change Successful
                Lca: Last Change Age

                2 apps
                """, RecordTable.applicationsAnywhere(records, NOW).grouped().text("Apps in all namespaces", "apps"));
    }

    @Test
    void the_json_of_a_history_is_the_one_of_kapp() throws IOException {
        String sample = Files.readString(Samples.DIRECTORY.resolve("6-history.json"));
        JsonNode row = EmbeddedJson.read(sample).orElseThrow().path("Tables").get(0).path("Rows").get(0);
        ObjectNode record = Samples.live("2-live.yaml", "ConfigMap", "demo-change-lfjsx").deepCopy();
        record.withObjectProperty("metadata").put("name", row.path("name").asText());
        record.withObjectProperty("data").put("spec", record.path("data").path("spec").asText()
                .replace("18:04:25", "18:17:56").replace("18:04:26", "18:18:00"));
        JsonReport report = new JsonReport();
        report.table(RecordTable.changes(List.of(record)));
        report.line("Target cluster 'https://127.0.0.1:6543' (nodes: node-1, 2+)");
        report.line("Succeeded");
        assertEquals(sample, report.text());
    }

    private static ResourceTable table() {
        List<JsonNode> live = new ArrayList<>(Samples.live("2-live.yaml").stream()
                .filter(resource -> KappKeys.label(resource, "association").isPresent()).toList());
        String web = association("Deployment", "web");
        String service = association("Service", "web");
        live.add(made("v1", "Pod", "migrate-zbfj2", 5, association("Job", "migrate"), "none"));
        live.add(made("apps/v1", "ReplicaSet", "web-dcc79d9bb", 6, web, uid("Deployment", "web")));
        live.add(made("v1", "Pod", "web-dcc79d9bb-2xwd5", 6, web, "u-web-dcc79d9bb"));
        live.add(made("apps/v1", "ReplicaSet", "web-79f97f4ccf", 5, web, uid("Deployment", "web")));
        live.add(made("v1", "Endpoints", "web", 5, service, "none"));
        live.add(made("discovery.k8s.io/v1", "EndpointSlice", "web-jks6d", 5, service, uid("Service", "web")));
        return new ResourceTable(live, new Readiness(List.of()), NOW);
    }

    private static JsonNode made(String apiVersion, String kind, String name, int second, String association,
            String owner) {
        return Samples.yaml(MADE.formatted(apiVersion, kind, name, name, second, association, owner));
    }

    private static String association(String kind, String name) {
        return KappKeys.label(Samples.live("2-live.yaml", kind, name), "association").orElseThrow();
    }

    private static String uid(String kind, String name) {
        return Samples.live("2-live.yaml", kind, name).path("metadata").path("uid").asText();
    }
}

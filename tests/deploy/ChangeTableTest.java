//SOURCES Changes.java
//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of changes is kapp's. */
class ChangeTableTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:04:26Z");
    private static final Readiness READINESS = new Readiness(List.of());

    @Test
    void what_is_created_as_kapp_prints_it() throws IOException {
        assertPrints("1-deploy.txt", table(created()).grouped().text());
    }

    @Test
    void what_is_updated_and_deleted_as_kapp_prints_it() throws IOException {
        assertPrints("2-deploy.txt", table(List.of(
                change(Change.Operation.UPDATE, Change.WaitFor.RECONCILE, "ConfigMap", "plain"),
                change(Change.Operation.CREATE, Change.WaitFor.RECONCILE, "ConfigMap", "settings-ver-2"),
                change(Change.Operation.UPDATE, Change.WaitFor.RECONCILE, "Deployment", "web"),
                change(Change.Operation.DELETE, Change.WaitFor.DELETE, "Secret", "token"))).grouped().text());
    }

    @Test
    void nothing_to_do_as_kapp_prints_it() throws IOException {
        assertPrints("5-no-change.txt", table(List.of()).grouped().text());
    }

    @Test
    void the_json_of_a_deploy_is_the_one_of_kapp() throws IOException {
        JsonReport report = new JsonReport();
        report.table(table(created()));
        JsonNode sample = EmbeddedJson.read(sample("4-deploy.json")).orElseThrow();
        sample.path("Lines").forEach(line -> report.line(line.asText()));
        assertEquals(sample("4-deploy.json"), report.text());
    }

    @Test
    void the_json_of_diffs_is_the_one_of_kapp() throws IOException {
        JsonNode sample = EmbeddedJson.read(sample("5-diff-run.json")).orElseThrow();
        JsonReport report = new JsonReport();
        Instant now = Instant.parse("2026-11-23T18:04:29Z");
        report.table(ChangeTable.of(List.of(
                change(Change.Operation.CREATE, Change.WaitFor.RECONCILE, "ConfigMap", "settings-ver-2"),
                change(Change.Operation.UPDATE, Change.WaitFor.RECONCILE, "ConfigMap", "plain"),
                change(Change.Operation.UPDATE, Change.WaitFor.RECONCILE, "Deployment", "web"),
                change(Change.Operation.DELETE, Change.WaitFor.DELETE, "Secret", "token")), READINESS, now));
        sample.path("Blocks").forEach(block -> report.block(block.asText()));
        sample.path("Lines").forEach(line -> report.line(line.asText()));
        assertEquals(sample("5-diff-run.json"), report.text());
    }

    @Test
    void the_namespace_of_what_has_none_is_the_cluster() {
        assertTrue(table(Changes.create("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}")).text()
                .contains("\n(cluster)  shop  Namespace  -    create  -       reconcile  -   -  \n"));
    }

    @Test
    void strategies_and_waits_are_named() {
        Change orphan = change(Change.Operation.DELETE, Change.WaitFor.NOTHING, "ConfigMap", "plain",
                Change.Strategy.ORPHAN);
        Change replaced = change(Change.Operation.UPDATE, Change.WaitFor.RECONCILE, "ConfigMap", "plain",
                Change.Strategy.FALLBACK_ON_REPLACE);
        assertEquals("""
                Namespace  Name   Kind       Age  Op      Op st.               Wait to    Rs  Ri \s
                kdemo      plain  ConfigMap  1s   delete  orphan               -          ok  - \s
                ^          plain  ConfigMap  1s   update  fallback on replace  reconcile  ok  - \s

                Op:      0 create, 1 delete, 1 update, 0 noop, 0 exists
                Wait to: 1 reconcile, 0 delete, 1 noop
                """, table(List.of(orphan, replaced)).grouped().text());
    }

    @Test
    void long_messages_take_several_lines() {
        JsonNode deployment = Samples.yaml("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, "
                + "namespace: shop, generation: 2, creationTimestamp: '2026-11-23T16:04:26Z'}}");
        Change unchanged = new Change(ResourceKey.of(deployment), Change.Operation.NOOP, Change.Strategy.PLAIN,
                Change.WaitFor.RECONCILE, Optional.of(deployment), Optional.of(deployment));
        assertEquals("""
                Namespace  Name  Kind        Age  Op  Op st.  Wait to    Rs       Ri \s
                shop       web   Deployment  2h   -   -       reconcile  ongoing  Waiting for generation 2 to be \s
                                                                                  observed \s

                Op:      0 create, 0 delete, 0 update, 1 noop, 0 exists
                Wait to: 1 reconcile, 0 delete, 0 noop
                """, table(List.of(unchanged)).text());
    }

    @Test
    void ages_are_in_the_largest_unit() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        assertEquals(List.of("0s", "59s", "1m", "59m", "1h", "23h", "1d", "364d", "1y"),
                List.of(0, 59, 60, 3599, 3600, 86_399, 86_400, 364 * 86_400, 365 * 86_400).stream()
                        .map(seconds -> ResourceAge.between(start, start.plusSeconds(seconds))).toList());
    }

    private static Table table(List<Change> changes) {
        return ChangeTable.of(changes, READINESS, NOW);
    }

    private static List<Change> created() {
        List<Change> changes = new ArrayList<>();
        for (JsonNode resource : Samples.live("1-live.yaml")) {
            if (resource.path("metadata").path("labels").has("kapp.k14s.io/association")) {
                changes.add(new Change(ResourceKey.of(resource), Change.Operation.CREATE, Change.Strategy.PLAIN,
                        Change.WaitFor.RECONCILE, Optional.empty(), Optional.of(resource)));
            }
        }
        return changes;
    }

    private static Change change(Change.Operation operation, Change.WaitFor waitFor, String kind, String name) {
        return change(operation, waitFor, kind, name, Change.Strategy.PLAIN);
    }

    private static Change change(Change.Operation operation, Change.WaitFor waitFor, String kind, String name,
            Change.Strategy strategy) {
        String file = operation == Change.Operation.CREATE ? "2-live.yaml" : "1-live.yaml";
        JsonNode resource = Samples.live(file, kind, name);
        return new Change(ResourceKey.of(resource), operation, strategy, waitFor,
                operation == Change.Operation.CREATE ? Optional.empty() : Optional.of(resource), Optional.of(resource));
    }

    /** The part from the headings to the empty line after the counts is the same. */
    private static void assertPrints(String file, String table) throws IOException {
        String sample = sample(file);
        String expected = sample.substring(sample.indexOf("Namespace  Name"), sample.indexOf("Wait to: "))
                + sample.substring(sample.indexOf("Wait to: ")).lines().limit(1).collect(Collectors.joining()) + "\n";
        assertEquals(expected, table);
    }

    private static String sample(String file) throws IOException {
        return Files.readString(Samples.DIRECTORY.resolve(file));
    }
}

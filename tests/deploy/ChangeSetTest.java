//SOURCES Deploying.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a deploy has to do, compared with what stands in the cluster. */
class ChangeSetTest {
    private static final String CONFIG_MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, namespace: shop}
            data: {x: "1"}
            """;

    @Test
    void what_kapp_deployed_is_unchanged() {
        assertEquals("", Deploying.told(samples("app.yaml", "1-live.yaml")));
        assertEquals("", Deploying.told(samples("app-2.yaml", "2-live.yaml")));
    }

    @Test
    void the_changes_of_the_sample_are_those_that_kapp_found() {
        assertEquals("""
                CREATE PLAIN RECONCILE kdemo//ConfigMap/settings-ver-2
                UPDATE PLAIN RECONCILE kdemo//ConfigMap/plain
                UPDATE PLAIN RECONCILE kdemo/apps/Deployment/web
                DELETE PLAIN DELETE kdemo//Secret/token
                """, Deploying.told(samples("app-2.yaml", "1-live.yaml")));
    }

    @Test
    void what_an_update_sends_is_what_kapp_sent() {
        JsonNode sent = samples("app-2.yaml", "1-live.yaml").stream()
                .filter(change -> change.key().kind().equals("Deployment")).findFirst().orElseThrow().wanted()
                .orElseThrow();
        JsonNode live = Samples.live("2-live.yaml", "Deployment", "web");
        assertEquals(live.at("/metadata/annotations").get(KappKeys.ORIGINAL),
                sent.at("/metadata/annotations").get(KappKeys.ORIGINAL));
        assertEquals("1", sent.at("/metadata/annotations/deployment.kubernetes.io~1revision").asText());
        assertEquals("10682", sent.at("/metadata/resourceVersion").asText());
    }

    @Test
    void a_second_deploy_of_the_same_changes_nothing() {
        Deploying deploying = Deploying.plain();
        assertEquals("CREATE PLAIN RECONCILE shop//ConfigMap/a\n",
                Deploying.told(deploying.changes(CONFIG_MAP, List.of())));
        assertEquals("", Deploying.told(deploying.changes(CONFIG_MAP, deploying.live(CONFIG_MAP))));
    }

    @Test
    void unchanged_resources_are_there_to_be_waited_for() {
        Deploying deploying = Deploying.plain();
        Change change = deploying.changes(CONFIG_MAP, deploying.live(CONFIG_MAP)).get(0);
        assertEquals(Change.Operation.NOOP, change.operation());
        assertEquals(Change.WaitFor.RECONCILE, change.waitFor());
        assertTrue(change.live().isPresent());
    }

    @Test
    void an_empty_release_deletes_all() {
        Deploying deploying = Deploying.plain();
        assertEquals("DELETE PLAIN DELETE shop//ConfigMap/a\n",
                Deploying.told(deploying.changes("", deploying.live(CONFIG_MAP))));
    }

    @Test
    void what_has_the_label_but_no_identity_of_its_own_stays() {
        ObjectNode copy = Deploying.plain().live(CONFIG_MAP).get(0).deepCopy();
        ((ObjectNode) copy.get("metadata")).put("name", "copy");
        assertEquals("", Deploying.told(Deploying.plain().changes("", List.of(copy))));
    }

    @Test
    void strategies_are_those_of_the_annotations() {
        assertEquals("CREATE FALLBACK_ON_UPDATE RECONCILE //ConfigMap/a\n",
                first("create-strategy: fallback-on-update"));
        assertEquals("CREATE FALLBACK_ON_UPDATE_OR_NOOP RECONCILE //ConfigMap/a\n",
                first("create-strategy: fallback-on-update-or-noop"));
        assertEquals("UPDATE FALLBACK_ON_REPLACE RECONCILE //ConfigMap/a\n",
                second("update-strategy: fallback-on-replace"));
        assertEquals("UPDATE ALWAYS_REPLACE RECONCILE //ConfigMap/a\n", second("update-strategy: always-replace"));
        assertEquals("UPDATE SKIP RECONCILE //ConfigMap/a\n", second("update-strategy: skip"));
        Deploying deploying = Deploying.plain();
        assertEquals("DELETE ORPHAN NOTHING //ConfigMap/a\n",
                Deploying.told(deploying.changes("", deploying.live(annotated("delete-strategy: orphan", "1")))));
    }

    @Test
    void disable_wait_waits_for_nothing() {
        assertEquals("CREATE PLAIN NOTHING //ConfigMap/a\n", first("disable-wait: ''"));
        Deploying deploying = Deploying.plain();
        assertEquals("DELETE PLAIN NOTHING //ConfigMap/a\n",
                Deploying.told(deploying.changes("", deploying.live(annotated("disable-wait: ''", "1")))));
    }

    @Test
    void exists_waits_for_what_others_make_and_noop_leaves_it_alone() {
        assertEquals("EXISTS PLAIN RECONCILE //ConfigMap/a\n", first("exists: ''"));
        assertEquals("NOOP PLAIN NOTHING //ConfigMap/a\n", first("noop: ''"));
        JsonNode others = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {"
                + "kapp.k14s.io/app: '2'}}}");
        assertEquals("", Deploying.told(Deploying.plain().changes(annotated("exists: ''", "1"), List.of(),
                List.of(others))));
    }

    @Test
    void a_nonce_is_another_one_each_time() {
        Deploying deploying = Deploying.plain();
        String manifest = annotated("nonce: ''", "1");
        List<JsonNode> live = deploying.live(manifest);
        assertEquals("1795521600000000000",
                live.get(0).at("/metadata/annotations").path("kapp.k14s.io/nonce").asText());
        assertEquals("UPDATE PLAIN RECONCILE //ConfigMap/a\n",
                Deploying.told(deploying.at("2026-11-24T12:00:01Z").changes(manifest, live)));
    }

    @Test
    void resources_are_renewed_when_their_time_is_over() {
        Deploying deploying = Deploying.plain();
        String manifest = annotated("renew-duration: 1h30m", "1");
        List<JsonNode> live = deploying.live(manifest);
        assertEquals("", Deploying.told(deploying.at("2026-11-24T13:29:59Z").changes(manifest, live)));
        Deploying later = deploying.at("2026-11-24T13:30:00Z");
        assertEquals("UPDATE PLAIN RECONCILE //ConfigMap/a\n", Deploying.told(later.changes(manifest, live)));
        List<JsonNode> renewed = later.live(manifest, live);
        assertEquals("2026-11-24T13:30:00Z",
                renewed.get(0).at("/metadata/annotations").path("kapp.k14s.io/last-renewed-time").asText());
        assertEquals("", Deploying.told(deploying.at("2026-11-24T14:59:59Z").changes(manifest, renewed)));
        assertEquals("UPDATE PLAIN RECONCILE //ConfigMap/a\n",
                Deploying.told(deploying.at("2026-11-24T15:00:00Z").changes(manifest, renewed)));
    }

    @Test
    void a_renewal_without_a_time_names_the_resource() {
        Deploying deploying = Deploying.plain();
        List<JsonNode> live = deploying.live(annotated("renew-duration: soon", "1"));
        Failure failure = assertThrows(Failure.class,
                () -> deploying.changes(annotated("renew-duration: soon", "1"), live));
        assertEquals("configmap/a (v1) cluster: kapp.k14s.io/renew-duration is no duration: soon",
                failure.getMessage());
    }

    @Test
    void what_is_owned_goes_with_its_owner_unless_it_asks_to_be_deleted() {
        Deploying deploying = Deploying.plain();
        ObjectNode owned = deploying.live(CONFIG_MAP).get(0).deepCopy();
        ((ObjectNode) owned.get("metadata")).putArray("ownerReferences").addObject().put("kind", "Farm");
        assertEquals("NOOP PLAIN DELETE shop//ConfigMap/a\n", Deploying.told(deploying.changes("", List.of(owned))));
        ((ObjectNode) owned.at("/metadata/annotations")).put("kapp.k14s.io/owned-for-deletion", "");
        assertEquals("DELETE PLAIN DELETE shop//ConfigMap/a\n", Deploying.told(deploying.changes("", List.of(owned))));
    }

    @Test
    void the_namespaces_of_the_cluster_are_never_deleted() {
        Deploying deploying = Deploying.plain();
        List<JsonNode> live = deploying.live("""
                {apiVersion: v1, kind: Namespace, metadata: {name: default}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: kube-system}}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
                """);
        assertEquals("""
                DELETE ORPHAN NOTHING //Namespace/default
                DELETE ORPHAN NOTHING //Namespace/kube-system
                DELETE PLAIN DELETE //Namespace/shop
                """, Deploying.told(deploying.changes("", live)));
    }

    @Test
    void resources_of_other_applications_are_named_with_their_owners() {
        List<JsonNode> others = List.of(owned("a", "2"), owned("b", "3"));
        String manifests = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n"
                + "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}";
        Failure failure = assertThrows(Failure.class,
                () -> Deploying.plain().changes(manifests, List.of(), others));
        assertEquals("""
                Ownership errors:
                - Resource 'configmap/a (v1) cluster' is already associated with a different app 'other' \
                namespace: shop (label 'kapp.k14s.io/app=2')
                - Resource 'configmap/b (v1) cluster' is already associated with a different app \
                (label 'kapp.k14s.io/app=3')""", failure.getMessage());
        assertEquals("UPDATE PLAIN RECONCILE //ConfigMap/a\nUPDATE PLAIN RECONCILE //ConfigMap/b\n", Deploying.told(
                Deploying.plain().taking(Ownership.TakeOver.ANYBODY).changes(manifests, List.of(), others)));
    }

    @Test
    void what_nobody_owns_is_taken_over_or_refused() {
        JsonNode unowned = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}, "
                + "data: {x: '1'}}");
        assertEquals("UPDATE PLAIN RECONCILE shop//ConfigMap/a\n",
                Deploying.told(Deploying.plain().changes(CONFIG_MAP, List.of(), List.of(unowned))));
        Deploying strict = Deploying.plain().taking(Ownership.TakeOver.NOBODY);
        Failure failure = assertThrows(Failure.class,
                () -> strict.changes(CONFIG_MAP, List.of(), List.of(unowned)));
        assertTrue(failure.getMessage().endsWith("exists and belongs to no app"), failure.getMessage());
    }

    @Test
    void the_record_of_an_application_is_no_resource_of_one() {
        JsonNode record = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop, "
                + "labels: {kapp.k14s.io/is-app: ''}}}");
        Failure failure = assertThrows(Failure.class, () -> Deploying.plain().taking(Ownership.TakeOver.ANYBODY)
                .changes(CONFIG_MAP, List.of(), List.of(record)));
        assertEquals("Ownership errors:\n- Resource 'configmap/a (v1) namespace: shop' is the record of an app",
                failure.getMessage());
    }

    @Test
    void what_the_server_names_is_made_anew_each_time() {
        Deploying deploying = Deploying.plain();
        String manifest = "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: run-, namespace: shop}}";
        ObjectNode live = deploying.live(manifest).get(0).deepCopy();
        ((ObjectNode) live.get("metadata")).put("name", "run-x1");
        assertEquals("CREATE PLAIN RECONCILE shop//ConfigMap/run-*\nDELETE PLAIN DELETE shop//ConfigMap/run-x1\n",
                Deploying.told(deploying.changes(manifest, List.of(live))));
    }

    @Test
    void manifests_copied_from_a_cluster_do_not_bring_their_records() {
        Deploying deploying = Deploying.plain();
        List<JsonNode> live = deploying.live(CONFIG_MAP);
        assertEquals("", Deploying.told(deploying.changes(Yaml.write(live.get(0)), live)));
    }

    @Test
    void a_change_is_found_again_for_an_object_that_controllers_wrote_to_meanwhile() {
        Deploying deploying = Deploying.plain();
        List<JsonNode> live = deploying.live(CONFIG_MAP);
        String other = CONFIG_MAP.replace("\"1\"", "\"2\"");
        Change approved = deploying.changes(other, live).get(0);
        ObjectNode now = live.get(0).deepCopy();
        ((ObjectNode) now.get("metadata")).put("resourceVersion", "9").put("generation", 2).putArray("managedFields")
                .addObject().put("manager", "farm-controller").set("fieldsV1",
                        Samples.yaml("{f:metadata: {f:annotations: {f:x.org/seen: {}}}}"));
        ((ObjectNode) now.at("/metadata/annotations")).put("x.org/seen", "now");
        Change again = deploying.changeSet().again(approved, Optional.of(now)).orElseThrow();
        JsonNode sent = again.wanted().orElseThrow();
        assertEquals("9", sent.at("/metadata/resourceVersion").asText());
        assertEquals("now", sent.at("/metadata/annotations/x.org~1seen").asText());
        assertEquals("2", sent.at("/data/x").asText());
        assertEquals(LastApplied.recorded(approved.wanted().orElseThrow()), LastApplied.recorded(sent));
    }

    @Test
    void a_change_is_not_found_again_when_it_would_undo_what_nobody_has_seen() {
        Deploying deploying = Deploying.plain();
        List<JsonNode> live = deploying.live(CONFIG_MAP);
        Change approved = deploying.changes(CONFIG_MAP.replace("\"1\"", "\"2\""), live).get(0);
        ObjectNode now = live.get(0).deepCopy();
        ((ObjectNode) now.get("data")).put("x", "3");
        assertEquals(Optional.empty(), deploying.changeSet().again(approved, Optional.of(now)));
        assertEquals(Optional.empty(), deploying.changeSet().again(approved, Optional.empty()));
    }

    private static JsonNode owned(String name, String app) {
        return Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name
                + ", labels: {kapp.k14s.io/app: '" + app + "'}}}");
    }

    private static List<Change> samples(String manifests, String live) {
        List<JsonNode> labelled = Samples.live(live).stream()
                .filter(object -> KappKeys.label(object, "app").isPresent()).toList();
        Ownership ownership = new Ownership(Samples.APP, label -> Optional.empty(), Ownership.TakeOver.UNOWNED);
        return new ChangeSet(DefaultRules.config(), ownership, Instant.now()).changes(Samples.wanted(manifests),
                labelled, List.of());
    }

    private static String annotated(String annotation, String value) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {kapp.k14s.io/" + annotation
                + "}}, data: {x: '" + value + "'}}";
    }

    private static String first(String annotation) {
        return Deploying.told(Deploying.plain().changes(annotated(annotation, "1"), List.of()));
    }

    private static String second(String annotation) {
        Deploying deploying = Deploying.plain();
        return Deploying.told(deploying.changes(annotated(annotation, "2"),
                deploying.live(annotated(annotation, "1"))));
    }
}

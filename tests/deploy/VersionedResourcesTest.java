//SOURCES Deploying.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resources that get a new name with each new content. */
class VersionedResourcesTest {
    private static final Deploying DEPLOYING = Deploying.plain();
    private static final String USER = """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  imagePullSecrets: [{name: pull}]
                  volumes: [{configMap: {name: settings}}, {projected: {sources: [{configMap: {name: settings}}]}}]
                  initContainers: [{envFrom: [{configMapRef: {name: settings}}]}]
                  containers: [{env: [{valueFrom: {configMapKeyRef: {name: settings, key: x}}},
                    {valueFrom: {secretKeyRef: {name: settings, key: x}}}]}]
            """;

    @Test
    void the_first_content_is_version_1() {
        assertEquals("CREATE PLAIN RECONCILE //ConfigMap/settings-ver-1\n",
                Deploying.told(DEPLOYING.changes(settings("1"), List.of())));
    }

    @Test
    void the_same_content_needs_no_new_version() {
        assertEquals("", Deploying.told(DEPLOYING.changes(settings("1"), DEPLOYING.live(settings("1")))));
    }

    @Test
    void new_content_is_a_new_version_and_the_old_one_stays() {
        assertEquals("CREATE PLAIN RECONCILE //ConfigMap/settings-ver-2\n",
                Deploying.told(DEPLOYING.changes(settings("2"), DEPLOYING.live(settings("1")))));
    }

    @Test
    void the_association_is_that_of_the_name_without_version() {
        String association = DEPLOYING.live(settings("1")).get(0).at("/metadata/labels")
                .path("kapp.k14s.io/association").asText();
        assertEquals("v1." + LiveDifference.md5("//ConfigMap/settings"), association);
    }

    @Test
    void references_in_pod_specs_follow() {
        JsonNode spec = DEPLOYING.live(settings("1") + USER).get(1).at("/spec/template/spec");
        assertEquals("settings-ver-1", spec.at("/volumes/0/configMap/name").asText());
        assertEquals("settings-ver-1", spec.at("/volumes/1/projected/sources/0/configMap/name").asText());
        assertEquals("settings-ver-1", spec.at("/initContainers/0/envFrom/0/configMapRef/name").asText());
        assertEquals("settings-ver-1", spec.at("/containers/0/env/0/valueFrom/configMapKeyRef/name").asText());
        assertEquals("settings", spec.at("/containers/0/env/1/valueFrom/secretKeyRef/name").asText());
        assertEquals("pull", spec.at("/imagePullSecrets/0/name").asText());
    }

    @Test
    void a_new_version_changes_what_refers_to_it() {
        assertEquals("CREATE PLAIN RECONCILE //ConfigMap/settings-ver-2\n"
                + "UPDATE PLAIN RECONCILE /apps/Deployment/web\n",
                Deploying.told(DEPLOYING.changes(settings("2") + USER, DEPLOYING.live(settings("1") + USER))));
    }

    @Test
    void secrets_are_versioned_too() {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: pull, annotations: {"
                + "kapp.k14s.io/versioned: ''}}, stringData: {a: b}}\n";
        List<JsonNode> live = DEPLOYING.live(secret + USER);
        assertEquals("pull-ver-1", live.get(1).at("/spec/template/spec/imagePullSecrets/0/name").asText());
        assertEquals("", Deploying.told(DEPLOYING.changes(secret + USER, live)));
        assertTrue(Deploying.told(DEPLOYING.changes(secret.replace("a: b", "a: c") + USER, live))
                .startsWith("CREATE PLAIN RECONCILE //Secret/pull-ver-2\n"));
    }

    @Test
    void versioned_resources_may_refer_to_others() {
        String job = """
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate, annotations: {kapp.k14s.io/versioned: ""}}
                spec: {template: {spec: {containers: [{envFrom: [{configMapRef: {name: settings}}]}]}}}
                """;
        List<JsonNode> live = DEPLOYING.live(settings("1") + job);
        assertEquals("", Deploying.told(DEPLOYING.changes(settings("1") + job, live)));
        assertEquals("CREATE PLAIN RECONCILE //ConfigMap/settings-ver-2\n"
                + "CREATE PLAIN RECONCILE /batch/Job/migrate-ver-2\n",
                Deploying.told(DEPLOYING.changes(settings("2") + job, live)));
    }

    @Test
    void five_older_versions_stay() {
        List<JsonNode> live = deployed(7, "");
        assertEquals(List.of("settings-ver-2", "settings-ver-3", "settings-ver-4", "settings-ver-5",
                "settings-ver-6", "settings-ver-7"), names(live));
        assertEquals("", Deploying.told(DEPLOYING.changes(settings("7"), live)));
    }

    @Test
    void the_resource_may_say_how_many_stay() {
        assertEquals(List.of("settings-ver-4", "settings-ver-5", "settings-ver-6"),
                names(deployed(6, ", kapp.k14s.io/num-versions: '2'")));
    }

    @Test
    void the_original_name_may_stay() {
        String manifests = settings("1").replace("versioned: ''",
                "versioned: '', kapp.k14s.io/versioned-keep-original: ''") + USER;
        List<JsonNode> live = DEPLOYING.live(manifests);
        assertEquals(List.of("settings-ver-1", "settings", "web"), names(live));
        assertEquals("settings-ver-1", live.get(2).at("/spec/template/spec/volumes/0/configMap/name").asText());
        assertEquals("", Deploying.told(DEPLOYING.changes(manifests, live)));
    }

    @Test
    void annotations_may_refer_explicitly() {
        String user = """
                ---
                apiVersion: x.org/v1
                kind: Farm
                metadata:
                  name: f
                  annotations:
                    kapp.k14s.io/versioned-explicit-ref: '{kind: ConfigMap, apiVersion: v1, name: settings}'
                    kapp.k14s.io/versioned-explicit-ref.2: '{kind: ConfigMap, apiVersion: v1, name: other}'
                """;
        JsonNode annotations = DEPLOYING.live(settings("1") + user).get(1).at("/metadata/annotations");
        assertEquals("apiVersion: v1\nkind: ConfigMap\nname: settings-ver-1\n",
                annotations.get("kapp.k14s.io/versioned-explicit-ref").asText());
        assertEquals("{kind: ConfigMap, apiVersion: v1, name: other}",
                annotations.get("kapp.k14s.io/versioned-explicit-ref.2").asText());
    }

    @Test
    void names_in_other_namespaces_are_others() {
        String elsewhere = USER.replace("{name: web}", "{name: web, namespace: shop}");
        JsonNode spec = DEPLOYING.live(settings("1") + elsewhere).get(1).at("/spec/template/spec");
        assertEquals("settings", spec.at("/volumes/0/configMap/name").asText());
    }

    @Test
    void rules_of_the_project_find_more_references() {
        Deploying deploying = Deploying.with("""
                apiVersion: kapp.k14s.io/v1alpha1
                kind: Config
                templateRules:
                - resourceMatchers: [apiVersionKindMatcher: {apiVersion: v1, kind: ConfigMap}]
                  affectedResources:
                    objectReferences:
                    - path: [spec, ref]
                      nameKey: map
                      resourceMatchers: [apiVersionKindMatcher: {apiVersion: x.org/v1, kind: Farm}]
                """);
        JsonNode farm = deploying.live(settings("1") + "---\n{apiVersion: x.org/v1, kind: Farm, metadata: {name: f}, "
                + "spec: {ref: {map: settings}}}\n").get(1);
        assertEquals("settings-ver-1", farm.at("/spec/ref/map").asText());
    }

    @Test
    void a_version_that_somebody_changed_is_followed_by_a_new_one() {
        ObjectNode live = DEPLOYING.live(settings("1")).get(0).deepCopy();
        ((ObjectNode) live.get("data")).put("colour", "9");
        assertEquals("CREATE PLAIN RECONCILE //ConfigMap/settings-ver-2\n",
                Deploying.told(DEPLOYING.changes(settings("1"), List.of(live))));
    }

    private static List<JsonNode> deployed(int times, String annotation) {
        List<JsonNode> live = List.of();
        for (int i = 1; i <= times; i++) {
            live = DEPLOYING.live(settings("" + i).replace("versioned: ''", "versioned: ''" + annotation), live);
        }
        return live;
    }

    private static List<String> names(List<JsonNode> live) {
        return live.stream().map(object -> ResourceKey.of(object).name()).toList();
    }

    private static String settings(String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, annotations: {"
                + "kapp.k14s.io/versioned: ''}}, data: {colour: '" + colour + "'}}\n";
    }
}

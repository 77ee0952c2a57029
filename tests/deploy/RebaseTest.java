//SOURCES ../../lib/diff/Rebase.java
//SOURCES ../../lib/resource/DefaultRules.java
//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What a live object keeps when a wanted resource is written over it. */
class RebaseTest {
    @Test
    void all_metadata_but_labels_and_annotations() {
        assertRebased("{apiVersion: v1, kind: X, metadata: {name: a, uid: u, finalizers: [f], labels: {n: new}, "
                + "annotations: {n: new}}}",
                "{apiVersion: v1, kind: X, metadata: {name: a, uid: u, finalizers: [f], labels: {l: live}, "
                + "annotations: {l: live}}}",
                "{apiVersion: v1, kind: X, metadata: {name: a, labels: {n: new}, annotations: {n: new}}}");
    }

    @Test
    void no_label_where_nobody_wants_one() {
        assertRebased("{apiVersion: v1, kind: X, metadata: {name: a}}",
                "{apiVersion: v1, kind: X, metadata: {name: a, labels: {l: live}, annotations: {l: live}}}",
                "{apiVersion: v1, kind: X, metadata: {name: a}}");
    }

    @Test
    void the_address_of_a_service() {
        assertSpec("Service", "v1", "{clusterIP: 10.0.0.1, healthCheckNodePort: 3, type: T}",
                "{clusterIP: 10.0.0.1, healthCheckNodePort: 3, sessionAffinity: None}", "{type: T}");
        assertSpec("Service", "v1", "{clusterIP: None}", "{clusterIP: 10.0.0.1}", "{clusterIP: None}");
    }

    @Test
    void the_volume_of_a_claim() {
        assertSpec("PersistentVolumeClaim", "v1", "{storageClassName: fast, volumeMode: Block, volumeName: v}",
                "{storageClassName: slow, volumeMode: Block, volumeName: v, other: 1}", "{storageClassName: fast}");
    }

    @Test
    void the_node_of_a_pod_and_the_finalizers_of_a_namespace() {
        assertSpec("Pod", "v1", "{nodeName: n}", "{nodeName: n, other: 1}", "{}");
        assertSpec("Namespace", "v1", "{finalizers: [kubernetes]}", "{finalizers: [kubernetes]}", "{}");
    }

    @Test
    void the_revision_of_a_deployment() {
        assertRebased("{apiVersion: apps/v1, kind: Deployment, metadata: {annotations: {"
                + "deployment.kubernetes.io/revision: '3'}}}",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {annotations: {"
                + "deployment.kubernetes.io/revision: '3', x: y}}}",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {}}");
    }

    @Test
    void authorities_that_a_controller_fills_in() {
        assertRebased("{apiVersion: admissionregistration.k8s.io/v1, kind: MutatingWebhookConfiguration, metadata: {}, "
                + "webhooks: [{name: a, clientConfig: {caBundle: x}}, {name: b, clientConfig: {caBundle: own}}]}",
                "{apiVersion: admissionregistration.k8s.io/v1, kind: MutatingWebhookConfiguration, metadata: {}, "
                + "webhooks: [{name: a, clientConfig: {caBundle: x}}, {name: b, clientConfig: {caBundle: y}}]}",
                "{apiVersion: admissionregistration.k8s.io/v1, kind: MutatingWebhookConfiguration, metadata: {}, "
                + "webhooks: [{name: a}, {name: b, clientConfig: {caBundle: own}}]}");
        assertSpec("APIService", "apiregistration.k8s.io/v1", "{caBundle: x}", "{caBundle: x}", "{}");
        assertSpec("CustomResourceDefinition", "apiextensions.k8s.io/v1",
                "{conversion: {webhook: {clientConfig: {caBundle: x}}}}",
                "{conversion: {webhook: {clientConfig: {caBundle: x}}}}", "{}");
    }

    @Test
    void the_rules_of_an_aggregated_role_and_no_others() {
        assertRebased("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {}, "
                + "aggregationRule: {a: b}, rules: [r]}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {}, rules: [r]}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {}, "
                + "aggregationRule: {a: b}, rules: []}");
        assertRebased("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {}, rules: []}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {}, rules: [r]}",
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {}, rules: []}");
    }

    @Test
    void the_tokens_of_a_service_account() {
        assertRebased("{apiVersion: v1, kind: ServiceAccount, metadata: {name: sa}, imagePullSecrets: [{name: pull}, "
                + "{name: sa-dockercfg-x}], secrets: [{name: sa-token-x}, {name: sa-dockercfg-x}]}",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: sa}, imagePullSecrets: ["
                + "{name: sa-dockercfg-x}], secrets: [{name: sa-token-x}, {name: sa-dockercfg-x}, {name: other}]}",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: sa}, imagePullSecrets: [{name: pull}]}");
    }

    @Test
    void what_secretgen_writes_into_a_pull_secret() {
        String metadata = "metadata: {name: s, annotations: {secretgen.carvel.dev/image-pull-secret: ''}}";
        assertRebased("{apiVersion: v1, kind: Secret, " + metadata + ", data: {.dockerconfigjson: live}}",
                "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {.dockerconfigjson: live}}",
                "{apiVersion: v1, kind: Secret, " + metadata + ", data: {.dockerconfigjson: e30=}}");
    }

    @Test
    void what_rules_of_the_project_name() {
        KappConfig config = DefaultRules.with(Yaml.read("config.yml", """
                apiVersion: kapp.k14s.io/v1alpha1
                kind: Config
                rebaseRules:
                - path: [spec, items, {allIndexes: true}, seen]
                  type: copy
                  sources: [existing]
                  resourceMatchers: [apiVersionKindMatcher: {apiVersion: x.org/v1, kind: Farm}]
                - path: [spec, {regex: "^tmp-"}]
                  type: remove
                  resourceMatchers: [allMatcher: {}]
                """));
        JsonNode rebased = new Rebase(config).onto(
                Samples.yaml("{apiVersion: x.org/v1, kind: Farm, spec: {items: [{seen: 1}, {seen: 2}, {seen: 3}]}}"),
                Samples.yaml("{apiVersion: x.org/v1, kind: Farm, spec: {tmp-a: 1, items: [{x: 1}, {x: 2, seen: 9}]}}"));
        assertEquals("{\"items\":[{\"x\":1,\"seen\":1},{\"x\":2,\"seen\":2}]}", rebased.get("spec").toString());
    }

    private static void assertSpec(String kind, String apiVersion, String expected, String live, String wanted) {
        String start = "{apiVersion: " + apiVersion + ", kind: " + kind + ", metadata: {name: a}, spec: ";
        assertRebased(start + expected + "}", start + live + "}", start + wanted + "}");
    }

    private static void assertRebased(String expected, String live, String wanted) {
        assertEquals(EmbeddedJson.write(Samples.yaml(expected)), EmbeddedJson.write(
                new Rebase(DefaultRules.config()).onto(Samples.yaml(live), Samples.yaml(wanted))));
    }
}

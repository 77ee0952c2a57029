//SOURCES Deploying.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a difference, and what only looks like one, when others have written to a live object. */
class LiveComparisonTest {
    private static final Deploying DEPLOYING = Deploying.plain();
    private static final String UNCHANGED = "";
    private static final String CHANGED = "UPDATE PLAIN RECONCILE ";

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: nginx
                    command: []
                    env: [{name: EMPTY, value: ""}, {name: A, value: "0.5"}]
                    resources: {limits: {cpu: 0.5, memory: 1024Mi}, requests: {cpu: 1}}
                  - {name: side, image: side}
            """;

    @Test
    void what_the_server_fills_in_is_none() {
        ObjectNode live = written(DEPLOYMENT);
        ((ObjectNode) live.get("spec")).put("replicas", 1).put("progressDeadlineSeconds", 600);
        container(live).put("imagePullPolicy", "Always").put("terminationMessagePath", "/dev/termination-log")
                .remove("command");
        ((ObjectNode) live.at("/spec/template/spec")).put("dnsPolicy", "ClusterFirst").putObject("securityContext");
        ((ObjectNode) container(live).at("/env/0")).remove("value");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
    }

    @Test
    void amounts_that_are_written_otherwise_are_none() {
        ObjectNode live = written(DEPLOYMENT);
        container(live).putObject("resources").set("limits", Samples.yaml("{cpu: 500m, memory: 1Gi}"));
        ((ObjectNode) container(live).get("resources")).set("requests", Samples.yaml("{cpu: '1'}"));
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
        ((ObjectNode) container(live).at("/resources/limits")).put("cpu", "600m");
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(DEPLOYMENT, live));
    }

    @Test
    void texts_that_look_like_amounts_are_texts() {
        ObjectNode live = written(DEPLOYMENT);
        ((ObjectNode) container(live).at("/env/1")).put("value", "500m");
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(DEPLOYMENT, live));
    }

    @Test
    void bytes_in_several_lines_are_none() {
        String settings = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {text: \"AA\\nBB\"}, "
                + "binaryData: {logo: \"AAEC\\nAwQF\\n\"}}";
        ObjectNode live = written(settings);
        ((ObjectNode) live.get("binaryData")).put("logo", "AAECAwQF");
        assertEquals(UNCHANGED, told(settings, live));
        ((ObjectNode) live.get("binaryData")).put("logo", "AAECAwQE");
        assertEquals(CHANGED + "//ConfigMap/a\n", told(settings, live));
        ((ObjectNode) live.get("binaryData")).put("logo", "AAECAwQF");
        ((ObjectNode) live.get("data")).put("text", "AABB");
        assertEquals(CHANGED + "//ConfigMap/a\n", told(settings, live));
    }

    @Test
    void an_amount_that_git_writes_otherwise_is_none() {
        String other = DEPLOYMENT.replace("cpu: 0.5", "cpu: 500m").replace("1024Mi", "1Gi");
        assertEquals(UNCHANGED, told(other, written(DEPLOYMENT)));
    }

    @Test
    void empty_mappings_and_lists_that_say_nothing_are_none() {
        String without = DEPLOYMENT.replace("        command: []\n", "");
        assertEquals(UNCHANGED, told(without, written(DEPLOYMENT)));
        assertEquals(UNCHANGED, told(DEPLOYMENT.replace("labels: {app: web}", "labels: {app: web}, annotations: {}"),
                written(DEPLOYMENT)));
    }

    @Test
    void an_empty_selector_is_one() {
        String policy = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, "
                + "spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {a: b}}}]}]}}";
        String wider = policy.replace("{a: b}}", "{a: b}}, namespaceSelector: {}");
        ObjectNode live = written(policy);
        assertEquals(CHANGED + "/networking.k8s.io/NetworkPolicy/a\n", told(wider, live));
        managed(live, "policy-controller", "{f:spec: {f:egress: {}}}");
        live.withArray("/spec/egress").addObject();
        assertEquals(UNCHANGED, told(policy, live));
        assertEquals(CHANGED + "/networking.k8s.io/NetworkPolicy/a\n", told(wider, live));
    }

    @Test
    void items_that_others_insert_are_none_and_do_not_shift_the_rest() {
        ObjectNode live = written(DEPLOYMENT);
        live.withArray("/spec/template/spec/containers").insertObject(0).put("name", "injected").put("image", "i");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
    }

    @Test
    void an_item_that_git_no_longer_has_is_one() {
        ObjectNode live = written(DEPLOYMENT);
        ((ObjectNode) live.get("spec")).put("replicas", 1);
        String without = DEPLOYMENT.replace("      - {name: side, image: side}\n", "");
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(without, live));
    }

    @Test
    void a_field_that_git_no_longer_has_is_one() {
        ObjectNode live = written(DEPLOYMENT.replace("spec:\n  selector", "spec:\n  paused: true\n  selector"));
        ((ObjectNode) live.get("spec")).put("replicas", 1);
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(DEPLOYMENT, live));
    }

    @Test
    void what_somebody_removed_is_one() {
        ObjectNode live = written(DEPLOYMENT);
        container(live).remove("image");
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(DEPLOYMENT, live));
    }

    @Test
    void replicas_that_an_autoscaler_sets_are_none_and_stay_with_other_changes() {
        ObjectNode live = written(DEPLOYMENT);
        ((ObjectNode) live.get("spec")).put("replicas", 5);
        managed(live, "kube-controller-manager", "{f:spec: {f:replicas: {}}}");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
        JsonNode sent = DEPLOYING.changes(DEPLOYMENT.replace("nginx", "nginx:2"), List.of(live)).get(0).wanted()
                .orElseThrow();
        assertEquals(5, sent.at("/spec/replicas").asInt());
    }

    @Test
    void replicas_that_git_leaves_to_an_autoscaler_stay() {
        ObjectNode live = written(DEPLOYMENT.replace("spec:\n  selector", "spec:\n  replicas: 2\n  selector"));
        ((ObjectNode) live.get("spec")).put("replicas", 5);
        managed(live, "kube-controller-manager", "{f:spec: {f:replicas: {}}}");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
    }

    @Test
    void annotations_of_controllers_are_none_and_those_of_people_are() {
        ObjectNode live = written(DEPLOYMENT);
        live.withObject("/metadata/annotations").put("x.org/seen", "now");
        managed(live, "some-controller", "{f:metadata: {f:annotations: {f:x.org/seen: {}}}}");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
        managed(live, "kubectl-annotate", "{f:metadata: {f:annotations: {f:x.org/seen: {}}}}");
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(DEPLOYMENT, live));
    }

    @Test
    void fields_of_managers_that_nobody_knows_are_one_unless_they_report_a_status() {
        ObjectNode live = written(DEPLOYMENT);
        live.withObject("/metadata/annotations").put("x.org/seen", "now");
        managed(live, "my-script", "{f:metadata: {f:annotations: {f:x.org/seen: {}}}}");
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(DEPLOYMENT, live));
        live.withObject("/metadata").withArray("managedFields").addObject().put("manager", "my-script")
                .put("subresource", "status").putObject("fieldsV1");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
    }

    @Test
    void a_restart_by_kubectl_is_none() {
        ObjectNode live = written(DEPLOYMENT);
        live.withObject("/spec/template/metadata/annotations").put("kubectl.kubernetes.io/restartedAt", "now");
        managed(live, "kubectl-rollout", "{f:spec: {f:template: {f:metadata: {f:annotations: {"
                + "f:kubectl.kubernetes.io/restartedAt: {}}}}}}");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
        JsonNode sent = DEPLOYING.changes(DEPLOYMENT.replace("nginx", "nginx:2"), List.of(live)).get(0).wanted()
                .orElseThrow();
        assertEquals("now", sent.at("/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt")
                .asText());
    }

    @Test
    void an_item_that_somebody_added_by_hand_is_one() {
        ObjectNode live = written(DEPLOYMENT);
        container(live).withArray("/env").addObject().put("name", "DEBUG").put("value", "1");
        assertEquals(UNCHANGED, told(DEPLOYMENT, live));
        managed(live, "kubectl-edit", "{f:spec: {f:template: {f:spec: {f:containers: {'k:{\"name\":\"web\"}': {"
                + "f:env: {'k:{\"name\":\"DEBUG\"}': {.: {}, f:name: {}, f:value: {}}}}}}}}}");
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(DEPLOYMENT, live));
    }

    @Test
    void data_that_git_does_not_have_is_one_whoever_wrote_it() {
        String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {x: '1'}}";
        ObjectNode live = written(map);
        live.withObject("/data").put("y", "2");
        assertEquals(CHANGED + "//ConfigMap/a\n", told(map, live));
    }

    @Test
    void a_secret_that_says_the_same_in_another_way_is_unchanged() {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: geheim}}";
        ObjectNode live = written(secret);
        live.put("type", "Opaque");
        assertEquals(UNCHANGED, told(secret, live));
        assertEquals(UNCHANGED, told(secret.replace("stringData: {a: geheim}", "data: {a: Z2VoZWlt}"), live));
    }

    @Test
    void keys_and_values_of_secrets_are_compared_though_nothing_records_them() {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: geheim, b: x}}";
        ObjectNode live = written(secret);
        assertEquals(CHANGED + "//Secret/s\n", told(secret.replace(", b: x", ""), live));
        assertEquals(CHANGED + "//Secret/s\n", told(secret.replace("geheim", "anders"), live));
        assertEquals(CHANGED + "//Secret/s\n", told(secret.replace("name: s", "name: s, labels: {l: m}"), live));
    }

    @Test
    void defaults_are_known_where_nothing_is_recorded() {
        String service = "{apiVersion: v1, kind: Service, metadata: {name: s, annotations: {"
                + "kapp.k14s.io/disable-original: ''}}, spec: {selector: {a: b}, ports: [{port: 80}]}}";
        ObjectNode live = written(service);
        ((ObjectNode) live.get("spec")).put("clusterIP", "10.0.0.1").put("type", "ClusterIP")
                .put("sessionAffinity", "None").put("internalTrafficPolicy", "Cluster");
        ((ObjectNode) live.at("/spec/ports/0")).put("protocol", "TCP").put("targetPort", 80);
        assertEquals(UNCHANGED, told(service, live));
        ((ObjectNode) live.get("spec")).put("sessionAffinity", "ClientIP");
        assertEquals(CHANGED + "//Service/s\n", told(service, live));
    }

    @Test
    void rebase_rules_say_what_stays() {
        Deploying deploying = Deploying.with("""
                apiVersion: kapp.k14s.io/v1alpha1
                kind: Config
                rebaseRules:
                - path: [spec, replicas]
                  type: copy
                  sources: [existing, new]
                  resourceMatchers: [apiVersionKindMatcher: {apiVersion: apps/v1, kind: Deployment}]
                """);
        String two = DEPLOYMENT.replace("spec:\n  selector", "spec:\n  replicas: 2\n  selector");
        ObjectNode live = deploying.live(two).get(0).deepCopy();
        ((ObjectNode) live.get("spec")).put("replicas", 5);
        assertEquals(UNCHANGED, Deploying.told(deploying.changes(two, List.of(live))));
        assertEquals(CHANGED + "shop/apps/Deployment/web\n", told(two, live));
    }

    private static String told(String manifest, JsonNode live) {
        return Deploying.told(DEPLOYING.changes(manifest, List.of(live)));
    }

    private static ObjectNode written(String manifest) {
        return DEPLOYING.live(manifest).get(0).deepCopy();
    }

    private static ObjectNode container(JsonNode live) {
        return (ObjectNode) live.at("/spec/template/spec/containers/0");
    }

    private static void managed(ObjectNode live, String manager, String fields) {
        live.withArray("/metadata/managedFields").addObject().put("manager", manager)
                .set("fieldsV1", Samples.yaml(fields));
    }
}

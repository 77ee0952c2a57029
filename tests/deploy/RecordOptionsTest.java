import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the cluster remembers of an application, as the options of deploy.java say. */
@InCluster
class RecordOptionsTest {

    @Test
    void an_application_gets_another_name_and_keeps_its_resources_and_history(TestNamespace namespace) {
        deploy(namespace, map("a", "blue"), "-a", "old", "--labels", "team=x,empty=").succeeds();
        String uid = namespace.uid("configmap/a");

        deploy(namespace, map("a", "red"), "-a", "new", "--prev-app", "old", "--diff-run").succeeds()
                .saysOnOut("1 update");
        namespace.kubectl("get", "configmap/old").succeeds();
        deploy(namespace, map("a", "red"), "-a", "new", "--prev-app", "old").succeeds();

        namespace.kubectl("get", "configmap/old").exits(1);
        assertEquals("x ", field(namespace, "configmap/new", "{.metadata.labels.team} {.metadata.labels.empty}"));
        assertEquals(uid, namespace.uid("configmap/a"));
        assertEquals(2, changes(namespace));
        deploy(namespace, map("a", "red"), "-a", "newest", "--prev-app", "new").succeeds();
        namespace.kubectl("get", "configmap/new").exits(1);
        run(namespace, "delete.java", "-a", "another", "--prev-app", "newest", "-n", namespace.name(), "-y").succeeds();
        assertEquals("configmap/kube-root-ca.crt\n", namespace.kubectl("get", "configmaps", "-o", "name").out());
    }

    @Test
    void labels_are_added_to_a_record_and_never_changed(TestNamespace namespace) {
        deploy(namespace, map("a", "blue"), "--labels", "team=x").succeeds();

        deploy(namespace, map("a", "red"), "--labels", "team=y").failsClearly("has the label team=x",
                "which cannot become y");
        deploy(namespace, map("a", "blue"), "--labels", "stage=test").succeeds();

        assertEquals("blue", field(namespace, "configmap/a", "{.data.colour}"));
        assertEquals("x test", field(namespace, "configmap/demo", "{.metadata.labels.team} {.metadata.labels.stage}"));
    }

    @Test
    void the_record_is_written_to_a_file_as_it_is_when_the_change_begins(TestNamespace namespace) {
        deploy(namespace, map("a", "blue"), "--app-metadata-file-output", "record.json", "--diff-run").succeeds();
        String none = namespace.sandbox().read("record.json");
        assertTrue(none.matches("\\{\"labelKey\":\"kapp.k14s.io/app\",\"labelValue\":\"\\d{19}\",\"lastChange\":\\{"
                + "\"startedAt\":\"0001-01-01T00:00:00Z\",\"finishedAt\":\"0001-01-01T00:00:00Z\"},\"usedGKs\":\\[\\]}"),
                none);

        deploy(namespace, map("a", "blue"), "--app-metadata-file-output", "record.json").succeeds();

        JsonNode record = EmbeddedJson.read(field(namespace, "configmap/demo", "{.data.spec}")).orElseThrow();
        assertEquals("{\"labelKey\":\"kapp.k14s.io/app\",\"labelValue\":" + record.path("labelValue")
                + ",\"lastChangeName\":" + record.path("lastChangeName") + ",\"lastChange\":{\"startedAt\":"
                + record.path("lastChange").path("startedAt") + ",\"finishedAt\":\"0001-01-01T00:00:00Z\","
                + "\"description\":\"update: Op: 1 create, 0 delete, 0 update, 0 noop, 0 exists / Wait to: 1 reconcile, "
                + "0 delete, 0 noop\",\"namespaces\":[\"" + namespace.name() + "\"]},\"usedGVs\":[{\"Group\":\"\","
                + "\"Version\":\"v1\"}],\"usedGKs\":[{\"Group\":\"\",\"Kind\":\"ConfigMap\"}]}",
                namespace.sandbox().read("record.json"));
    }

    @Test
    void only_so_many_changes_are_remembered(TestNamespace namespace) {
        for (String colour : List.of("red", "green", "blue")) {
            deploy(namespace, map("a", colour), "--app-changes-max-to-keep", "2").succeeds();
        }
        assertEquals(2, changes(namespace));
    }

    @Test
    void the_record_may_be_in_another_namespace_which_is_made(TestNamespace namespace) {
        String records = namespace.name() + "-records";
        String[] other = {"--app-namespace", records, "--create-namespace"};

        deploy(namespace, map("a", "blue"), with(other, "--diff-run")).succeeds();
        namespace.kubectl("get", "namespace", records).exits(1);
        deploy(namespace, map("a", "blue"), other).succeeds();

        assertEquals("demo", namespace.kubectl("get", "-n", records, "configmap/demo", "-o",
                "jsonpath={.metadata.name}").succeeds().out());
        assertEquals("blue", field(namespace, "configmap/a", "{.data.colour}"));
        run(namespace, "deploy.java", "inspect", "-a", "demo", "-n", namespace.name(), "--app-namespace", records)
                .succeeds().saysOnOut("ConfigMap");
        run(namespace, "delete.java", "-a", "demo", "-n", namespace.name(), "--app-namespace", records, "-y")
                .succeeds();
        namespace.kubectl("get", "configmap/a").exits(1);
        namespace.kubectl("delete", "namespace", records, "--wait=false");
    }

    @Test
    void the_environment_names_namespace_and_kubeconfig_as_for_kapp(TestNamespace namespace) {
        namespace.sandbox().env("KAPP_NAMESPACE", namespace.name()).env("KUBECONFIG", "/nowhere")
                .env("KAPP_KUBECONFIG", namespace.kubeconfig().toString()).write("app.yaml", map("a", "blue"));

        run(namespace, "deploy.java", "-a", "demo", "-f", "app.yaml", "-y").succeeds();

        namespace.sandbox().env("KUBECONFIG", namespace.kubeconfig().toString());
        assertEquals("blue", field(namespace, "configmap/a", "{.data.colour}"));
    }

    @Test
    void resources_that_are_not_allowed_are_refused_before_anything_changes(TestNamespace namespace) {
        String role = "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: "
                + namespace.name() + "}, rules: []}\n---\n";
        String elsewhere = map("b", "blue").replace("name: b", "name: b, namespace: default");

        deploy(namespace, map("a", "blue") + role + elsewhere, "--allow-check").failsClearly(
                "these resources are not allowed here", "clusterrole/" + namespace.name(),
                        "configmap/b (v1) namespace: default");
        namespace.kubectl("get", "configmap/a").exits(1);
        deploy(namespace, map("a", "blue") + role + elsewhere, "--allow-check", "--allow-ns", "default",
                "--allow-cluster",
                "--diff-run").succeeds();
        deploy(namespace, map("a", "blue") + elsewhere, "--allow-check", "--allow-all-ns", "--diff-run").succeeds();
    }

    @Test
    void rights_that_are_missing_are_all_named_before_anything_changes(TestNamespace namespace) {
        String kubeconfig = namespace.restrictedKubeconfig().toString();
        String elsewhere = map("b", "blue").replace("name: b", "name: b, namespace: default");

        deploy(namespace, map("a", "blue") + elsewhere, "--kubeconfig", kubeconfig, "--preflight",
                "PermissionValidation")
                .failsClearly("rights are missing:", "- create configmap/b (v1) namespace: default");
        namespace.kubectl("get", "configmap/a").exits(1);
        deploy(namespace, map("a", "blue"), "--kubeconfig", kubeconfig, "--preflight", "PermissionValidation")
                .succeeds();
        deploy(namespace, map("a", "red"), "--preflight", "Anything").exits(2)
                .saysOnErr("PermissionValidation, CRDUpgradeSafety");
    }

    @Test
    void a_definition_that_would_break_its_resources_is_refused_before_anything_changes(TestNamespace namespace) {
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: cats.%1$s.example.com}
                spec:
                  group: %1$s.example.com
                  names: {kind: Cat, plural: cats}
                  scope: Namespaced
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, properties: {colour: {type: string}}}}
                ---
                """.formatted(namespace.name());
        String stricter = definition.replace("colour: {type: string}", "name: {type: string}");
        deploy(namespace, definition + map("a", "blue"), "--preflight", "CRDUpgradeSafety").succeeds();

        deploy(namespace, stricter + map("a", "red"), "--preflight", "CRDUpgradeSafety,PermissionValidation")
                .failsClearly("definitions change in ways that are not safe:",
                        "customresourcedefinition/cats." + namespace.name() + ".example.com",
                        "version v1: .colour is removed");

        assertEquals("blue", field(namespace, "configmap/a", "{.data.colour}"));
        deploy(namespace, stricter + map("a", "red")).succeeds();
        run(namespace, "delete.java", "-a", "demo", "-n", namespace.name(), "-y").succeeds();
    }

    @Test
    void files_may_be_several_in_one_option_or_on_the_web(TestNamespace namespace) {
        try (FileServer server = FileServer.of(namespace.sandbox().directory())) {
            namespace.sandbox().write("one.yaml", map("a", "blue")).write("more/two.yaml", map("b", "blue"))
                    .write("web.yaml", map("c", "blue"));
            String[] files = {"-a", "demo", "-n", namespace.name(), "-y", "-f", "one.yaml,more", "-f",
                server.url() + "/web.yaml"};

            run(namespace, "deploy.java", files).succeeds().saysOnOut("3 create");
            run(namespace, "deploy.java", with(files, "-f=" + server.url() + "/none.yaml"))
                    .failsClearly("cannot read " + server.url() + "/none.yaml: the answer is HTTP status 404");
        }
    }

    @Test
    void what_kapp_takes_for_its_own_pace_and_looks_is_taken(TestNamespace namespace) {
        deploy(namespace, map("a", "blue"), "--apply-concurrency", "3", "--apply-check-interval=1s",
                "--wait-concurrency",
                "2", "--sort", "--tty=false", "--color=false", "--kube-api-qps", "100", "--kube-api-burst=100",
                "--diff-against-last-applied=false", "--diff-anchored", "--apply-timeout", "1m",
                        "--wait-check-interval",
                "1s", "--default-label-scoping-rules=false", "--yes=true").succeeds();
        deploy(namespace, map("a", "blue"), "-a", "label:team=x").exits(2);
        assertFalse(namespace.kubectl("get", "configmap/demo", "-o", "name").out().isEmpty());
    }

    private static CommandResult deploy(TestNamespace namespace, String manifests, String... options) {
        namespace.sandbox().write("app.yaml", manifests);
        boolean isNamed = List.of(options).contains("-a");
        List<String> all = new ArrayList<>(List.of("-n", namespace.name(), "-f", "app.yaml", "-y"));
        all.addAll(isNamed ? List.of() : List.of("-a", "demo"));
        all.addAll(List.of(options));
        return run(namespace, "deploy.java", all.toArray(String[]::new));
    }

    private static CommandResult run(TestNamespace namespace, String script, String... arguments) {
        return namespace.sandbox().script(script, arguments);
    }

    private static String[] with(String[] options, String more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static long changes(TestNamespace namespace) {
        return namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/is-app-change", "-o", "name").out().lines()
                .count();
    }

    private static String field(TestNamespace namespace, String resource, String path) {
        return namespace.kubectl("get", resource, "-o", "jsonpath=" + path).succeeds().out();
    }

    private static String map(String name, String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {colour: " + colour
                + "}}\n---\n";
    }
}

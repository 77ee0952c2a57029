import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

@InCluster
class DeploymentTest {
    private static final String ALL = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: blue}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: token}, stringData: {password: s3cr3t}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: web, image: nginx, resources: {limits: {cpu: 0.5}}, envFrom: [{configMapRef: {name: settings}}]}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: busybox}]}}}
            """;

    @Test
    void a_deploy_waits_until_all_is_ready_and_a_second_one_changes_nothing(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");

        assertEquals(5, run.deploy(ALL).size());

        assertEquals("2", field(namespace, "deployment/web", "{.status.readyReplicas}"));
        assertEquals("1", field(namespace, "job/migrate", "{.status.succeeded}"));
        assertEquals(List.of(), run.deploy(ALL));
    }

    @Test
    void what_the_server_writes_in_another_way_is_no_change_each_time(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        String odd = """
                {apiVersion: v1, kind: Secret, metadata: {name: text}, stringData: {password: null, user: me}}
                ---
                {apiVersion: v1, kind: Secret, metadata: {name: bytes}, data: {password: null}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, labels: null}, data: {colour: null}}
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: nothing}, data: null}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: certificate}
                type: ''
                data:
                  tls.crt: |
                    LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0t
                    LS0t
                """;
        run.deploy(odd);

        assertEquals(List.of(), run.deploy(odd));
    }

    @Test
    void what_is_no_longer_wanted_goes_and_what_is_changed_is_updated(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(configMap("a", "blue") + configMap("b", "blue"));

        assertEquals(List.of("update configmap/a", "delete configmap/b"), run.deploy(configMap("a", "red")));

        assertEquals("red", field(namespace, "configmap/a", "{.data.colour}"));
        namespace.kubectl("get", "configmap/b").exits(1).saysOnErr("NotFound");
    }

    @Test
    void the_cluster_remembers_the_application_and_its_changes(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(configMap("a", "blue"));

        String record = field(namespace, "configmap/demo", "{.data.spec}");
        assertTrue(record.contains("\"usedGKs\":[{\"Group\":\"\",\"Kind\":\"ConfigMap\"}]"), record);
        assertTrue(record.contains("\"successful\":true"), record);
        assertTrue(record.contains("\"description\":\"update: Op: 1 create, 0 delete, 0 update, 0 noop, 0 exists / "
                + "Wait to: 1 reconcile, 0 delete, 0 noop\""), record);
        namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/app-change-app=demo", "-o", "name").succeeds()
                .saysOnOut("configmap/demo-change-");
    }

    @Test
    void a_deploy_that_failed_is_finished_by_the_next(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        String invalid = """
                {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80000}]}}
                ---
                """;

        Failure failure = assertThrows(Failure.class, () -> run.deploy(configMap("a", "blue") + invalid));

        assertTrue(failure.getMessage().contains("spec.ports[0].port: Invalid value: 80000"), failure::getMessage);
        assertTrue(field(namespace, "configmap/demo", "{.data.spec}").contains("\"successful\":false"));
        assertEquals(List.of("create service/web"), run.deploy(configMap("a", "blue")
                + "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}"));
    }

    @Test
    void a_resource_that_somebody_else_changes_meanwhile_is_compared_again(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(configMap("a", "blue"));
        DeployRun.Planned planned = run.plan(configMap("a", "red"));
        namespace.kubectl("annotate", "configmap/a", "note=kept").succeeds();

        Failure failure = assertThrows(Failure.class, planned::carryOut);

        assertEquals("cannot update configmap/a (v1) namespace: " + namespace.name()
                + ": somebody else has changed it since the changes were shown", failure.getMessage());
        assertEquals("blue", field(namespace, "configmap/a", "{.data.colour}"));
    }

    @Test
    void a_status_that_a_controller_writes_meanwhile_is_no_obstacle(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(ALL);
        DeployRun.Planned planned = run.plan(ALL.replace("replicas: 2", "replicas: 1"));
        namespace.kubectl("patch", "deployment/web", "--subresource=status", "--type=merge", "-p",
                "{\"status\":{\"conditions\":[{\"type\":\"Tested\",\"status\":\"True\"}]}}").succeeds();

        planned.carryOut();

        assertEquals("1", field(namespace, "deployment/web", "{.spec.replicas}"));
    }

    @Test
    void a_crd_and_its_resource_can_come_in_one_release(TestNamespace namespace) {
        String group = namespace.name() + ".example.com";
        DeployRun run = DeployRun.of(namespace, "demo");

        assertEquals(2, run.deploy("""
                {apiVersion: GROUP/v1, kind: Lamp, metadata: {name: desk}, spec: {colour: green}}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: lamps.GROUP}
                spec:
                  group: GROUP
                  scope: Namespaced
                  names: {plural: lamps, singular: lamp, kind: Lamp}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.replace("GROUP", group)).size());

        assertEquals("green", field(namespace, "lamps." + group + "/desk", "{.spec.colour}"));
        run.delete();
        namespace.kubectl("get", "crd", "lamps." + group).exits(1).saysOnErr("NotFound");
    }

    @Test
    void resources_of_another_application_are_left_to_it(TestNamespace namespace) {
        DeployRun.of(namespace, "first").deploy(configMap("a", "blue"));

        Failure failure = assertThrows(Failure.class,
                () -> DeployRun.of(namespace, "second").deploy(configMap("a", "red")));

        assertTrue(failure.getMessage().contains("'first' namespace: " + namespace.name()), failure::getMessage);
        DeployRun.of(namespace, "second").takingOver().deploy(configMap("a", "red"));
        assertEquals("red", field(namespace, "configmap/a", "{.data.colour}"));
    }

    @Test
    void a_version_that_another_application_has_is_left_to_it(TestNamespace namespace) {
        DeployRun.of(namespace, "first").deploy(configMap("a-ver-1", "blue"));
        String versioned = configMap("a, annotations: {kapp.k14s.io/versioned: \"\"}", "red");

        Failure failure = assertThrows(Failure.class,
                () -> DeployRun.of(namespace, "second").deploy(configMap("b", "red") + versioned));

        assertTrue(failure.getMessage().contains("Resource 'configmap/a-ver-1 (v1) namespace: " + namespace.name()
                + "' is already associated with a different app 'first'"), failure::getMessage);
        namespace.kubectl("get", "configmap/b").exits(1).saysOnErr("NotFound");
    }

    @Test
    void a_delete_leaves_nothing(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(ALL);

        run.delete();

        assertEquals("", namespace.kubectl("get", "deployments,replicasets,pods,jobs,services,secrets", "-o", "name")
                .succeeds().out());
        assertEquals("configmap/kube-root-ca.crt\n", namespace.kubectl("get", "configmaps", "-o", "name").out());
    }

    @Test
    void a_delete_waits_for_finalizers_and_names_them(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(configMap("a", "blue").replace("name: a", "name: a, finalizers: [example.com/guard]"));

        Failure failure = assertThrows(Failure.class, () -> run.delete("--wait-timeout", "1s"));

        assertTrue(failure.getMessage().contains("example.com/guard"), failure::getMessage);
        namespace.kubectl("patch", "configmap/a", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
    }

    private static String field(TestNamespace namespace, String resource, String path) {
        return namespace.kubectl("get", resource, "-o", "jsonpath=" + path).succeeds().out();
    }

    private static String configMap(String name, String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {colour: " + colour + "}}\n---\n";
    }
}

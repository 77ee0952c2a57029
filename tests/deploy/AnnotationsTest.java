import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What annotations of {@code kapp.k14s.io/} do in a cluster, beside the strategies. */
@InCluster
class AnnotationsTest {

    @Test
    void a_change_waits_for_the_group_that_its_rule_names(TestNamespace namespace) {
        String gate = job("gate", "change-group: 'steps-{namespace}'");
        String after = map("after", "x", "change-rule: 'upsert after upserting steps-{namespace}'");

        DeployRun.of(namespace, "demo").deploy(after + gate);

        String finished = field(namespace, "job/gate", "{.status.completionTime}");
        String made = field(namespace, "configmap/after", "{.metadata.creationTimestamp}");
        assertTrue(made.compareTo(finished) >= 0, made + " is before " + finished);
    }

    @Test
    void each_content_of_a_versioned_resource_is_an_object_and_pods_follow(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        String rest = """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: reader, annotations: {
                  kapp.k14s.io/versioned-explicit-ref: '{apiVersion: v1, kind: ConfigMap, name: settings}'}}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: web, image: nginx,
                  envFrom: [{configMapRef: {name: settings, optional: true}}]}],
                  volumes: [{name: v, configMap: {name: settings, optional: true}}]}}
                """;
        run.deploy(versioned("1", "") + rest);
        assertEquals(List.of(), run.deploy(versioned("1", "") + rest));
        assertEquals("settings-ver-1", field(namespace, "pod/web", "{.spec.volumes[0].configMap.name}"));
        rest = rest.substring(0, rest.indexOf("---"));

        for (int colour = 2; colour <= 7; colour++) {
            run.deploy(versioned("" + colour, "") + rest);
        }

        assertEquals("settings-ver-2 settings-ver-3 settings-ver-4 settings-ver-5 settings-ver-6 settings-ver-7",
                versions(namespace));
        assertTrue(field(namespace, "configmap/reader",
                "{.metadata.annotations.kapp\\.k14s\\.io/versioned-explicit-ref}")
                .contains("settings-ver-7"));
    }

    @Test
    void so_many_versions_stay_as_the_resource_says_and_its_own_name_if_it_says_so(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        for (int colour = 1; colour <= 4; colour++) {
            run.deploy(versioned("" + colour,
                    ", kapp.k14s.io/num-versions: '2', kapp.k14s.io/versioned-keep-original: ''"));
        }
        assertEquals("settings-ver-2 settings-ver-3 settings-ver-4", versions(namespace));
        assertEquals("4", field(namespace, "configmap/settings", "{.data.colour}"));
        run.delete();
        namespace.kubectl("get", "configmap/settings-ver-4").exits(1);
    }

    @Test
    void what_others_make_is_waited_for_and_left_alone(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        String both = map("theirs", "red", "exists: ''") + map("nobodys", "red", "noop: ''");

        Failure failure = assertThrows(Failure.class, () -> run.deploy(both, "--wait-timeout", "1s"));
        assertTrue(failure.getMessage().contains("configmap/theirs"), failure::getMessage);
        namespace.kubectl("create", "configmap", "theirs", "--from-literal=colour=green").succeeds();

        assertEquals(List.of(), run.deploy(both));
        assertEquals("green", field(namespace, "configmap/theirs", "{.data.colour}"));
        namespace.kubectl("get", "configmap/nobodys").exits(1);
        assertEquals(List.of(), run.deploy(map("own", "red", "exists: ''").replace("own", "theirs")));
    }

    @Test
    void a_nonce_changes_with_every_deploy_and_a_renewal_with_time(TestNamespace namespace) throws InterruptedException {
        DeployRun run = DeployRun.of(namespace, "demo");
        String both = map("often", "x", "nonce: ''") + map("sometimes", "x", "renew-duration: 1h")
                + map("soon", "x", "renew-duration: 1s");
        run.deploy(both);
        String nonce = "{.metadata.annotations.kapp\\.k14s\\.io/nonce}";
        String first = field(namespace, "configmap/often", nonce);
        Thread.sleep(1100);

        assertEquals(List.of("update configmap/often", "update configmap/soon"), run.deploy(both));

        assertNotEquals(first, field(namespace, "configmap/often", nonce));
        assertTrue(field(namespace, "configmap/soon", "{.metadata.annotations.kapp\\.k14s\\.io/last-renewed-time}")
                .endsWith("Z"));
    }

    @Test
    void what_is_owned_goes_with_its_owner_unless_it_asks_for_more(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "x", "") + map("b", "x", "owned-for-deletion: ''"));
        namespace.kubectl("create", "configmap", "owner").succeeds();
        String owner =
                "{\"metadata\":{\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"owner\","
                + "\"uid\":\"" + namespace.uid("configmap/owner") + "\"}]}}";
        namespace.kubectl("patch", "configmap/a", "--type=merge", "-p", owner).succeeds();
        namespace.kubectl("patch", "configmap/b", "--type=merge", "-p", owner).succeeds();

        List<String> deleted = run.deploy(map("c", "x", "")).stream().filter(line -> line.startsWith("delete"))
                .toList();

        assertEquals(List.of("delete configmap/b"), deleted);
    }

    @Test
    void what_is_no_longer_wanted_stays_as_an_orphan_where_it_says_so(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "x", "delete-strategy: orphan") + map("b", "x", ""));

        run.deploy(map("b", "x", ""));

        assertEquals("x", field(namespace, "configmap/a", "{.data.colour}"));
        assertEquals("", field(namespace, "configmap/a", "{.metadata.labels}"));
        assertEquals(List.of(), run.deploy(map("b", "x", "")));
    }

    @Test
    void a_few_replicas_or_none_may_be_enough(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");

        run.deploy(spread("few", "apps-v1-deployment-wait-minimum-replicas-available: '1'")
                + spread("none", "disable-wait: ''"), "--wait-timeout", "30s");

        assertEquals("1", field(namespace, "deployment/few", "{.status.readyReplicas}"));
        assertThrows(Failure.class, () -> run.deploy(spread("all", ""), "--wait-timeout", "2s"));
    }

    @Test
    void selectors_stay_as_they_are_where_the_resource_says_so(TestNamespace namespace) {
        String service = "{apiVersion: v1, kind: Service, metadata: {name: NAME, annotations: {ANNOTATION}}, "
                + "spec: {selector: {app: web}, ports: [{port: 80}]}}\n---\n";

        DeployRun.of(namespace, "demo").deploy(service.replace("NAME", "scoped").replace("ANNOTATION", "")
                + service.replace("NAME", "open").replace("ANNOTATION", "kapp.k14s.io/disable-label-scoping: ''"));

        assertTrue(field(namespace, "service/scoped", "{.spec.selector}").contains("kapp.k14s.io/app"));
        assertEquals("{\"app\":\"web\"}", field(namespace, "service/open", "{.spec.selector}"));
    }

    @Test
    void the_server_names_a_job_and_the_deploy_waits_for_that_very_one(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        String job = job("x", "nothing: ''").replace("name: x", "generateName: migrate-");

        assertEquals(List.of("create job/migrate-*"), run.deploy(job));
        assertEquals("1", field(namespace, "job", "{.items[0].status.succeeded}"));
        String first = field(namespace, "job", "{.items[0].metadata.name}");
        assertEquals("v1;" + namespace.name() + "/batch/Job/" + first + ";batch/v1", field(namespace, "job",
                "{.items[0].metadata.annotations.kapp\\.k14s\\.io/identity}"));

        assertEquals(List.of("create job/migrate-*", "delete job/" + first), run.deploy(job));
        assertTrue(namespace.kubectl("get", "jobs", "-o", "name").out().matches("job.batch/migrate-\\w+\n"));
    }

    @Test
    void the_newest_200_changes_are_remembered(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(map("a", "blue", ""));
        String label = field(namespace, "configmap/demo", "{.metadata.name}").isEmpty() ? ""
                : field(namespace, "configmap/a", "{.metadata.labels.kapp\\.k14s\\.io/app}");
        StringBuilder changes = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            changes.append("{apiVersion: v1, kind: ConfigMap, metadata: {name: demo-change-").append(i)
                    .append(", labels: {kapp.k14s.io/is-app-change: '', kapp.k14s.io/app-change-app: demo, "
                            + "kapp.k14s.io/app-change-app-label: '").append(label).append("'}}, data: {spec: "
                            + "'{\"startedAt\":\"2020-01-01T00:00:").append(String.format("%02d", i % 60))
                    .append("Z\"}'}}\n---\n");
        }
        namespace.sandbox().write("changes.yaml", changes.toString());
        namespace.kubectl("create", "-f", "changes.yaml").succeeds();

        run.deploy(map("a", "red", ""));

        assertEquals(200, namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/app-change-app=demo", "-o", "name")
                .out().lines().count());
    }

    private static String versions(TestNamespace namespace) {
        return field(namespace, "configmap", "{.items[?(@.data.colour)].metadata.name}").replaceAll("\\bsettings ", "")
                .strip();
    }

    private static String versioned(String colour, String more) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, annotations: {kapp.k14s.io/versioned: ''"
                + more + "}}, data: {colour: '" + colour + "'}}\n---\n";
    }

    /** Pods of which one node takes one. */
    private static String spread(String name, String annotation) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: NAME ANNOTATION}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: NAME}}
                  template:
                    metadata: {labels: {app: NAME}}
                    spec:
                      nodeSelector: {kubernetes.io/hostname: node-1}
                      affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
                        {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: NAME}}}]}}
                      containers: [{name: web, image: nginx}]
                ---
                """.replace("NAME", name).replace(" ANNOTATION", annotations(annotation));
    }

    private static String job(String name, String annotation) {
        return "{apiVersion: batch/v1, kind: Job, metadata: {name: " + name + annotations(annotation)
                + "}, spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: busybox}]}}}}\n---\n";
    }

    private static String map(String name, String colour, String annotation) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + annotations(annotation)
                + "}, data: {colour: "
                + colour + "}}\n---\n";
    }

    private static String annotations(String one) {
        return one.isEmpty() ? "" : ", annotations: {kapp.k14s.io/" + one + "}";
    }

    private static String field(TestNamespace namespace, String resource, String path) {
        return namespace.kubectl("get", resource, "-o", "jsonpath=" + path).succeeds().out();
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Clusters are compared with commits, and nothing is written. */
@InCluster
class DriftTest {
    private static final String WORKLOADS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: nginx@sha256:%1$s, resources: {limits: {cpu: 0.5}}, ports: [{containerPort: 80}]}]}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: token}, stringData: {password: s3cr3t}}
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: nightly}
            spec:
              schedule: "0 3 * * *"
              jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: nightly, image: busybox@sha256:%1$s}]}}}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: fresh, annotations: {kapp.k14s.io/nonce: ""}}}
            """.formatted("1".repeat(64));

    @Test
    void what_a_deploy_leaves_is_no_drift_however_much_the_server_adds(TestNamespace namespace) {
        workloads(namespace);
        Releases.deploy(namespace).succeeds();

        drift(namespace).succeeds().saysOnOut("demo (namespace: " + namespace.name() + "): no drift from ");
    }

    @Test
    void what_people_have_changed_removed_and_added_is_found_and_fixed(TestNamespace namespace) {
        workloads(namespace);
        Releases.deploy(namespace).succeeds();
        namespace.kubectl("scale", "deployment/web", "--replicas=1").succeeds();
        namespace.kubectl("patch", "secret/token", "-p", "{\"stringData\": {\"password\": \"0ther\"}}").succeeds();
        namespace.kubectl("delete", "service/web").succeeds();
        String label = namespace.kubectl("get", "deployment/web", "-o", "jsonpath={.metadata.labels.kapp\\.k14s\\.io/app}")
                .out();
        namespace.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: extra, labels: {kapp.k14s.io/app: '" + label
                + "'}, annotations: {kapp.k14s.io/identity: 'v1;" + namespace.name() + "//ConfigMap/extra;v1'}}}");
        String before = versions(namespace);

        CommandResult found = drift(namespace, "--json").exits(3);

        assertEquals(List.of("missing Service/web []", "changed Deployment/web [\"spec.replicas\"]",
                "changed Secret/token [\"data.password\"]", "extra ConfigMap/extra []").stream().sorted().toList(),
                findings(found));
        assertTrue(environment(found).path("resources").toString().contains("\"writers\":[\"kubectl"), found::toString);
        assertEquals(before, versions(namespace));

        CommandResult shown = drift(namespace, "-c").exits(3).saysOnOut("changed     deployment/web (apps/v1)",
                "spec.replicas", "replicas: 1", "missing     service/web");
        assertTrue(!shown.out().contains("0ther") && !shown.out().contains("MHRoZXI"), shown::toString);

        drift(namespace, "--fix", "--yes").succeeds();
        drift(namespace).succeeds();
        assertEquals("2", namespace.kubectl("get", "deployment/web", "-o", "jsonpath={.spec.replicas}").out());
    }

    @Test
    void what_is_not_ready_is_told_with_what_it_waits_for(TestNamespace namespace) {
        Releases.repository(namespace).write("umbrella-chart/templates/public.yaml", "{apiVersion: v1, kind: Service, "
                + "metadata: {name: public}, spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}}\n");
        Releases.commit(namespace.sandbox(), "Publish");
        Releases.deploy(namespace, "--no-wait").succeeds();

        drift(namespace).exits(3).saysOnOut("not ready   service/public", "Load balancer ingress is empty");
    }

    @Test
    void commits_that_are_not_deployed_are_drift_too(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        Releases.deploy(namespace).succeeds();
        String red = Releases.paint(sandbox, "red");

        CommandResult found = drift(namespace, "--json").exits(3);

        assertEquals(List.of(red), environment(found).path("undeployed").findValuesAsText("commit"));
        assertEquals(List.of(), findings(found));
        drift(namespace, "--at", "HEAD").exits(3).saysOnOut("undeployed  " + red.substring(0, 10) + " Paint it red",
                "outdated    configmap/settings", "data.colour");
        drift(namespace, "--fix", "--yes").exits(3).saysOnErr("1 commit stays undeployed");
        assertEquals("blue", Releases.colour(namespace));
        drift(namespace, "--at", "HEAD", "--fix", "--yes").succeeds();
        assertEquals("red", Releases.colour(namespace));
    }

    @Test
    void it_fails_where_nothing_tells_what_the_cluster_should_have(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        drift(namespace).failsClearly("there is no application demo in namespace " + namespace.name(), "--at HEAD");
        drift(namespace, "--at", "HEAD").exits(3).saysOnOut("missing     configmap/settings");
        sandbox.script("render.java").succeeds();
        Releases.deploy(namespace, "-f", ".release/state.yaml").succeeds();

        drift(namespace).failsClearly("files were deployed, and not a commit", "--at HEAD");
        drift(namespace, "--at", "HEAD").succeeds();

        Releases.deploy(namespace).succeeds();
        String spec = namespace.kubectl("get", "configmap/demo", "-o", "jsonpath={.data.spec}").out();
        String other = EmbeddedJson.write(Json.object().set("data", Json.object().put("spec",
                spec.replaceAll("demo-change-\\w+", "demo-change-other"))));
        namespace.kubectl("patch", "configmap/demo", "--type=merge", "-p", other).succeeds();
        drift(namespace).failsClearly("another tool has changed it last");
    }

    @Test
    void many_environments_are_compared_in_one_run(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace)
                .write("umbrella-chart/templates/settings.yaml", Releases.settings("blue")
                        .replace("name: settings", "name: \"{{ .Release.Name }}-settings\""))
                .write("gitops.yaml", "namespace: " + namespace.name() + "\nenvironments:\n"
                        + "  develop: {application: dev}\n  production: {application: prod}\n");
        Releases.commit(sandbox, "Have environments");
        GitRepositories.git(sandbox, "branch", "develop");
        GitRepositories.git(sandbox, "branch", "production");
        Releases.deploy(namespace, "--env", "develop").succeeds();

        drift(namespace, "--all").exits(1).saysOnOut("develop, dev (namespace: ", "no drift")
                .saysOnErr("production: there is no application prod");

        Releases.deploy(namespace, "--env", "production").succeeds();
        namespace.kubectl("patch", "configmap/prod-settings", "-p", "{\"data\": {\"colour\": \"red\"}}").succeeds();
        CommandResult found = drift(namespace, "--env", "develop,production", "--json").exits(3);
        assertEquals(List.of("false", "true"), json(found).path("environments").findValuesAsText("drift").stream()
                .filter(drift -> !drift.equals("changed")).toList());
        drift(namespace, "--all", "--fix", "--yes").succeeds();
        GitRepositories.git(sandbox, "switch", "-q", "production");
        drift(namespace).succeeds().saysOnOut("production, prod (namespace: ", "no drift");
        drift(namespace, "--all").succeeds();
    }

    private static void workloads(TestNamespace namespace) {
        Releases.repository(namespace).write("umbrella-chart/templates/workloads.yaml", WORKLOADS);
        Releases.commit(namespace.sandbox(), "Add workloads");
    }

    private static CommandResult drift(TestNamespace namespace, String... options) {
        List<String> all = new ArrayList<>(List.of("drift"));
        all.addAll(List.of(options));
        return namespace.sandbox().script("deploy.java", all.toArray(String[]::new));
    }

    private static JsonNode json(CommandResult result) {
        return EmbeddedJson.read(result.out()).orElseThrow(() -> new AssertionError(result));
    }

    private static JsonNode environment(CommandResult result) {
        return json(result).path("environments").get(0);
    }

    private static List<String> findings(CommandResult result) {
        return StreamSupport.stream(environment(result).path("resources").spliterator(), false)
                .map(one -> one.path("drift").asText() + " " + one.path("kind").asText() + "/" + one.path("name").asText()
                        + " " + one.path("fields")).sorted().toList();
    }

    private static String versions(TestNamespace namespace) {
        return namespace.kubectl("get", "configmaps,deployments,services,secrets,cronjobs", "-o",
                "jsonpath={range .items[*]}{.metadata.name}={.metadata.resourceVersion}{\"\\n\"}{end}").succeeds().out();
    }
}

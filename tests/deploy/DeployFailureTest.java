import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read when a resource does not become ready, and who may not do what. */
@InCluster
class DeployFailureTest {
    private static final String FAILING_JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate}
            spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never, containers: [{name: m, image: failing}]}}}
            """;

    @Test
    void a_pod_that_no_node_takes_is_named_with_its_reason(TestNamespace namespace) {
        Failure failure = fails(namespace, deployment("nginx", "nodeSelector: {no: where}"), "2s");

        assertEquals("timed out waiting after 2 s for deployment/web (apps/v1) namespace: " + namespace.name()
                + ": Waiting for 1 unavailable replicas", failure.getMessage());
        assertTrue(failure.advice().contains("is Pending: Unschedulable: 0/2 nodes are available"), failure::advice);
    }

    @Test
    void a_container_that_crashes_is_named_with_its_log(TestNamespace namespace) {
        Failure failure = fails(namespace, deployment("crashing", ""), "2s");

        assertTrue(failure.advice().contains("container web: waiting: CrashLoopBackOff: back-off 40s restarting failed "
                + "container, 3 restarts, the last time terminated with exit status 1: Error"), failure::advice);
        assertTrue(failure.advice().contains("  web | listening on port 8080"), failure::advice);
    }

    @Test
    void a_job_that_fails_ends_the_deploy(TestNamespace namespace) {
        Failure failure = fails(namespace, FAILING_JOB, "1m");

        assertTrue(failure.getMessage().startsWith("job/migrate (batch/v1) namespace: " + namespace.name()
                + " failed: Failed with reason BackoffLimitExceeded"), failure::getMessage);
    }

    @Test
    void a_failed_job_is_explained_by_its_pod_log_and_events(TestNamespace namespace) {
        Failure failure = fails(namespace, FAILING_JOB, "1m");

        assertTrue(failure.advice().matches("(?s).*job/migrate has Failed=True: BackoffLimitExceeded: .*"
                + "pod/migrate-\\S+ is Failed\n  container m: terminated with exit status 1: Error\n"
                + "  m \\| listening on port 8080\n.*event BackoffLimitExceeded of migrate: .*"), failure::advice);
    }

    @Test
    void an_image_that_cannot_be_pulled_is_named(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(deployment("stuck", ""), "--wait=false");
        Await.until("there is a pod", () -> !namespace.kubectl("get", "pods", "-o", "name").out().isEmpty());
        String pod = namespace.kubectl("get", "pods", "-o", "name").out().strip();
        namespace.kubectl("patch", pod, "--subresource=status", "--type=merge", "-p", "{\"status\":{\"containerStatuses\":"
                + "[{\"name\":\"web\",\"image\":\"stuck\",\"imageID\":\"\",\"ready\":false,\"restartCount\":0,\"state\":{\"waiting\":"
                + "{\"reason\":\"ImagePullBackOff\",\"message\":\"Back-off pulling image stuck\"}}}]}}").succeeds();

        Failure failure = fails(namespace, deployment("stuck", ""), "2s");

        assertTrue(failure.advice().contains("container web: waiting: ImagePullBackOff: Back-off pulling image stuck"),
                failure::advice);
        assertTrue(failure.advice().contains("deployment/web has Available=False: "), failure::advice);
    }

    @Test
    void pods_that_may_not_be_made_are_explained_by_the_condition_and_the_event(TestNamespace namespace) {
        Failure failure = fails(namespace, deployment("nginx", "serviceAccountName: nobody"), "3s");

        assertTrue(failure.advice().contains("deployment/web has ReplicaFailure=True: FailedCreate: "), failure::advice);
        assertTrue(failure.advice().matches("(?s).*event FailedCreate of web-\\S+( \\(\\d+ times\\))?: .*nobody.*"),
                failure::advice);
    }

    @Test
    void others_are_waited_for_after_a_failure_if_that_is_wanted(TestNamespace namespace) {
        Failure failure = assertThrows(Failure.class, () -> DeployRun.of(namespace, "demo").deploy(FAILING_JOB + "---\n"
                + deployment("stuck", ""), "--wait-timeout", "3s", "--exit-early-on-wait-error=false"));

        assertTrue(failure.getMessage().matches("(?s)2 changes failed:\n- job/migrate .* failed: .*\n- timed out waiting "
                + "after 3 s for deployment/web .*"), failure::getMessage);
    }

    @Test
    void what_failed_before_and_is_unchanged_fails_again(TestNamespace namespace) {
        String manifests = deployment("stuck", "");
        fails(namespace, manifests, "1s");

        Failure failure = fails(namespace, manifests, "1s");

        assertTrue(failure.getMessage().startsWith("timed out waiting after 1 s for deployment/web"), failure::getMessage);
    }

    @Test
    void a_resource_limit_ends_before_the_limit_of_all(TestNamespace namespace) {
        Failure failure = assertThrows(Failure.class, () -> DeployRun.of(namespace, "demo")
                .deploy(deployment("stuck", ""), "--wait-resource-timeout", "1s"));

        assertTrue(failure.getMessage().startsWith("timed out waiting after 1 s"), failure::getMessage);
    }

    @Test
    void without_waiting_nothing_has_to_become_ready(TestNamespace namespace) {
        assertEquals(1, DeployRun.of(namespace, "demo").deploy(deployment("stuck", ""), "--wait=false").size());
    }

    @Test
    void a_resource_that_would_be_the_record_of_the_application_is_named(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: demo}}\n");

        namespace.sandbox().script("deploy.java", "-a", "demo", "-n", namespace.name(), "-f", "app.yaml", "-y")
                .failsClearly("the ConfigMap demo of the release has the name of the application");
        namespace.kubectl("get", "configmap/demo").exits(1);
    }

    @Test
    void a_namespace_that_is_missing_is_named_with_what_makes_it(TestNamespace namespace) {
        String[] deploy = {"-a", "demo", "-n", namespace.name() + "-none", "-f", "app.yaml", "-y"};
        namespace.sandbox().write("app.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}\n");

        namespace.sandbox().script("deploy.java", deploy).failsClearly("namespaces \"" + namespace.name()
                + "-none\" not found", "make it with --create-namespace");
    }

    @Test
    void resources_are_looked_for_in_the_namespaces_of_the_application_only_if_wanted(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            String configMap = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}";
            DeployRun.of(namespace, "demo").deploy(configMap);

            assertEquals(List.of(), DeployRun.of(namespace, "demo")
                    .as(server.kubeconfig(), "--dangerous-scope-to-fallback-allowed-namespaces").deploy(configMap));

            assertTrue(server.requests().contains("GET /api/v1/namespaces/" + namespace.name() + "/configmaps"));
            assertFalse(server.requests().contains("GET /api/v1/configmaps"), server.requests()::toString);
        }
    }

    @Test
    void rights_in_one_namespace_are_enough(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo").as(namespace.restrictedKubeconfig());

        assertEquals(1, run.deploy(deployment("nginx", "")).size());
        assertEquals(List.of(), run.deploy(deployment("nginx", "")));
        run.delete();

        namespace.kubectl("get", "deployment/web").exits(1).saysOnErr("NotFound");
    }

    @Test
    void a_right_that_is_missing_is_named(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo").as(namespace.restrictedKubeconfig());

        Failure failure = assertThrows(Failure.class,
                () -> run.deploy("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace.name() + "-new}}"));

        assertTrue(failure.getMessage().contains("User \"system:serviceaccount:" + namespace.name() + ":restricted\" cannot create "
                + "resource \"namespaces\""), failure::getMessage);
    }

    private static Failure fails(TestNamespace namespace, String manifests, String timeout) {
        return assertThrows(Failure.class,
                () -> DeployRun.of(namespace, "demo").deploy(manifests, "--wait-timeout", timeout));
    }

    private static String deployment(String image, String more) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: %s}], %s}
                """.formatted(image, more);
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Whether a deploy goes on with the rest when one resource fails. */
@InCluster
class EarlyExitTest {
    private static final String BAD_BESIDE_TWO_IN_ORDER = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: first, annotations: {kapp.k14s.io/change-group: example.com/first}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: second
              annotations: {kapp.k14s.io/change-rule: upsert after upserting example.com/first}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: bad}, data: {"no key!": x}}
            """;
    private static final String FAILING_JOB_BESIDE_A_DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: nginx}]}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate}
            spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never, containers: [{name: m, image: failing}]}}}
            """;

    @Test
    void what_comes_after_a_change_that_fails_is_not_begun(TestNamespace namespace) {
        Failure failure = fails(namespace, BAD_BESIDE_TWO_IN_ORDER);

        assertTrue(failure.getMessage().startsWith("cannot create configmap/bad"), failure::getMessage);
        assertTrue(failure.advice().contains("not begun: create configmap/second\n"), failure::advice);
        namespace.kubectl("get", "configmap/second").exits(1).saysOnErr("NotFound");
    }

    @Test
    void what_does_not_depend_on_it_is_made_if_that_is_wanted(TestNamespace namespace) {
        Failure failure = fails(namespace, BAD_BESIDE_TWO_IN_ORDER, "--exit-early-on-apply-error=false");

        assertTrue(failure.getMessage().startsWith("cannot create configmap/bad"), failure::getMessage);
        assertTrue(failure.advice().contains("2 of 3 changes are done.\n"), failure::advice);
        assertEquals("configmap/second\n", namespace.kubectl("get", "configmap/second", "-o", "name").out());
    }

    @Test
    void what_has_not_failed_is_waited_for_if_that_is_wanted(TestNamespace namespace) {
        Failure failure = fails(namespace, FAILING_JOB_BESIDE_A_DEPLOYMENT, "--exit-early-on-wait-error=false");

        assertTrue(failure.getMessage().startsWith("job/migrate (batch/v1)"), failure::getMessage);
        assertTrue(failure.advice().contains("done: create deployment/web\n"), failure::advice);
    }

    private static Failure fails(TestNamespace namespace, String manifests, String... options) {
        return assertThrows(Failure.class, () -> DeployRun.of(namespace, "demo").deploy(manifests, options));
    }
}

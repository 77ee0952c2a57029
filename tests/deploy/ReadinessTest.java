//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far resources are, in the words that kapp printed for the same objects. */
class ReadinessTest {
    @Test
    void a_deployment_is_done_when_all_replicas_are_there() {
        assertIs("done:", deployment("2", "observedGeneration: 1, readyReplicas: 2, replicas: 2"));
        assertIs("done:", deployment("0", "observedGeneration: 1"));
        assertIs("ongoing: Waiting for generation 1 to be observed", deployment("2", ""));
        assertIs("ongoing: Waiting for 1 unavailable replicas",
                deployment("2", "observedGeneration: 1, readyReplicas: 1, unavailableReplicas: 1"));
        assertIs("ongoing: Waiting for 1/2 replicas to be ready",
                deployment("2", "observedGeneration: 1, readyReplicas: 1"));
    }

    @Test
    void a_deployment_that_makes_no_progress_has_failed() {
        assertIs("failed: Deployment is not progressing: Late (message: too late)",
                deployment("2", "observedGeneration: 1, conditions: ["
                        + "{type: ReplicaFailure, status: 'True', reason: Quota, message: exceeded}, "
                        + "{type: Progressing, status: 'False', reason: Late, message: too late}]"));
        assertIs("ongoing: Deployment has encountered replica failure: Quota (message: exceeded)",
                deployment("2", "observedGeneration: 1, conditions: ["
                        + "{type: ReplicaFailure, status: 'True', reason: Quota, message: exceeded}]"));
    }

    @Test
    void a_deployment_may_be_content_with_a_few_replicas() {
        assertEquals("done:", withAvailable("2", 2));
        assertEquals("done:", withAvailable("50%", 2));
        assertEquals("done:", withAvailable("60%", 2));
        assertEquals("done:", withAvailable("9", 4));
        assertEquals("ongoing: Waiting for at least 1 available replicas (currently 2 available)",
                withAvailable("3", 2));
        assertEquals("ongoing: Waiting for at least 1 available replicas (currently 2 available)",
                withAvailable("75%", 2));
        assertEquals("failed: kapp.k14s.io/apps-v1-deployment-wait-minimum-replicas-available is a number or a "
                + "percentage, not \"some\"", withAvailable("some", 2));
    }

    @Test
    void a_daemon_set_is_done_when_its_pods_are_new_and_available() {
        assertIs("done:", daemonSet("updatedNumberScheduled: 2, numberAvailable: 2"));
        assertIs("ongoing: Waiting for 1 updated pods to be scheduled", daemonSet("updatedNumberScheduled: 1"));
        assertIs("ongoing: Waiting for 1 unavailable pods",
                daemonSet("updatedNumberScheduled: 2, numberUnavailable: 1"));
    }

    @Test
    void a_stateful_set_is_done_when_it_is_rolled_out() {
        assertIs("done:", statefulSet("", "replicas: 3, updatedReplicas: 3, readyReplicas: 3"));
        assertIs("ongoing: Waiting for 2 replicas to be updated",
                statefulSet("", "replicas: 3, updatedReplicas: 1, readyReplicas: 2"));
        assertIs("ongoing: Waiting for 1 replicas to be ready",
                statefulSet("", "replicas: 4, updatedReplicas: 3, readyReplicas: 2"));
        assertIs("ongoing: Waiting for 1 replicas to be deleted",
                statefulSet("", "replicas: 4, updatedReplicas: 3, readyReplicas: 4"));
    }

    @Test
    void the_partition_of_a_stateful_set_is_respected() {
        String partition = ", updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: %s}}";
        assertIs("done:", statefulSet(partition.formatted(2), "replicas: 3, updatedReplicas: 1, readyReplicas: 3"));
        assertIs("ongoing: Waiting for 1 replicas to be updated (updating only 2 of 3 total)",
                statefulSet(partition.formatted(1), "replicas: 3, updatedReplicas: 1, readyReplicas: 3"));
    }

    @Test
    void a_job_is_done_when_it_completed() {
        assertIs("done: Completed", job("conditions: [{type: Complete, status: 'True'}]"));
        assertIs("ongoing: Waiting to complete (1 active, 2 failed, 0 succeeded)", job("active: 1, failed: 2"));
        assertIs("failed: Failed with reason BackoffLimitExceeded: no more", job("conditions: [{type: Failed, "
                + "status: 'True', reason: BackoffLimitExceeded, message: no more}]"));
    }

    @Test
    void a_pod_is_done_when_it_is_ready_or_has_succeeded() {
        String conditions = "phase: Running, conditions: [{type: Initialized, status: 'True'}, "
                + "{type: PodScheduled, status: 'True'}%s]";
        assertIs("done:", pod("phase: Succeeded"));
        assertIs("done:", pod(conditions.formatted(", {type: Ready, status: 'True'}")));
        assertIs("ongoing: Condition Ready is not set", pod(conditions.formatted("")));
        assertIs("ongoing: Condition Ready is not True (False)",
                pod(conditions.formatted(", {type: Ready, status: 'False'}")));
        assertIs("failed: Phase is failed", pod("phase: Failed"));
        assertIs("failed: Phase is unknown", pod("phase: Unknown"));
    }

    @Test
    void a_pending_pod_says_why() {
        assertIs("ongoing: Pending", pod("phase: Pending"));
        assertIs("ongoing: Pending: Unschedulable (message: no nodes)", pod("phase: Pending, conditions: ["
                + "{type: PodScheduled, status: 'False', reason: Unschedulable, message: no nodes}]"));
        assertIs("ongoing: Pending: ImagePullBackOff (message: Back-off)", pod("phase: Pending, containerStatuses: ["
                + "{state: {waiting: {reason: ImagePullBackOff, message: Back-off}}}]"));
        assertIs("ongoing: Pending: CrashLoopBackOff", pod("phase: Pending, containerStatuses: [{state: {waiting: "
                + "{reason: PodInitializing}}}], "
                + "initContainerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}}]"));
    }

    @Test
    void a_service_is_done_when_it_has_its_address() {
        assertIs("done:", service("clusterIP: 10.0.0.1", ""));
        assertIs("done: External service", service("type: ExternalName", ""));
        assertIs("ongoing: ClusterIP is empty", service("type: ClusterIP", ""));
        assertIs("ongoing: Load balancer ingress is empty", service("clusterIP: 10.0.0.1, type: LoadBalancer", ""));
        assertIs("done:", service("clusterIP: 10.0.0.1, type: LoadBalancer",
                "loadBalancer: {ingress: [{ip: 1.2.3.4}]}"));
    }

    @Test
    void definitions_of_apis_are_done_when_their_conditions_are_true() {
        String crd = "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a}, "
                + "status: {conditions: [{type: NamesAccepted, status: 'True'}%s]}}";
        assertIs("done:", Samples.yaml(crd.formatted(", {type: Established, status: 'True'}")));
        assertIs("ongoing: Condition Established is not set", Samples.yaml(crd.formatted("")));
        assertIs("ongoing: Condition Available is not True (False)", Samples.yaml(
                "{apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: {name: a}, "
                + "status: {conditions: [{type: Available, status: 'False'}]}}"));
    }

    @Test
    void anything_else_is_done_at_once() {
        assertIs("done:", Samples.yaml("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a}}"));
        assertIs("done:", Samples.yaml("{apiVersion: example.com/v1, kind: Deployment, metadata: {name: a}}"));
        for (JsonNode sample : Samples.live("2-live.yaml")) {
            assertEquals(Verdict.State.DONE, new Readiness(List.of()).of(sample).state());
        }
    }

    @Test
    void what_is_being_deleted_is_never_done() {
        assertIs("ongoing: Deleting", Samples.yaml(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, deletionTimestamp: '2026-01-01T00:00:00Z'}}"));
        assertIs("ongoing: Waiting on finalizers: a/b, c/d", Samples.yaml("{apiVersion: v1, kind: ConfigMap, "
                + "metadata: {name: a, deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [a/b, c/d]}}"));
    }

    @Test
    void what_is_associated_comes_in_the_order_in_which_it_is_told() {
        String one = "{apiVersion: v1, kind: %s, metadata: {name: %s, creationTimestamp: '2026-01-0%sT00:00:00Z', "
                + "labels: {kapp.k14s.io/association: %s}}}";
        JsonNode web = Samples.yaml(one.formatted("Deployment", "web", 1, "v1.a"));
        assertEquals(List.of("new", "old", "pod"), Readiness.associated(web, List.of(
                Samples.yaml(one.formatted("Pod", "pod", 3, "v1.a")),
                Samples.yaml(one.formatted("Pod", "other", 3, "v1.b")),
                Samples.yaml(one.formatted("Endpoints", "endpoints", 3, "v1.a")),
                Samples.yaml(one.formatted("ReplicaSet", "old", 1, "v1.a")),
                Samples.yaml(one.formatted("ReplicaSet", "new", 2, "v1.a")),
                web)).stream().map(resource -> resource.path("metadata").path("name").asText()).toList());
        JsonNode alone = Samples.yaml("{apiVersion: v1, kind: Deployment, metadata: {name: web, labels: "
                + "{kapp.k14s.io/association: v1.a}, "
                + "annotations: {kapp.k14s.io/disable-associated-resources-wait: ''}}}");
        assertEquals(List.of(), Readiness.associated(alone, List.of(
                Samples.yaml(one.formatted("Pod", "pod", 3, "v1.a")))));
    }

    private static void assertIs(String expected, JsonNode live) {
        assertEquals(expected, text(new Readiness(List.of()).of(live)));
    }

    private static String text(Verdict verdict) {
        return (verdict.state().name().toLowerCase() + ": " + verdict.message()).strip();
    }

    /** Of 4 replicas, so many are available in the new ReplicaSet, and all in the old one. */
    private static String withAvailable(String minimum, int available) {
        JsonNode deployment = Samples.yaml("{apiVersion: apps/v1, kind: Deployment, "
                + "metadata: {name: web, generation: 1, annotations: {deployment.kubernetes.io/revision: '2', "
                + "kapp.k14s.io/apps-v1-deployment-wait-minimum-replicas-available: '" + minimum + "'}}, "
                + "spec: {replicas: 4}, status: {observedGeneration: 1, unavailableReplicas: 3}}");
        String replicaSet = "{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: web-%s, generation: 1, "
                + "annotations: {deployment.kubernetes.io/revision: '%s'}}, "
                + "status: {observedGeneration: 1, availableReplicas: %s}}";
        return text(new Readiness(List.of()).of(deployment, List.of(Samples.yaml(replicaSet.formatted("a", 1, 4)),
                Samples.yaml(replicaSet.formatted("b", 2, available))), Instant.EPOCH, Instant.EPOCH));
    }

    private static JsonNode deployment(String replicas, String status) {
        return Samples.yaml("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, generation: 1}, spec: "
                + "{replicas: " + replicas + "}, status: {" + status + "}}");
    }

    private static JsonNode daemonSet(String status) {
        return Samples.yaml("{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: a, generation: 1}, "
                + "status: {observedGeneration: 1, desiredNumberScheduled: 2, " + status + "}}");
    }

    private static JsonNode statefulSet(String strategy, String status) {
        return Samples.yaml("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a, generation: 1}, spec: "
                + "{replicas: 3" + strategy + "}, status: {observedGeneration: 1, " + status + "}}");
    }

    private static JsonNode job(String status) {
        return Samples.yaml("{apiVersion: batch/v1, kind: Job, metadata: {name: a}, status: {" + status + "}}");
    }

    private static JsonNode pod(String status) {
        return Samples.yaml("{apiVersion: v1, kind: Pod, metadata: {name: a}, status: {" + status + "}}");
    }

    private static JsonNode service(String spec, String status) {
        return Samples.yaml("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {" + spec + "}, "
                + "status: {" + status + "}}");
    }
}

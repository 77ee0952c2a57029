import org.junit.jupiter.api.Test;

@InCluster
class ControlPlaneTest {
    @Test
    void deployments_roll_out(TestNamespace namespace) {
        namespace.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: nginx}]}
                """);

        namespace.kubectl("rollout", "status", "deployment/web", "--timeout=30s").succeeds();
        namespace.kubectl("logs", "deployment/web").succeeds().saysOnOut("listening on port 8080");
    }

    @Test
    void jobs_complete_and_fail(TestNamespace namespace) {
        namespace.apply(job("works", "busybox") + "---\n" + job("breaks", "failing"));

        namespace.kubectl("wait", "job/works", "--for=condition=Complete", "--timeout=30s").succeeds();
        namespace.kubectl("wait", "job/breaks", "--for=condition=Failed", "--timeout=30s").succeeds();
    }

    private static String job(String name, String image) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s}
                spec:
                  backoffLimit: 0
                  template: {spec: {restartPolicy: Never, containers: [{name: c, image: %s}]}}
                """.formatted(name, image);
    }
}

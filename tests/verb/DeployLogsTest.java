//SOURCES Demo.java

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Logs that are printed while a deploy goes on. */
@InCluster
class DeployLogsTest {

    @Test
    void pods_that_ask_for_it_have_their_logs_printed(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", job("first", "kapp.k14s.io/deploy-logs: for-new, "
                + "kapp.k14s.io/deploy-logs-container-names: side") + job("second", "other: x"));

        String err = Demo.run(namespace, "deploy.java -f app.yaml -y").succeeds().err();

        assertTrue(err.matches("(?s).*logs \\| first-\\S+ > side \\| listening on port 8080\n.*"), err);
        assertFalse(err.contains("> main |"), err);
        assertFalse(err.contains("logs | second"), err);
    }

    @Test
    void all_logs_or_none_can_be_wanted(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", job("first", "kapp.k14s.io/deploy-logs: for-new"));
        assertFalse(Demo.run(namespace, "deploy.java -f app.yaml -y --logs=false").succeeds().err().contains("logs |"));

        namespace.sandbox().write("app.yaml", job("second", "other: x"));
        String err = Demo.run(namespace, "deploy.java -f app.yaml -y --logs-all").succeeds().err();

        assertTrue(err.contains("> main | listening") && err.contains("> side | listening"), err);
    }

    private static String job(String name, String annotation) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s}
                spec:
                  template:
                    metadata: {annotations: {%s}}
                    spec: {restartPolicy: Never, containers: [{name: main, image: busybox}, {name: side, image: busybox}]}
                ---
                """.formatted(name, annotation);
    }
}

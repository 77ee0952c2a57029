//SOURCES Demo.java

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

@InCluster
class InspectVerbTest {
    private static final String SECRET =
            "{apiVersion: v1, kind: Secret, metadata: {name: token}, stringData: {password: s3cr3t}}\n---\n";
    private static final String SERVICE =
            "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}\n";

    @Test
    void raw_resources_are_whole_but_for_the_values_of_secrets(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(SECRET + SERVICE);

        String raw = Demo.run(namespace, "deploy.java inspect --raw").succeeds()
                .saysOnOut("  name: web\n", "  clusterIP: ", "password: <-- value not shown (#1)\n").out();

        assertFalse(raw.contains("czNjcjN0") || raw.contains("s3cr3t"), raw);
        assertFalse(raw.contains("managedFields"), raw);
    }

    @Test
    void the_status_of_each_resource_is_shown(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(SECRET + SERVICE);

        Demo.run(namespace, "deploy.java inspect --status").succeeds().saysOnOut("Name       token  \n",
                "Kind       Service  \nStatus     loadBalancer: {}  \n", "2 resources\n");
        Demo.run(namespace, "deploy.java inspect --status --json").succeeds()
                .saysOnOut("\"status\": \"loadBalancer: {}\"", "\"status\": \"Status\"", "\"Notes\": null");
    }

    @Test
    void applications_of_all_namespaces_are_listed(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(SERVICE);

        String listed = Demo.run(namespace, "deploy.java list -A").succeeds().saysOnOut("Apps in all namespaces").out();

        assertTrue(listed.lines().anyMatch(line -> line.matches(namespace.name() + " +demo +" + namespace.name()
                + " +true +\\S+ *")), listed);
    }

    @Test
    void what_bears_labels_is_shown_without_an_application(TestNamespace namespace) {
        namespace.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: mine, labels: {for: "
                + namespace.name() + "}}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}\n");

        String shown = inspect(namespace, "label:for=" + namespace.name()).succeeds()
                .saysOnOut("Resources in app 'for=" + namespace.name() + "'", " mine ", "1 resources").out();

        assertFalse(shown.contains("other"), shown);
        inspect(namespace, "label:a b").exits(1).saysOnErr("unable to parse requirement");
        namespace.sandbox().run(List.of(Demo.LAUNCHER, Demo.script("delete.java"), "-a", "label:for=me", "-n",
                namespace.name())).exits(2).saysOnErr("the application is chosen by labels: label:for=me");
    }

    private static CommandResult inspect(TestNamespace namespace, String application) {
        return namespace.sandbox().run(List.of(Demo.LAUNCHER, Demo.script("deploy.java"), "inspect", "-a", application,
                "-n", namespace.name()));
    }
}

//SOURCES Demo.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

@InCluster
class DiffVerbTest {

    @Test
    void a_diff_shows_changes_and_makes_none(TestNamespace namespace) {
        deploy(namespace, "blue");
        namespace.sandbox().write("app.yaml", configMap("red"));

        Demo.run(namespace, "deploy.java diff -f app.yaml").succeeds()
                .saysOnOut("@@ update configmap/settings", "-   colour: blue", "+   colour: red", "1 update");

        assertEquals("blue", namespace.kubectl("get", "configmap/settings", "-o", "jsonpath={.data.colour}").out());
        assertEquals(1, namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/is-app-change", "-o", "name").out()
                .lines().count());
    }

    @Test
    void its_exit_status_says_whether_there_are_changes(TestNamespace namespace) {
        deploy(namespace, "blue");

        Demo.run(namespace, "deploy.java diff -f app.yaml --diff-exit-status").exits(2);
        namespace.sandbox().write("app.yaml", configMap("red"));
        Demo.run(namespace, "deploy.java diff -f app.yaml --diff-exit-status").exits(3);
    }

    @Test
    void only_the_table_is_shown_if_that_is_wanted(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("blue"));

        CommandResult diff = Demo.run(namespace, "deploy.java diff -f app.yaml -c=false").succeeds().saysOnOut("settings", "1 create");

        assertFalse(diff.out().contains("@@"), diff::toString);
    }

    private static void deploy(TestNamespace namespace, String colour) {
        namespace.sandbox().write("app.yaml", configMap(colour));
        DeployRun.of(namespace, "demo").deploy(configMap(colour));
    }

    private static String configMap(String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: " + colour + "}}\n";
    }
}

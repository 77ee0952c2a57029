//SOURCES Demo.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

@InCluster
class DiffVerbTest {
    private static final String SECRET =
            "{apiVersion: v1, kind: Secret, metadata: {name: token}, stringData: {password: s3cr3t}}\n";

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

        CommandResult diff = Demo.run(namespace, "deploy.java diff -f app.yaml -c=false").succeeds()
                .saysOnOut("settings", "1 create");

        assertFalse(diff.out().contains("@@"), diff::toString);
    }

    @Test
    void the_table_and_the_line_numbers_can_be_left_out(TestNamespace namespace) {
        deploy(namespace, "blue");
        namespace.sandbox().write("app.yaml", configMap("red"));

        String diff = Demo.run(namespace, "deploy.java diff -f app.yaml --diff-summary=false --diff-line-numbers=false")
                .succeeds().saysOnOut("@@ update configmap/settings", "\n-   colour: blue\n+   colour: red\n").out();

        assertFalse(diff.contains("Changes") || diff.contains("Op:"), diff);
    }

    @Test
    void resources_are_shown_as_they_will_be_if_that_is_wanted(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("red") + "---\n" + SECRET);

        Demo.run(namespace, "deploy.java diff -f app.yaml -c=false --diff-changes-yaml --diff-summary=false").succeeds()
                .saysOnOut("---\n", "  colour: red\n", "  name: settings\n", "  name: token\n",
                        "password: <-- value not shown (#1)\n");
    }

    @Test
    void values_of_secrets_are_hidden_unless_they_are_asked_for(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", SECRET);

        CommandResult hidden = Demo.run(namespace, "deploy.java diff -f app.yaml");
        CommandResult shown = Demo.run(namespace, "deploy.java diff -f app.yaml --diff-mask=false");

        assertFalse((hidden.succeeds().out() + hidden.err()).matches("(?s).*(s3cr3t|czNjcjN0).*"), hidden::toString);
        shown.succeeds().saysOnOut("password: s3cr3t\n");
    }

    @Test
    void what_is_there_without_an_application_is_not_looked_for_if_that_is_not_wanted(TestNamespace namespace) {
        namespace.apply(configMap("blue"));
        namespace.sandbox().write("app.yaml", configMap("red"));

        Demo.run(namespace, "deploy.java diff -f app.yaml").succeeds().saysOnOut("0 create, 0 delete, 1 update");
        Demo.run(namespace, "deploy.java diff -f app.yaml --existing-non-labeled-resources-check=false").succeeds()
                .saysOnOut("1 create, 0 delete, 0 update");
    }

    private static void deploy(TestNamespace namespace, String colour) {
        namespace.sandbox().write("app.yaml", configMap(colour));
        DeployRun.of(namespace, "demo").deploy(configMap(colour));
    }

    private static String configMap(String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: " + colour + "}}\n";
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scripts, as people call them. */
@InCluster
class DeployScriptTest {

    @Test
    void the_example_is_deployed_once_changed_and_deleted(TestNamespace namespace) {
        namespace.sandbox().copy("example");
        String[] example = {"-C", "example", "-n", namespace.name(), "--yes"};

        run(namespace, "deploy.java", example).succeeds().saysOnErr("Succeeded");
        run(namespace, "deploy.java", with(example, "--apply-exit-status")).exits(2);
        run(namespace, "delete.java", example).succeeds().saysOnErr("Succeeded");

        assertEquals("configmap/kube-root-ca.crt\n", namespace.kubectl("get", "all,configmaps,secrets", "-o", "name").out());
        run(namespace, "delete.java", example).succeeds().saysOnErr("does not exist");
    }

    @Test
    void a_dry_run_says_with_its_exit_status_whether_there_are_changes(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("blue"));
        String[] dry = {"-a", "demo", "-n", namespace.name(), "-f", "app.yaml", "--diff-run", "--diff-exit-status"};

        run(namespace, "deploy.java", dry).exits(3).saysOnOut("settings");
        namespace.kubectl("get", "configmap/settings").exits(1);
        run(namespace, "deploy.java", "-a", "demo", "-n", namespace.name(), "-f", "app.yaml", "-y").succeeds();
        run(namespace, "deploy.java", dry).exits(2);
    }

    @Test
    void a_delete_says_with_its_exit_status_whether_there_was_something(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("blue"));
        String[] demo = {"-a", "demo", "-n", namespace.name()};
        run(namespace, "deploy.java", with(demo, "-f", "app.yaml", "-y")).succeeds();

        run(namespace, "delete.java", with(demo, "--diff-run", "--diff-exit-status")).exits(3).saysOnOut("settings");
        run(namespace, "delete.java", with(demo, "-y", "--apply-exit-status")).exits(3);
        run(namespace, "delete.java", with(demo, "-y", "--apply-exit-status")).exits(2).saysOnErr("does not exist");
    }

    @Test
    void nothing_is_done_without_a_yes(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("blue"));

        run(namespace, "deploy.java", "-a", "demo", "-n", namespace.name(), "-f", "app.yaml")
                .failsClearly("there is no terminal to ask on", "--yes");

        namespace.kubectl("get", "configmap/settings").exits(1);
    }

    @Test
    void no_resources_at_all_delete_nothing(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("blue")).write("nothing.yaml", "# nothing\n");
        run(namespace, "deploy.java", "-a", "demo", "-n", namespace.name(), "-f", "app.yaml", "-y").succeeds();

        run(namespace, "deploy.java", "-a", "demo", "-n", namespace.name(), "-f", "nothing.yaml", "-y")
                .failsClearly("would delete everything", "--dangerous-allow-empty-list-of-resources");

        namespace.kubectl("get", "configmap/settings").succeeds();
    }

    @Test
    void what_the_cluster_has_is_shown(TestNamespace namespace) {
        namespace.sandbox().write("app.yaml", configMap("blue"));
        run(namespace, "deploy.java", "-a", "demo", "-n", namespace.name(), "-f", "app.yaml", "-y").succeeds();

        run(namespace, "deploy.java", "inspect", "--tree", "-a", "demo", "-n", namespace.name()).succeeds()
                .saysOnOut("Resources in app 'demo'", "settings", "ConfigMap");
        run(namespace, "deploy.java", "history", "-a", "demo", "-n", namespace.name()).succeeds()
                .saysOnOut("true", "update: Op: 1 create");
        run(namespace, "deploy.java", "list", "-n", namespace.name(), "--json").succeeds()
                .saysOnOut("\"Content\": \"apps\"", "\"name\": \"demo\"");
        run(namespace, "deploy.java", "inspect", "-a", "other", "-n", namespace.name())
                .failsClearly("there is no application other in namespace " + namespace.name());
    }

    @Test
    void a_deploy_that_is_killed_is_finished_by_the_next(TestNamespace namespace) {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            many.append(configMap("blue").replace("name: settings", "name: settings-" + i));
        }
        Sandbox sandbox = namespace.sandbox().write("many.yaml", many.toString()).write("few.yaml", configMap("blue"));
        Sandbox.RunningCommand deploy = sandbox.startScript("deploy.java", "-a", "demo", "-n", namespace.name(), "-f",
                "many.yaml", "-y");
        Await.until("some resources are made", () -> namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/app",
                "-o", "name").out().lines().count() > 3);
        deploy.process().descendants().forEach(ProcessHandle::destroyForcibly);
        deploy.process().destroyForcibly();

        run(namespace, "deploy.java", "-a", "demo", "-n", namespace.name(), "-f", "few.yaml", "-y").succeeds();

        assertEquals("configmap/settings\n",
                namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/app", "-o", "name").out());
    }

    private static CommandResult run(TestNamespace namespace, String script, String... arguments) {
        return namespace.sandbox().script(script, arguments);
    }

    private static String[] with(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String configMap(String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: " + colour + "}}\n---\n";
    }
}

//SOURCES Demo.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@InCluster
class LogsVerbTest {

    @Test
    void the_logs_of_all_pods_are_printed_each_line_with_its_pod_and_container(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(deployment("web", 1, "nginx") + deployment("api", 1, "nginx"));

        String printed = Demo.run(namespace, "deploy.java logs").succeeds().out();

        assertTrue(printed.matches("api-\\S+ > main \\| listening on port 8080\n"
                + "api-\\S+ > side \\| listening on port 8080\n"
                + "web-\\S+ > main \\| listening on port 8080\n"
                + "web-\\S+ > side \\| listening on port 8080\n"), printed);
    }

    @Test
    void pods_and_containers_can_be_chosen(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(deployment("web", 1, "nginx") + deployment("api", 1, "nginx"));

        CommandResult chosen = Demo.run(namespace, "deploy.java logs -m web% -c si% --container-tag=false");

        assertEquals("listening on port 8080\n", chosen.succeeds().out());
        assertEquals("", Demo.run(namespace, "deploy.java logs --tail 0").succeeds().out());
    }

    @Test
    void containers_that_have_not_run_yet_are_named(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(deployment("web", 1, "stuck"), "--wait=false");
        Await.until("there is a pod", () -> !pods(namespace).isEmpty());

        CommandResult printed = Demo.run(namespace, "deploy.java logs").succeeds().saysOnErr("there are no logs of web-", " > main yet");

        assertEquals("", printed.out());
    }

    @Test
    void following_goes_on_with_new_pods_and_ends_with_ctrl_c(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy(deployment("web", 1, "nginx"));
        Sandbox.RunningCommand following = namespace.sandbox().start(interruptible(
                Demo.command(namespace, "deploy.java logs -f")));
        Await.until("the first pod's lines are there", () -> read(following).lines().count() == 2);

        namespace.kubectl("scale", "deployment/web", "--replicas", "2").succeeds();
        Await.until("the second pod's lines are there", () -> read(following).lines().count() == 4);
        assertEquals(2, read(following).lines().map(line -> line.replaceFirst(" > .*", "")).distinct().count());
        following.process().descendants().forEach(process -> signal(namespace, process.pid()));
        signal(namespace, following.process().pid());

        CommandResult ended = namespace.sandbox().finish(following);
        assertTrue(ended.exit() >= 128, ended::toString);
        assertFalse(ended.err().contains("\tat ") || ended.err().contains("Exception"), ended::toString);
    }

    /** Shells have what runs in the background ignore the signal, and so had these tests if they ran there. */
    private static List<String> interruptible(List<String> command) {
        return Stream.concat(Stream.of("env", "--default-signal=INT"), command.stream()).toList();
    }

    private static void signal(TestNamespace namespace, long pid) {
        namespace.sandbox().shell("kill -INT " + pid);
    }

    private static String pods(TestNamespace namespace) {
        return namespace.kubectl("get", "pods", "-o", "name").out();
    }

    private static String read(Sandbox.RunningCommand running) {
        try {
            return Files.readString(running.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String deployment(String name, int replicas, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: NAME}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: NAME}}
                  template:
                    metadata: {labels: {app: NAME}}
                    spec: {containers: [{name: main, image: %s}, {name: side, image: nginx}]}
                ---
                """.formatted(replicas, image).replace("NAME", name);
    }
}

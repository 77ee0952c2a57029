import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Deploys and deletes whose process is killed as soon as the API server has done one of the things that it was asked to
 * do, and before it can say so: at the first of them, at the second, until there are no more.
 */
@InCluster
class KilledDeployTest {
    private static final int FAR_TOO_MANY = 60;
    private static final String FIRST = configMap("kept", "red") + configMap("changed", "red") + configMap("dropped", "red")
            + versioned("red");
    private static final String SECOND = configMap("kept", "red") + configMap("changed", "blue")
            + "{apiVersion: v1, kind: Secret, metadata: {name: new}}\n---\n" + versioned("blue");
    private static final String THIRD = configMap("changed", "green") + versioned("green");

    @Test
    void the_next_deploy_finishes_and_leaves_nothing_behind(TestNamespace namespace) {
        namespace.sandbox().write("second.yaml", SECOND);
        int kills = 0;
        while (deployKilledAt(namespace, kills)) {
            kills++;
        }
        assertTrue(kills >= 10 && kills < FAR_TOO_MANY, "killed " + kills + " times");
    }

    @Test
    void the_next_delete_leaves_nothing_behind(TestNamespace namespace) {
        int kills = 0;
        while (deleteKilledAt(namespace, kills)) {
            kills++;
        }
        assertTrue(kills >= 9 && kills < FAR_TOO_MANY, "killed " + kills + " times");
    }

    /** @return false when the deploy did not have so many things done */
    private static boolean deployKilledAt(TestNamespace namespace, int number) {
        DeployRun run = DeployRun.of(namespace, "demo");
        if (number % 2 == 0) {
            run.deploy(FIRST);
        }
        boolean killed = killed(namespace, number, "deploy.java", "-f", "second.yaml");

        DeployRun.of(namespace, "demo").deploy(THIRD);

        assertEquals(List.of("configmap/changed green", "configmap/versioned-ver-N green"), labelled(namespace), "" + number);
        assertEquals(List.of(), DeployRun.of(namespace, "demo").plan(THIRD).changes());
        assertFinished(namespace, number);
        DeployRun.of(namespace, "demo").delete();
        assertNothingIsLeft(namespace, number);
        return killed;
    }

    private static boolean deleteKilledAt(TestNamespace namespace, int number) {
        DeployRun.of(namespace, "demo").deploy(FIRST);
        boolean killed = killed(namespace, number, "delete.java");

        if (namespace.kubectl("get", "configmap/demo").exit() == 0) {
            DeployRun.of(namespace, "demo").delete();
        }

        assertNothingIsLeft(namespace, number);
        return killed;
    }

    /** Runs a script, and kills it once the API server has done so many things for it. */
    private static boolean killed(TestNamespace namespace, int number, String script, String... more) {
        AtomicInteger left = new AtomicInteger(number);
        AtomicReference<Sandbox.RunningCommand> running = new AtomicReference<>();
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(Integer.MAX_VALUE, request -> !request.startsWith("GET"), exchange -> {
                if (left.getAndDecrement() > 0) {
                    return false;
                }
                if (left.get() == -1) {
                    server.done(exchange);
                    kill(running.get());
                }
                throw new IOException("killed");
            });
            List<String> command = new ArrayList<>(List.of("-a", "demo", "-n", namespace.name(), "-y", "--kubeconfig",
                    server.kubeconfig().toString()));
            command.addAll(List.of(more));
            running.set(namespace.sandbox().startScript(script, command.toArray(String[]::new)));
            CommandResult result = namespace.sandbox().finish(running.get());
            boolean killed = left.get() < 0;
            result.exits(killed ? 137 : 0);
            return killed;
        }
    }

    private static void kill(Sandbox.RunningCommand command) {
        command.process().destroyForcibly();
        command.process().onExit().join();
    }

    /** What bears the label of an application: kind, name and content. */
    private static List<String> labelled(TestNamespace namespace) {
        JsonNode all = json(namespace, "configmaps,secrets", "-l", "kapp.k14s.io/app");
        TreeSet<String> names = new TreeSet<>();
        all.path("items").forEach(one -> names.add(ResourceTitle.shortOf(one).replaceFirst("-ver-\\d+", "-ver-N") + " "
                + one.path("data").path("colour").asText()));
        return List.copyOf(names);
    }

    private static void assertFinished(TestNamespace namespace, int number) {
        String spec = json(namespace, "configmap/demo").path("data").path("spec").asText();
        assertTrue(spec.contains("\"successful\":true"), () -> number + ": " + spec);
        assertFalse(spec.contains("Secret"), () -> number + ": " + spec);
        assertEquals("", namespace.kubectl("get", "leases", "-o", "name").succeeds().out(), "" + number);
    }

    private static void assertNothingIsLeft(TestNamespace namespace, int number) {
        Await.until("nothing is left of kill " + number, () -> namespace.kubectl("get", "configmaps,secrets,leases", "-o",
                "name").succeeds().out().equals("configmap/kube-root-ca.crt\n"));
    }

    private static JsonNode json(TestNamespace namespace, String... what) {
        List<String> command = new ArrayList<>(List.of("get"));
        command.addAll(List.of(what));
        command.addAll(List.of("-o", "json"));
        return Yaml.read("kubectl", namespace.kubectl(command.toArray(String[]::new)).succeeds().out()).get(0).content();
    }

    private static String versioned(String colour) {
        return configMap("versioned, annotations: {kapp.k14s.io/versioned: \"\", kapp.k14s.io/num-versions: \"0\"}", colour);
    }

    private static String configMap(String name, String colour) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {colour: " + colour + "}}\n---\n";
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

@InCluster
class StrategiesTest {

    @Test
    void an_immutable_field_fails_with_the_strategy_that_helps(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(job("busybox", ""));

        Failure failure = assertThrows(Failure.class, () -> run.deploy(job("alpine", "")));

        assertTrue(failure.getMessage().startsWith("cannot update job/migrate (batch/v1) namespace: " + namespace.name()
                + ": "), failure::getMessage);
        assertTrue(failure.getMessage().contains("  spec.template: Invalid value: …: field is immutable"),
                failure::getMessage);
        assertTrue(failure.advice().startsWith(
                "With the annotation kapp.k14s.io/update-strategy: fallback-on-replace"), failure::advice);
    }

    @Test
    void fallback_on_replace_makes_anew_what_cannot_be_updated(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(job("busybox", "update-strategy: fallback-on-replace"));
        String first = namespace.uid("job/migrate");

        run.deploy(job("alpine", "update-strategy: fallback-on-replace"));

        assertNotEquals(first, namespace.uid("job/migrate"));
        assertEquals(List.of(), run.deploy(job("alpine", "update-strategy: fallback-on-replace")));
    }

    @Test
    void fallback_on_replace_updates_what_can_be(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(configMap("blue", "update-strategy: fallback-on-replace"));
        String first = namespace.uid("configmap/settings");

        run.deploy(configMap("red", "update-strategy: fallback-on-replace"));

        assertEquals(first, namespace.uid("configmap/settings"));
        assertEquals("red", colour(namespace));
    }

    @Test
    void always_replace_makes_anew_what_could_be_updated(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(configMap("blue", "update-strategy: always-replace"));
        String first = namespace.uid("configmap/settings");

        run.deploy(configMap("red", "update-strategy: always-replace"));

        assertNotEquals(first, namespace.uid("configmap/settings"));
        assertEquals("red", colour(namespace));
    }

    @Test
    void skip_leaves_what_is_there(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(configMap("blue", "update-strategy: skip"));

        run.deploy(configMap("red", "update-strategy: skip"));

        assertEquals("blue", colour(namespace));
    }

    @Test
    void fallback_on_update_takes_what_somebody_has_made_meanwhile(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        DeployRun.Planned planned = run.plan(configMap("blue", "create-strategy: fallback-on-update"));
        namespace.kubectl("create", "configmap", "settings", "--from-literal=colour=green").succeeds();

        planned.carryOut();

        assertEquals("blue", colour(namespace));
        assertEquals(List.of(), run.deploy(configMap("blue", "create-strategy: fallback-on-update")));
    }

    @Test
    void fallback_on_update_or_noop_leaves_what_somebody_has_made_meanwhile(TestNamespace namespace) {
        DeployRun.Planned planned = DeployRun.of(namespace, "demo")
                .plan(configMap("blue", "create-strategy: fallback-on-update-or-noop"));
        namespace.kubectl("create", "configmap", "settings", "--from-literal=colour=green").succeeds();

        planned.carryOut();

        assertEquals("green", colour(namespace));
    }

    @Test
    void without_a_strategy_what_somebody_has_made_meanwhile_is_an_error(TestNamespace namespace) {
        DeployRun.Planned planned = DeployRun.of(namespace, "demo").plan(configMap("blue", ""));
        namespace.kubectl("create", "configmap", "settings", "--from-literal=colour=green").succeeds();

        Failure failure = assertThrows(Failure.class, planned::carryOut);

        assertTrue(failure.getMessage().contains("already exists"), failure::getMessage);
    }

    @Test
    void orphans_stay_and_belong_to_nobody(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        run.deploy(configMap("blue", "delete-strategy: orphan"));

        run.delete();

        assertEquals("blue", colour(namespace));
        assertEquals("", namespace.kubectl("get", "configmaps", "-l", "kapp.k14s.io/app", "-o", "name").out());
    }

    private static String colour(TestNamespace namespace) {
        return namespace.kubectl("get", "configmap/settings", "-o", "jsonpath={.data.colour}").succeeds().out();
    }

    private static String configMap(String colour, String strategy) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings" + annotation(strategy) + "}, data: {colour: "
                + colour + "}}\n";
    }

    private static String job(String image, String strategy) {
        return "{apiVersion: batch/v1, kind: Job, metadata: {name: migrate" + annotation(strategy)
                + "}, spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: " + image + "}]}}}}\n";
    }

    private static String annotation(String strategy) {
        return strategy.isEmpty() ? "" : ", annotations: {kapp.k14s.io/" + strategy.replace(": ", ": '") + "'}";
    }
}

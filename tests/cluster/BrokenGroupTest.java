import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A part of the API whose own server does not answer. */
@InCluster
class BrokenGroupTest {
    private static final String CONFIG_MAP =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {colour: blue}}\n---\n";

    @Test
    void who_does_not_need_it_does_not_notice(TestNamespace namespace) {
        try (BrokenGroup broken = BrokenGroup.without(namespace)) {
            DeployRun run = DeployRun.of(namespace, "demo");
            Instant start = Instant.now();

            assertEquals(List.of("create configmap/settings"), run.deploy(CONFIG_MAP));
            run.delete();

            Duration took = Duration.between(start, Instant.now());
            assertTrue(took.toSeconds() < 10, () -> "it has waited for the group, for " + took); // which takes 60 s
        }
    }

    @Test
    void a_resource_of_it_is_refused_before_anything_changes(TestNamespace namespace) {
        try (BrokenGroup broken = BrokenGroup.without(namespace)) {
            Failure failure = assertThrows(Failure.class,
                    () -> DeployRun.of(namespace, "demo").deploy(CONFIG_MAP + broken.lamp()));

            assertEquals("the API server behind " + broken.group() + "/v1 does not answer, and resources of the "
                    + "application belong there", failure.getMessage());
            assertTrue(failure.advice().contains("kubectl describe apiservice v1." + broken.group()), failure::advice);
            namespace.kubectl("get", "configmap/settings").exits(1).saysOnErr("NotFound");
        }
    }

    @Test
    void what_it_had_is_not_forgotten(TestNamespace namespace) {
        try (BrokenGroup broken = BrokenGroup.with(namespace)) {
            again(namespace).deploy(CONFIG_MAP + broken.lamp());
            broken.fail();
            String changed = CONFIG_MAP.replace("blue", "red");

            Failure failure = assertThrows(Failure.class, () -> again(namespace).plan(changed));
            again(namespace).with("--dangerous-ignore-failing-api-services").deploy(changed);
            broken.repair();

            assertTrue(failure.getMessage().startsWith("the API server behind " + broken.group() + "/v1 does not answer"),
                    failure::getMessage);
            assertEquals(List.of("delete lamp/desk"), again(namespace).deploy(changed));
        }
    }

    private static DeployRun again(TestNamespace namespace) {
        return DeployRun.of(namespace, "demo");
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the API server adds to one resource is foreseen for others that look like it. */
@InCluster
class ServerAdditionsTest {
    private static final int DEPLOYMENTS = 48;
    private static final int WRITES_AT_A_TIME = 16;

    @Test
    void defaults_are_those_of_the_first_and_values_its_own() {
        ServerAdditions additions = new ServerAdditions();
        additions.learn(json("{kind: A, spec: {account: x, cpu: '0.5', items: [{name: a}]}}"),
                json("{kind: A, spec: {account: x, alias: x, cpu: 500m, items: [{name: a, kind: B}], more: 1}}"));

        assertEquals(json("{kind: A, spec: {account: z, alias: z, cpu: 500m, items: [{name: b, kind: B}], more: 1}}"),
                additions.foresee(json("{kind: A, spec: {account: z, cpu: '0.5', items: [{name: b}]}}"))
                        .orElseThrow());
    }

    @Test
    void resources_of_another_shape_are_no_example() {
        ServerAdditions additions = new ServerAdditions();
        additions.learn(json("{kind: A, spec: {items: [1]}}"), json("{kind: A, spec: {items: [1], more: 1}}"));

        assertEquals(Optional.empty(), additions.foresee(json("{kind: B, spec: {items: [1]}}")));
        assertEquals(Optional.empty(), additions.foresee(json("{kind: A, spec: {items: [1, 2]}}")));
        assertEquals(Optional.empty(), additions.foresee(json("{kind: A, spec: {items: ['1']}}")));
    }

    @Test
    void most_records_are_right_with_the_first_write_and_all_at_the_end(TestNamespace namespace) {
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            DeployRun.of(namespace, "demo").as(server.kubeconfig()).deploy(deployments());

            long corrections = server.requests().stream()
                    .filter(request -> request.matches("PATCH .*/deployments/.*")).count();
            assertTrue(corrections <= DEPLOYMENTS / 2 + WRITES_AT_A_TIME / 2, () -> corrections + " corrections");
        }
        LastApplied lastApplied = new LastApplied(DefaultRules.config());
        JsonNode all = Yaml.read("live", namespace.kubectl("get", "deployments", "-o", "yaml").succeeds().out())
                .get(0).content().path("items");
        assertEquals(DEPLOYMENTS, all.size());
        for (JsonNode live : all) {
            assertEquals(Optional.empty(), lastApplied.correction(live), ResourceKey.of(live).toString());
        }
        DeployRun.of(namespace, "demo").deploy(deployments());
    }

    private static String deployments() {
        StringBuilder manifests = new StringBuilder();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            manifests.append("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web-%1$d}
                    spec:
                      replicas: 0
                      selector: {matchLabels: {app: web-%1$d}}
                      template:
                        metadata: {labels: {app: web-%1$d}}
                        spec:
                          serviceAccountName: account-%1$d
                          containers:
                          - {name: web, image: "registry.example.com/web:%1$d", ports: [{containerPort: 80}]}
                    ---
                    """.formatted(i));
        }
        return manifests.toString();
    }

    private static JsonNode json(String yaml) {
        return Yaml.read("resource.yaml", yaml).get(0).content();
    }
}

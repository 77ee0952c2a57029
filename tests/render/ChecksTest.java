import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code --validate} and {@code --score}, with the real kubeconform and kube-score. */
@InSandbox
class ChecksTest {
    private static final String SCHEMAS = "schemas/{{.ResourceKind}}.json";

    /** Of a ConfigMap, as strict as Kubernetes' own schemas. */
    private static Sandbox withSchemas(Sandbox sandbox) {
        return sandbox.write("schemas/configmap.json", """
                {"type": "object", "additionalProperties": false, "required": ["metadata"], "properties": {
                  "apiVersion": {}, "kind": {}, "metadata": {"type": "object"},
                  "data": {"type": "object", "additionalProperties": {"type": "string"}}}}
                """);
    }

    @Test
    void valid_resources_pass(Sandbox sandbox) {
        withSchemas(Projects.minimal(sandbox));
        sandbox.script("render.java", "--validate", "--schema-location", SCHEMAS).succeeds();
    }

    @Test
    void an_invalid_resource_is_a_finding_and_the_state_is_written(Sandbox sandbox) {
        withSchemas(Projects.chart(sandbox)).write("umbrella-chart/templates/bad.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: odd}
                data: {port: 80}
                """);
        sandbox.script("render.java", "--validate", "--schema-location", SCHEMAS).exits(3)
                .saysOnErr("ConfigMap odd", "/data/port");
        assertTrue(sandbox.has(".release/state.yaml"));
    }

    @Test
    void a_misspelled_field_is_a_finding(Sandbox sandbox) {
        withSchemas(Projects.chart(sandbox)).write("umbrella-chart/templates/bad.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: odd}
                dada: {}
                """);
        sandbox.script("render.java", "--validate", "--schema-location", SCHEMAS).exits(3).saysOnErr("dada");
    }

    @Test
    void a_resource_without_a_schema_is_left_out_unless_schemas_are_required(Sandbox sandbox) {
        withSchemas(Projects.minimal(sandbox)).write("umbrella-chart/templates/own.yaml", """
                apiVersion: example.com/v1
                kind: Own
                metadata: {name: own}
                """).write("gitops.yaml", "validate: {schemaLocation: '" + SCHEMAS + "'}");
        sandbox.script("render.java", "--validate").succeeds();
        sandbox.write("gitops.yaml", "validate: {schemaLocation: '" + SCHEMAS + "', requireSchemas: true}");
        sandbox.script("render.java", "--validate").exits(3).saysOnErr("Own own");
    }

    @Test
    void schemas_that_cannot_be_reached_are_a_failure_and_no_finding(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.script("render.java", "--validate", "--schema-location", "http://127.0.0.1:9/{{.ResourceKind}}.json")
                .failsClearly("kubeconform could not check ConfigMap settings", "--schema-location");
    }

    @Test
    void kube_score_finds_what_is_critical(Sandbox sandbox) {
        Projects.chart(sandbox).write("umbrella-chart/templates/pod.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: careless}
                spec: {containers: [{name: app, image: "app:latest"}]}
                """);
        sandbox.script("render.java", "--score", "--offline").exits(3).saysOnErr("careless", "Image with latest tag");
    }

    @Test
    void kube_score_finds_nothing_critical_in_the_example(Sandbox sandbox) {
        sandbox.copy("example");
        sandbox.script("render.java", "-C", "example", "--score", "--kube-version", "1.33").succeeds();
    }
}

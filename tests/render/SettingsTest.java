import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code gitops.yaml}. */
@InSandbox
class SettingsTest {
    private static Settings load(Sandbox sandbox, String text) {
        return Settings.load(sandbox.write("gitops.yaml", text).path("gitops.yaml"));
    }

    private static void fails(Sandbox sandbox, String text, String message, String advice) {
        Failure failure = assertThrows(Failure.class, () -> load(sandbox, text));
        assertTrue(failure.getMessage().endsWith(message), failure.getMessage());
        assertTrue(failure.advice().contains(advice), failure.advice());
    }

    @Test
    void the_defaults_are_those_of_the_guide(Sandbox sandbox) {
        for (Settings settings : List.of(Settings.load(sandbox.path("absent.yaml")), load(sandbox, "# nothing yet\n"))) {
            assertEquals("my-app", settings.application());
            assertEquals("default", settings.namespace());
            assertEquals("umbrella-chart", settings.chart());
            assertEquals("app-locks", settings.locks());
            assertEquals(".release", settings.release());
            assertEquals(List.of(), settings.postRender());
        }
    }

    @Test
    void every_setting_can_be_set(Sandbox sandbox) {
        Settings settings = load(sandbox, """
                application: shop
                namespace: shop-prod
                chart: chart
                locks: locks
                release: out
                locked: false
                helm:
                  values: [a.yaml, b.yaml]
                  set: x=1
                  kubeVersion: "1.30"
                  apiVersions: [example.com/v1]
                  includeCrds: true
                postRender:
                - kustomize build .release
                validate: {schemaLocation: [default, schemas], requireSchemas: true}
                with: {images: kbld, build: podman, deploy: kapp}
                tools:
                  paths: {helm: bin/helm}
                  mirror: https://mirror.example.com/tools
                registry:
                  mirrors: {docker.io: [mirror.example.com/hub]}
                context: prod
                environments:
                  staging: {application: shop, namespace: staging, context: test}
                secrets:
                  allow:
                  - {path: "tests/**", reason: they open nothing}
                charts:
                  mirrors: {https://charts.example.com: ../charts}
                  s3: {endpoint: https://s3.example.com, region: eu-central-1}
                """);
        assertEquals(new Settings("shop", "shop-prod", "chart", "locks", "out", false,
                new Settings.Helm(List.of("a.yaml", "b.yaml"), List.of("x=1"), "1.30", List.of("example.com/v1"), true),
                List.of("kustomize build .release"), new Settings.Validate(List.of("default", "schemas"), true),
                new Settings.With("kbld", "podman", "kapp", null),
                new Settings.Tools(Map.of("helm", "bin/helm"), "https://mirror.example.com/tools"),
                new Settings.Registry(Map.of("docker.io", List.of("mirror.example.com/hub"))), "prod",
                Environments.of(Map.of("staging", new Environments.Place("shop", "staging", "test"))),
                new Settings.Secrets(List.of(new Settings.Excuse("tests/**", "they open nothing"))),
                new Settings.Charts(Map.of("https://charts.example.com", "../charts"),
                        new Settings.S3("https://s3.example.com", "eu-central-1"))), settings);
    }

    @Test
    void an_unknown_key_names_the_nearest_one_and_its_line(Sandbox sandbox) {
        fails(sandbox, "application: a\nnamspace: b\n", "gitops.yaml, line 2: unknown key namspace", "Did you mean namespace?");
        fails(sandbox, "helm:\n  kubeversion: '1'\n", "gitops.yaml, line 2: unknown key kubeversion", "kubeVersion");
        fails(sandbox, "colour: red\n", "unknown key colour", "Known are: application, chart");
    }

    @Test
    void a_value_of_another_type_says_what_it_must_be(Sandbox sandbox) {
        fails(sandbox, "locked: perhaps\n", "line 1: locked must be true or false", "");
        fails(sandbox, "helm: []\n", "line 1: helm must be a mapping of keys to values", "");
        fails(sandbox, "helm:\n  values: [a, {b: c}]\n", "line 2: helm.values.1 must be text", "");
        fails(sandbox, "- a\n", "line 1: this must be a mapping of keys to values", "");
        fails(sandbox, "a: 1\n---\nb: 2\n", "document 2, line 3: settings are one document", "Merge");
        fails(sandbox, "a: [\n", "line 2: this is not valid YAML: expected the node content, but found '<stream end>'", "");
    }

    @Test
    void options_win_over_settings(Sandbox sandbox) {
        Projects.chart(sandbox).write("umbrella-chart/templates/x.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "{{ .Release.Name }}", namespace: "{{ .Release.Namespace }}"}
                data: {a: "{{ .Values.a }}", b: "{{ .Values.b }}", kube: "{{ .Capabilities.KubeVersion.Minor }}"}
                """).write("gitops.yaml", """
                application: from-file
                namespace: from-file
                helm: {values: [values.yaml], set: [b=file], kubeVersion: "1.29"}
                """).write("values.yaml", "a: file\n");
        sandbox.script("render.java", "-a", "from-option", "--set", "b=option", "--kube-version", "1.31").succeeds();
        assertEquals("""
                ---
                apiVersion: v1
                data:
                  a: file
                  b: option
                  kube: "31"
                kind: ConfigMap
                metadata:
                  name: from-option
                  namespace: from-file
                """, sandbox.read(".release/state.yaml"));
    }
}

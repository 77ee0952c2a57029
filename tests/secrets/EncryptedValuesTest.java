//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Values files that are encrypted: helm gets them in plain text, and the Secrets that it makes are encrypted again. */
@InSandbox
class EncryptedValuesTest {
    private static final String VALUES = "secret-values.yaml";

    @Test
    void the_secrets_of_a_state_are_encrypted_for_the_readers_of_the_values(Sandbox sandbox) {
        AgeKey key = project(sandbox);

        String state = render(sandbox);

        assertFalse(state.contains("s3cret-word") || state.contains("czNjcmV0LXdvcmQ"), state);
        assertTrue(state.contains("colour: blue"), state);
        assertTrue(state.contains("recipient: " + key.recipient()), state);
        sandbox.script("secrets.java", "decrypt", ".release/state.yaml").succeeds()
                .saysOnOut("password: s3cret-word", "url: postgres://app:s3cret-word@db/app");
        sandbox.write("of-state.yaml", state.replaceFirst("(?s).*?---\n(apiVersion: v1\nkind: Secret.*?\n)---\n.*", "$1"));
        Vaults.sops(sandbox, "decrypt of-state.yaml").succeeds().saysOnOut("password: s3cret-word");
        assertEquals(List.of(), Vaults.filesWith("s3cret-word", sandbox.directory()));
        sandbox.script("secrets.java", "encrypt").succeeds().saysOnErr("All secrets are encrypted");
    }

    @Test
    void rendering_again_gives_the_same_bytes_and_a_changed_value_changes_no_other(Sandbox sandbox) {
        project(sandbox);
        String first = render(sandbox);
        FileTree.delete(sandbox.path(".release"));
        assertEquals(first, render(sandbox));

        sandbox.env("EDITOR", "sed -i s/s3cret-word/an0ther-word/");
        sandbox.script("secrets.java", "edit", VALUES).succeeds();
        String second = render(sandbox);

        assertEquals(line(first, "user:"), line(second, "user:"));
        assertNotEquals(line(first, "password:"), line(second, "password:"));
        assertNotEquals(line(first, "url:"), line(second, "url:"));
    }

    @Test
    void the_files_are_those_that_helm_writes_by_itself(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("umbrella-chart/crds/crd.yaml", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.example.com}
                """);
        sandbox.write("umbrella-chart/templates/several.yaml", """
                apiVersion: v1
                kind: Service
                metadata: {name: b}
                ---
                # Source: not/helm/says.yaml
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: a}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: hook, annotations: {helm.sh/hook: test}}
                """);
        sandbox.write("umbrella-chart/charts/inner/Chart.yaml", "apiVersion: v2\nname: inner\nversion: 0.1.0\n");
        sandbox.write("umbrella-chart/charts/inner/templates/deep/map.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: inner}
                data:
                  text: |
                    ---
                    # Source: umbrella-chart/templates/nothing.yaml

                """);

        sandbox.script("render.java", "-f", VALUES, "--include-crds", "--plaintext-secrets").succeeds()
                .saysOnErr("secret-values.yaml is written in plain text");
        Vaults.sops(sandbox, "decrypt " + VALUES + " > plain.yaml").succeeds();
        sandbox.shell(Workbench.tool(PinnedTool.HELM) + " template my-app umbrella-chart --namespace default --include-crds"
                + " -f plain.yaml --output-dir by-helm").succeeds();
        Map<String, String> byHelm = texts(sandbox.path("by-helm/umbrella-chart"));
        assertEquals(byHelm, texts(sandbox.path(".release/umbrella-chart")));
        assertEquals(5, byHelm.size(), byHelm::toString);

        sandbox.script("render.java", "-f", VALUES, "--include-crds").succeeds();
        Map<String, String> encrypted = texts(sandbox.path(".release/umbrella-chart"));
        assertNotEquals(byHelm.remove("templates/secret.yaml"), encrypted.remove("templates/secret.yaml"));
        assertEquals(byHelm, encrypted);
    }

    @Test
    void of_several_files_that_count_in_their_order_the_narrowest_says_who_can_read(Sandbox sandbox) {
        AgeKey all = project(sandbox);
        AgeKey few = AgeKey.create(sandbox, "../home/few.txt");
        sandbox.shell("mv " + VALUES + " first-secret.yaml").succeeds();
        Vaults.rule(sandbox, all, few);
        sandbox.script("secrets.java", "rotate", "first-secret.yaml").succeeds();
        Vaults.rule(sandbox, all);
        encrypt(sandbox, "second-secret.json", "{\"db\": {\"password\": \"an0ther-word\"}}");
        sandbox.write("between.yaml", "db: {password: plain-word, user: between}\n");
        sandbox.write("gitops.yaml", "helm: {values: [first-secret.yaml, between.yaml, second-secret.json]}\n");

        sandbox.script("render.java").succeeds();
        sandbox.script("secrets.java", "decrypt", ".release/state.yaml").succeeds()
                .saysOnOut("password: an0ther-word", "user: between");
        assertFalse(sandbox.read(".release/state.yaml").contains(few.recipient()));

        Vaults.rule(sandbox, few);
        encrypt(sandbox, "third-secret.yaml", "other: x\n");
        sandbox.env("SOPS_AGE_KEY", few.secret());
        sandbox.script("render.java", "-f", "third-secret.yaml").failsClearly("are for different readers");
    }

    @Test
    void a_value_anywhere_else_than_in_a_secret_is_refused(Sandbox sandbox) {
        project(sandbox);
        render(sandbox);
        String state = sandbox.read(".release/state.yaml");
        String place = "db.password of secret-values.yaml in plain text";

        refused(sandbox, "ConfigMap", "data: {url: 'x://{{ .Values.db.password }}@db'}", "ConfigMap leak: data.url holds " + place);
        refused(sandbox, "ConfigMap", "binaryData: {x: {{ print \"ab\" .Values.db.password | b64enc }}}",
                "ConfigMap leak: binaryData.x holds " + place);
        refused(sandbox, "Pod", "spec: {containers: [{name: a, env: [{name: A, value: {{ .Values.db.password }}}]}]}",
                "Pod leak: spec.containers[0].env[0].value holds " + place);
        refused(sandbox, "Secret", "stringData: {a: b}\ntype: {{ .Values.db.password }}", "Secret leak: type holds " + place);
        refused(sandbox, "ConfigMap", "data: {a: b} # {{ .Values.db.password }}", "what it gives holds " + place);
        refused(sandbox, "ConfigMap", "data: {pin: '{{ .Values.db.pin }}'}", "data.pin holds db.pin of secret-values.yaml");
        assertEquals(state, sandbox.read(".release/state.yaml"));

        sandbox.script("render.java", "-f", VALUES, "--plaintext-secrets").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains("pin: \"4711\""));
    }

    @Test
    void what_helm_says_of_values_is_told_without_them(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("umbrella-chart/templates/fails.yaml", "{{ fail (print \"no \" .Values.db.password) }}");
        CommandResult failed = sandbox.script("render.java", "-f", VALUES, "--debug");
        failed.exits(1).saysOnErr("no ***");
        assertFalse((failed.out() + failed.err()).contains("s3cret-word"), failed::toString);

        sandbox.write("umbrella-chart/templates/fails.yaml", "kind: ConfigMap\n  {{ .Values.db.password }}: [");
        CommandResult broken = sandbox.script("render.java", "-f", VALUES, "--debug");
        broken.exits(1).saysOnErr("umbrella-chart/templates/fails.yaml as rendered");
        assertFalse((broken.out() + broken.err()).contains("s3cret-word"), broken::toString);

        sandbox.write("umbrella-chart/templates/fails.yaml", "");
        sandbox.write("umbrella-chart/values.yaml", "db: {password: {nested: true}}\n");
        CommandResult warned = sandbox.script("render.java", "-f", VALUES).succeeds();
        assertFalse((warned.out() + warned.err()).contains("s3cret-word"), warned::toString);
    }

    @Test
    void what_would_write_or_render_it_otherwise_is_refused(Sandbox sandbox) {
        project(sandbox);
        for (String option : List.of("--output-dir=elsewhere", "--post-renderer=cat", "--show-only=templates/secret.yaml")) {
            sandbox.script("render.java", "-f", VALUES, "--", option).failsClearly("helm's " + option, "Leave it out");
        }
        assertFalse(sandbox.has("elsewhere"));
        sandbox.script("render.java", "--set-file", "db=" + VALUES)
                .failsClearly("helm's --set-file gives " + VALUES + " as it is, and it is encrypted");
        sandbox.program("kbld", "exit 9");
        sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
        sandbox.script("render.java", "-f", VALUES, "--with", "kbld").failsClearly("Secret db is encrypted");
        encrypt(sandbox, "umbrella-chart/values.yaml", "db: {password: s3cret-word, user: app, pin: '4711'}\n");
        sandbox.script("render.java").failsClearly("umbrella-chart/values.yaml is encrypted, and helm reads it by itself");
    }

    @Test
    void lock_verbs_and_checks_render_with_them_too(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("gitops.yaml", "helm: {values: " + VALUES + "}\n");
        sandbox.script("lock.java", "verify", "--offline").succeeds();
        sandbox.script("render.java", "--check-reproducible", "--check-shards").succeeds();
        assertEquals(List.of(), Vaults.filesWith("s3cret-word", sandbox.directory()));
    }

    /** A chart with a Secret and a ConfigMap, and an encrypted values file for it. */
    private static AgeKey project(Sandbox sandbox) {
        AgeKey key = Vaults.create(Projects.minimal(sandbox));
        sandbox.write("umbrella-chart/templates/secret.yaml", """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: db
                stringData:
                  password: {{ .Values.db.password }}
                  user: {{ .Values.db.user }}
                  url: postgres://{{ .Values.db.user }}:{{ .Values.db.password }}@db/app
                """);
        encrypt(sandbox, VALUES, "db: {password: s3cret-word, user: app, pin: '4711'}\n");
        return key;
    }

    private static void encrypt(Sandbox sandbox, String name, String values) {
        sandbox.write(name, values);
        Vaults.sops(sandbox, "encrypt -i --filename-override secret." + name.replaceFirst(".*\\.", "") + " " + name)
                .succeeds();
    }

    private static String render(Sandbox sandbox) {
        sandbox.script("render.java", "-f", VALUES).succeeds();
        return sandbox.read(".release/state.yaml");
    }

    private static void refused(Sandbox sandbox, String kind, String rest, String message) {
        sandbox.write("umbrella-chart/templates/leak.yaml",
                "apiVersion: v1\nkind: " + kind + "\nmetadata: {name: leak}\n" + rest + "\n");
        CommandResult result = sandbox.script("render.java", "-f", VALUES);
        result.failsClearly("umbrella-chart/templates/leak.yaml: ", message, "--plaintext-secrets");
        assertFalse((result.out() + result.err()).contains("s3cret-word"), result::toString);
    }

    private static String line(String text, String key) {
        return text.lines().filter(line -> line.strip().startsWith(key)).findFirst().orElseThrow();
    }

    private static Map<String, String> texts(Path directory) {
        Map<String, String> texts = new TreeMap<>();
        FileTree.files(directory, "").forEach(file -> texts.put(directory.relativize(file).toString(), text(file)));
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Manifests that are encrypted inside of charts, on their way into the state. */
@InSandbox
class EncryptedRenderTest {
    private static final String SECRET = "umbrella-chart/templates/db-secret.yaml";

    @Test
    void rendering_takes_no_key_and_gives_the_same_bytes_again(Sandbox sandbox) {
        project(sandbox);
        sandbox.env("SOPS_AGE_KEY_FILE", sandbox.path("nowhere").toString());

        String first = sandbox.script("render.java", "-o", "-").succeeds().out();
        String second = sandbox.script("render.java", "-o", "-").succeeds().out();

        assertEquals(first, second);
        assertTrue(first.contains("---\n" + sandbox.read(SECRET)), first);
    }

    @Test
    void the_real_sops_can_decrypt_what_a_state_has_of_it(Sandbox sandbox) {
        project(sandbox);
        String state = sandbox.script("render.java", "-o", "-").succeeds().out();
        sandbox.write("of-state.yaml", state.substring(state.indexOf("apiVersion: v1\nkind: Secret")));

        Vaults.sops(sandbox, "decrypt of-state.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    @Test
    void a_locked_image_beside_it_is_pinned(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("umbrella-chart/templates/pod.yaml", pod());
        lock(sandbox);

        String state = sandbox.script("render.java", "--locked", "-o", "-").succeeds().out();

        assertTrue(state.contains("image: example.com/web@sha256:"), state);
        assertTrue(state.contains("---\n" + sandbox.read(SECRET)), state);
    }

    @Test
    void an_image_in_an_encrypted_manifest_cannot_be_pinned(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("umbrella-chart/templates/pod-secret.yaml", pod());
        lock(sandbox);
        Vaults.sops(sandbox, "encrypt --encrypted-regex '^env$' --in-place umbrella-chart/templates/pod-secret.yaml")
                .succeeds();

        sandbox.script("render.java").failsClearly("Pod web is encrypted", "example.com/web:1", "cannot be pinned");
        assertFalse(sandbox.has(".release/state.yaml"));
    }

    @Test
    void kbld_does_not_get_it(Sandbox sandbox) {
        project(sandbox);
        sandbox.program("kbld", "exit 9");
        sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));

        sandbox.script("render.java", "--with", "kbld").failsClearly("Secret db is encrypted", "kbld would write it");
    }

    @Test
    void kapp_does_not_get_it(Sandbox sandbox) {
        project(sandbox);
        sandbox.program("kapp", "touch called");
        sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));

        sandbox.script("deploy.java", "--with", "kapp", "-f", SECRET, "-y").failsClearly("encrypted Secrets");
        sandbox.script("deploy.java", "--with", "kapp", "-y").failsClearly("encrypted Secrets");
        assertFalse(sandbox.has("called"));
    }

    @Test
    void a_step_that_would_keep_it_from_being_decrypted_is_refused(Sandbox sandbox) {
        AgeKey key = project(sandbox);
        sandbox.program("label", "sed 's/^\\( *\\)name: db$/&\\n\\1labels: {tier: db}/'");

        sandbox.script("render.java", "--post-renderer", "bin/label")
                .failsClearly("'bin/label' has changed Secret db, which is encrypted", "mac_only_encrypted");
        sandbox.script("render.java", "--post-renderer", "fn run --exec bin/label")
                .failsClearly("the function has changed Secret db, which is encrypted");
        assertFalse(sandbox.has(".release/state.yaml"));

        sandbox.write(".sops.yaml",
                "creation_rules:\n- mac_only_encrypted: true\n  age: " + key.recipient() + "\n");
        sandbox.write(SECRET, Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt", SECRET).succeeds();
        sandbox.script("render.java", "--post-renderer", "bin/label").succeeds();
        sandbox.script("secrets.java", "decrypt", ".release/state.yaml").succeeds()
                .saysOnOut("password: s3cret-word", "tier: db");
    }

    @Test
    void checks_do_not_mind_what_sops_notes(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("schemas/secret.json", """
                {"type": "object", "additionalProperties": false, "properties": {"apiVersion": {}, "kind": {},
                  "metadata": {}, "stringData": {"type": "object", "additionalProperties": {"type": "string"}}}}
                """);

        sandbox.script("render.java", "--validate", "--schema-location", "schemas/{{.ResourceKind}}.json").succeeds();
    }

    /** A chart with nothing but an encrypted Secret. */
    private static AgeKey project(Sandbox sandbox) {
        AgeKey key = Vaults.create(Projects.chart(sandbox));
        sandbox.write(SECRET, Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt", SECRET).succeeds();
        return key;
    }

    private static String pod() {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  containers:
                  - name: web
                    image: example.com/web:1
                    env:
                    - {name: WORD, value: s3cret-word}
                """;
    }

    private static void lock(Sandbox sandbox) {
        sandbox.write("app-locks/web.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                overrides:
                - image: example.com/web:1
                  newImage: example.com/web@sha256:%s
                  preresolved: true
                """.formatted("ab".repeat(32)));
    }
}

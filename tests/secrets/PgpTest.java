//SOURCES Planted.java
//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of PGP, which the real sops uses with gpg. */
class PgpTest {
    private final Sandbox sandbox = Sandbox.create();
    private AgeKey age;
    private String fingerprint;

    @BeforeEach
    void makeKey() {
        DebianPackage.install("gnupg", "gpg", "gpg-agent", "gpgconf");
        age = Vaults.create(Projects.chart(sandbox));
        sandbox.shell("mkdir -m 700 ~/.gnupg && gpg --batch --passphrase '' --quick-gen-key test@example.com"
                + " default default never").succeeds();
        fingerprint = sandbox.shell("gpg --list-keys --with-colons | grep -m1 ^fpr | cut -d: -f10").succeeds().out().strip();
        sandbox.write(".sops.yaml", "creation_rules:\n- path_regex: secret\n  pgp: " + fingerprint + "\n");
        sandbox.write("umbrella-chart/templates/login.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: login}
                stringData: {password: {{ .Values.password }}}
                """);
    }

    @AfterEach
    void stopAgent() {
        sandbox.shell("gpgconf --kill gpg-agent");
        sandbox.close();
    }

    @Test
    void sops_encrypts_and_decrypts_with_gpg() {
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt", "db-secret.yaml").succeeds();
        assertTrue(sandbox.read("db-secret.yaml").contains("fp: " + fingerprint));
        assertFalse(sandbox.read("db-secret.yaml").contains("s3cret-word"));
        assertTrue(sandbox.read("db-secret.yaml").contains("kind: Secret\n"));
        sandbox.script("secrets.java", "keys").succeeds().saysOnOut("db-secret.yaml  ok     pgp " + fingerprint);
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    @Test
    void an_editor_gets_it_in_memory_and_what_has_not_changed_keeps_its_ciphertext() {
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt", "db-secret.yaml").succeeds();
        String before = sandbox.read("db-secret.yaml");
        sandbox.env("EDITOR", "sed -i s/s3cret-word/an0ther-word/");
        sandbox.script("secrets.java", "edit", "db-secret.yaml").succeeds();
        String after = sandbox.read("db-secret.yaml");
        assertEquals(line(before, "user:"), line(after, "user:"));
        assertEquals(line(before, "fp:"), line(after, "fp:"));
        Vaults.sops(sandbox, "decrypt db-secret.yaml").succeeds().saysOnOut("password: an0ther-word");

        sandbox.shell("git add . && git commit -qm secret").succeeds();
        sandbox.script("secrets.java", "decrypt", "-i", "db-secret.yaml").succeeds();
        sandbox.script("secrets.java", "encrypt", "db-secret.yaml").succeeds();
        assertEquals(after, sandbox.read("db-secret.yaml"));
    }

    @Test
    void what_only_gpg_opens_is_rendered_to_the_same_bytes_each_time() {
        Planted planted = new Planted(sandbox);
        String value = planted.value("a values file for gpg");
        sandbox.write("secret-values.yaml", "password: " + value + "\n");
        sandbox.script("secrets.java", "encrypt", "secret-values.yaml").succeeds();

        planted.script("render.java", "-f", "secret-values.yaml").succeeds();
        String state = sandbox.read(".release/state.yaml");
        FileTree.delete(sandbox.path(".release"));
        sandbox.script("render.java", "-f", "secret-values.yaml").succeeds();

        assertEquals(state, sandbox.read(".release/state.yaml"));
        sandbox.write("of-state.yaml", state);
        assertTrue(state.contains("fp: " + fingerprint) && !state.contains("recipient: age"), state);
        Vaults.sops(sandbox, "decrypt of-state.yaml").succeeds().saysOnOut("password: " + value);
        assertEquals(List.of(), Vaults.filesWith("ENC[AES256_GCM", sandbox.path("../tmp")));
    }

    @Test
    void groups_of_keys_are_needed_together_for_a_render_as_well() {
        sandbox.write(".sops.yaml", "creation_rules:\n- key_groups:\n  - pgp: [" + fingerprint + "]\n  - age: ["
                + age.recipient() + "]\n");
        sandbox.write("secret-values.yaml", "password: s3cret-word\n");
        sandbox.script("secrets.java", "encrypt", "secret-values.yaml").succeeds();
        sandbox.script("secrets.java", "keys").succeeds()
                .saysOnOut("secret-values.yaml  ok     2 of (" + age.recipient() + "), (pgp " + fingerprint + ")");

        sandbox.script("render.java", "-f", "secret-values.yaml").succeeds();
        String state = sandbox.read(".release/state.yaml");
        sandbox.write("of-state.yaml", state);
        Vaults.sops(sandbox, "decrypt of-state.yaml").succeeds().saysOnOut("password: s3cret-word");

        sandbox.env("SOPS_AGE_KEY_FILE", "");
        sandbox.script("render.java", "-f", "secret-values.yaml").failsClearly(
                "cannot decrypt secret-values.yaml: sops has no key that opens it", "2 of (" + age.recipient());
        assertEquals(state, sandbox.read(".release/state.yaml"));
    }

    private static String line(String text, String key) {
        return text.lines().filter(line -> line.strip().startsWith(key)).findFirst().orElseThrow();
    }
}

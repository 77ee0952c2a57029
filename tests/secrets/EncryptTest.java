//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code secrets.java encrypt} and {@code decrypt}: what goes in comes out, for sops as well. */
@InSandbox
class EncryptTest {
    @Test
    void a_secret_is_encrypted_so_that_sops_reads_it_and_only_its_values_are_hidden(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt").succeeds().saysOnErr("Encrypted db-secret.yaml");
        String encrypted = sandbox.read("db-secret.yaml");
        assertTrue(encrypted.contains("    name: db\n"), encrypted);
        assertTrue(encrypted.contains("    password: ENC[AES256_GCM,"), encrypted);
        assertFalse(encrypted.contains("s3cret-word") || encrypted.contains("# the password"), encrypted);
        String plain = sandbox.script("secrets.java", "decrypt", "db-secret.yaml").succeeds().out();
        assertEquals(plain, Vaults.sops(sandbox, "decrypt db-secret.yaml").succeeds().out());
        assertTrue(plain.contains("    # the password\n    password: s3cret-word\n"), plain);
    }

    @Test
    void encrypting_twice_changes_nothing(Sandbox sandbox) {
        encrypted(sandbox);
        String once = sandbox.read("db-secret.yaml");
        sandbox.script("secrets.java", "encrypt").succeeds().saysOnErr("All secrets are encrypted");
        assertEquals(once, sandbox.read("db-secret.yaml"));
    }

    @Test
    void what_was_committed_keeps_its_ciphertext(Sandbox sandbox) {
        encrypted(sandbox);
        String committed = sandbox.read("db-secret.yaml");
        sandbox.shell("git add . && git commit -qm secret").succeeds();
        sandbox.script("secrets.java", "decrypt", "-i", "db-secret.yaml").succeeds().saysOnErr("plain text now");
        assertTrue(sandbox.read("db-secret.yaml").contains("password: s3cret-word"));
        sandbox.script("secrets.java", "encrypt").succeeds();
        assertEquals(committed, sandbox.read("db-secret.yaml"));
    }

    @Test
    void of_a_rendered_release_the_secrets_are_encrypted_each_by_itself(Sandbox sandbox) {
        AgeKey key = Vaults.create(sandbox);
        sandbox.write(".sops.yaml", "creation_rules:\n- age: " + key.recipient() + "\n");
        String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: open}\ndata: {colour: blue}\n";
        sandbox.write(".release/state.yaml", "---\n" + map + "---\n" + Vaults.SECRET + "---\n" + map);
        sandbox.script("secrets.java", "encrypt").succeeds();
        String encrypted = sandbox.read(".release/state.yaml");
        assertTrue(encrypted.startsWith("---\n" + map + "---\napiVersion"), encrypted);
        assertTrue(encrypted.endsWith("---\n" + map), encrypted);
        assertFalse(encrypted.contains("s3cret-word"), encrypted);
        sandbox.script("secrets.java", "encrypt").succeeds();
        assertEquals(encrypted, sandbox.read(".release/state.yaml"));
        sandbox.script("secrets.java", "decrypt", ".release/state.yaml").succeeds()
                .saysOnOut("password: s3cret-word", "colour: blue");
    }

    @Test
    void without_a_rule_nothing_is_encrypted(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("other.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt", "other.yaml")
                .failsClearly("no rule in", ".sops.yaml is for other.yaml");
        assertEquals(Vaults.SECRET, sandbox.read("other.yaml"));
    }

    @Test
    void it_takes_no_git(Sandbox sandbox) {
        Vaults.create(sandbox);
        FileTree.delete(sandbox.path(".git"));
        sandbox.write("secret-values.yaml", "password: s3cret-word\n");
        sandbox.script("secrets.java", "encrypt").succeeds().saysOnErr("Encrypted secret-values.yaml");
        sandbox.script("secrets.java", "decrypt", "secret-values.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    @Test
    void templates_and_other_manifests_are_passed_over(Sandbox sandbox) {
        AgeKey key = Vaults.create(sandbox);
        sandbox.write(".sops.yaml", "creation_rules:\n- age: " + key.recipient() + "\n");
        String template = Vaults.SECRET.replace("s3cret-word", "{{ .Values.password | quote }}");
        String external = "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: x}\n";
        sandbox.write("templates/secret.yaml", template).write("external-secret.yaml", external);
        sandbox.script("secrets.java", "encrypt").succeeds().saysOnErr("There are no secrets");
        assertEquals(template + external, sandbox.read("templates/secret.yaml") + sandbox.read("external-secret.yaml"));
    }

    @Test
    void a_plain_file_cannot_be_decrypted(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        CommandResult result = sandbox.script("secrets.java", "decrypt", "db-secret.yaml");
        result.failsClearly("db-secret.yaml is not encrypted");
        assertEquals("", result.out());
    }

    @Test
    void what_is_left_of_an_encrypted_file_is_not_encrypted_once_more(Sandbox sandbox) {
        encrypted(sandbox);
        String file = sandbox.read("db-secret.yaml");
        sandbox.write("db-secret.yaml", file.substring(0, file.indexOf("sops:")));
        sandbox.script("secrets.java", "encrypt").failsClearly("db-secret.yaml holds encrypted values", "Restore it");
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml").failsClearly("nothing can decrypt it");
        sandbox.write("db-secret.yaml", file.substring(0, file.indexOf("recipient:")));
        sandbox.script("secrets.java", "encrypt").failsClearly("db-secret.yaml was cut off");
        sandbox.script("secrets.java", "keys").succeeds().saysOnOut("db-secret.yaml  broken  nobody");
    }

    @Test
    void sops_itself_does_it_when_asked_to(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt", "--with", "sops").succeeds();
        assertTrue(sandbox.read("db-secret.yaml").contains("kind: Secret\n"), "of a Secret, the values are hidden");
        sandbox.script("secrets.java", "decrypt", "--with", "sops", "db-secret.yaml").succeeds()
                .saysOnOut("password: s3cret-word");
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    @Test
    void groups_of_keys_go_through_sops(Sandbox sandbox) {
        AgeKey key = Vaults.create(sandbox);
        AgeKey other = AgeKey.create(sandbox, "../home/other.txt");
        sandbox.write(".sops.yaml", "creation_rules:\n- key_groups:\n  - age: [" + key.recipient() + "]\n  - age: ["
                + other.recipient() + "]\n");
        sandbox.env("SOPS_AGE_KEY", other.secret());
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt", "db-secret.yaml").succeeds();
        assertTrue(sandbox.read("db-secret.yaml").contains("shamir_threshold: 2"));
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    private static void encrypted(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt").succeeds();
    }
}

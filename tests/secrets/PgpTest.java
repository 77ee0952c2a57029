//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of PGP, which the real sops uses with gpg. */
class PgpTest {
    private final Sandbox sandbox = Sandbox.create();
    private String fingerprint;

    @BeforeEach
    void makeKey() {
        DebianPackage.install("gnupg", "gpg", "gpg-agent", "gpgconf");
        AgeKey age = Vaults.create(Projects.chart(sandbox));
        sandbox.shell("mkdir -m 700 ~/.gnupg && gpg --batch --passphrase '' --quick-gen-key test@example.com"
                + " default default never").succeeds();
        fingerprint = sandbox.shell("gpg --list-keys --with-colons | grep -m1 ^fpr | cut -d: -f10").succeeds().out().strip();
        sandbox.write(".sops.yaml", "creation_rules:\n- path_regex: both\n  pgp: " + fingerprint + "\n  age: "
                + age.recipient() + "\n- path_regex: secret\n  pgp: " + fingerprint + "\n");
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
        sandbox.script("secrets.java", "keys").succeeds().saysOnOut("db-secret.yaml", "pgp");
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    @Test
    void values_that_gpg_opens_are_rendered_where_an_age_key_can_encrypt_their_secrets_again() {
        sandbox.write("secret-values.yaml", "password: s3cret-word\n").write("both-values.yaml", "password: s3cret-word\n");
        sandbox.script("secrets.java", "encrypt", "secret-values.yaml", "both-values.yaml").succeeds();

        sandbox.script("render.java", "-f", "both-values.yaml").succeeds();
        String state = sandbox.read(".release/state.yaml");
        sandbox.env("SOPS_AGE_KEY_FILE", "");
        sandbox.script("secrets.java", "decrypt", ".release/state.yaml").succeeds().saysOnOut("password: s3cret-word");

        sandbox.script("render.java", "-f", "secret-values.yaml").failsClearly(
                "secret-values.yaml is opened by sops, which keeps the data key to itself", "--plaintext-secrets");
        sandbox.script("render.java", "-f", "both-values.yaml").failsClearly("both-values.yaml is opened by sops");
        assertEquals(state, sandbox.read(".release/state.yaml"));
        sandbox.script("render.java", "-f", "secret-values.yaml", "--plaintext-secrets", "-o", "-").succeeds()
                .saysOnOut("password: s3cret-word");
    }
}

//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values files that cannot be decrypted, or not trusted: the last good release stays, and nothing is told of values. */
@InSandbox
class BrokenValuesTest {
    private static final String VALUES = "secret-values.yaml";

    @Test
    void without_a_key_that_fits_the_readers_are_named(Sandbox sandbox) {
        AgeKey key = project(sandbox);
        sandbox.env("SOPS_AGE_KEY_FILE", "");
        refused(sandbox, "cannot decrypt " + VALUES + ": there is no age key on this machine", key.recipient());
        sandbox.env("SOPS_AGE_KEY_FILE", AgeKey.create(sandbox, "../home/other.txt").file().toString());
        refused(sandbox, "cannot decrypt " + VALUES + ": none of the age keys", key.recipient());
        sandbox.env("SOPS_AGE_KEY_FILE", sandbox.path("nowhere").toString());
        refused(sandbox, "cannot read", "nowhere", "it does not exist");
    }

    @Test
    void what_was_changed_since_it_was_encrypted_is_refused(Sandbox sandbox) {
        project(sandbox);
        String file = sandbox.read(VALUES);
        List<String> lines = file.lines().toList();

        change(sandbox, String.join("\n", lines.subList(0, lines.size() - 3)) + "\n",
                VALUES + " was cut off: what sops notes at its end has no version");
        change(sandbox, file.substring(0, file.indexOf(",tag:") + 2), VALUES + " holds encrypted values, and not");
        change(sandbox, file.replaceFirst("password: ENC\\[AES256_GCM,data:...", "password: ENC[AES256_GCM,data:abc"),
                VALUES + ": db.password was changed or moved since it was encrypted");
        change(sandbox, file.replaceFirst("password: ENC.*", "password: another-word"),
                VALUES + ": db.password is not encrypted, or not completely");
        change(sandbox, file.replaceFirst("(?m)^( +password: .*\\n)( +user: .*\\n)", "$2$1"),
                VALUES + " was changed since it was encrypted", "order");
        change(sandbox, file.replaceFirst("version: 3\\.", "version: 4."), "of a version of sops that is not known: 4.");
        change(sandbox, file.replaceFirst("(?s)sops:.*", ""), VALUES + " holds encrypted values, and not what sops notes beside them");
    }

    @Test
    void plain_text_where_a_rule_says_otherwise_is_refused(Sandbox sandbox) {
        project(sandbox);
        change(sandbox, "db: {password: s3cret-word, user: app}\n",
                VALUES + ": db.password is not encrypted, as ", ".sops.yaml, line 2 says it is",
                "secrets.java encrypt " + VALUES);
        sandbox.script("render.java", "-f", VALUES, "--plaintext-secrets").succeeds();
        sandbox.write("open.yaml", "db: {password: x, user: y}\n");
        sandbox.script("render.java", "-f", "open.yaml").succeeds();
        sandbox.script("secrets.java", "encrypt", "open.yaml").failsClearly("no rule in", "is for open.yaml");
    }

    @Test
    void a_render_beside_one_who_edits_gets_the_values_before_or_after(Sandbox sandbox) {
        project(sandbox);
        sandbox.env("EDITOR", sandbox.program("slow", "sleep 1; sed -i s/s3cret-word/an0ther-word/ \"$1\"").toString());
        Sandbox.RunningCommand edit = sandbox.startScript("secrets.java", "edit", VALUES);
        List<Sandbox.RunningCommand> renders = List.of(sandbox.startScript("render.java", "-f", VALUES),
                sandbox.startScript("render.java", "-f", VALUES));
        renders.forEach(render -> sandbox.finish(render).succeeds());
        sandbox.finish(edit).succeeds();
        sandbox.script("render.java", "-f", VALUES).succeeds();
        sandbox.script("secrets.java", "decrypt", ".release/state.yaml").succeeds().saysOnOut("password: an0ther-word");
    }

    private static AgeKey project(Sandbox sandbox) {
        AgeKey key = Vaults.create(Projects.chart(sandbox));
        sandbox.write("umbrella-chart/templates/secret.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: db}
                stringData: {password: {{ .Values.db.password }}, user: {{ .Values.db.user }}}
                """);
        sandbox.write(VALUES, "db: {password: s3cret-word, user: app}\n");
        sandbox.script("secrets.java", "encrypt", VALUES).succeeds();
        sandbox.script("render.java", "-f", VALUES).succeeds();
        return key;
    }

    private static void change(Sandbox sandbox, String values, String... messages) {
        String good = sandbox.read(VALUES);
        sandbox.write(VALUES, values);
        refused(sandbox, messages);
        sandbox.write(VALUES, good);
    }

    private static void refused(Sandbox sandbox, String... messages) {
        String state = sandbox.read(".release/state.yaml");
        String secret = sandbox.read(".release/umbrella-chart/templates/secret.yaml");
        CommandResult result = sandbox.script("render.java", "-f", VALUES);
        result.failsClearly(messages);
        assertFalse((result.out() + result.err()).contains("s3cret-word"), result::toString);
        assertEquals(state, sandbox.read(".release/state.yaml"));
        assertEquals(secret, sandbox.read(".release/umbrella-chart/templates/secret.yaml"));
        assertTrue(state.contains("ENC[AES256_GCM"));
    }
}

//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** {@code secrets.java check}: findings are lines without values, and the exit status says that there are some. */
@InSandbox
class SecretsCheckTest {
    @Test
    void a_plain_secret_is_found_on_disk_in_the_index_and_in_commits(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.shell("git checkout -qb work").succeeds();
        String finding = "db.yaml, line 7: Secret db: stringData.password is not encrypted";
        sandbox.write("db.yaml", Vaults.SECRET);
        assertEquals(finding + "\n", check(sandbox, 3));
        sandbox.shell("git add db.yaml && rm db.yaml").succeeds();
        assertEquals(finding + " (in the index)\n", check(sandbox, 3));
        sandbox.shell("git commit -qm oops && git rm -q --cached db.yaml && git commit -qm gone").succeeds();
        String commit = sandbox.shell("git rev-parse --short=8 HEAD~1").out().strip();
        assertEquals(finding + " (in commit " + commit + ")\n", check(sandbox, 3));
        sandbox.shell("git branch -qf main HEAD").succeeds();
        assertEquals("", check(sandbox, 0));
    }

    @Test
    void encrypted_secrets_templates_and_empty_ones_are_fine(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt").succeeds();
        sandbox.write("templates/x.yaml", Vaults.SECRET.replace("s3cret-word", "{{ .Values.password | quote }}")
                .replace("user: app", "user: \"{{ .Values.user }}\"").replace("stringData", "{{- if .x }}\nstringData"));
        sandbox.write("empty.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: e}\ndata: {a: ''}\n");
        assertEquals("", check(sandbox, 0));
    }

    @Test
    void a_value_added_to_an_encrypted_file_is_found(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt").succeeds();
        sandbox.shell("sed -i 's/^stringData:/&\\n    token: abc-def/' db-secret.yaml").succeeds();
        assertEquals("db-secret.yaml, line 6: Secret db: stringData.token is not encrypted\n", check(sandbox, 3));
        sandbox.script("secrets.java", "encrypt").failsClearly("stringData.token is not encrypted");
    }

    @Test
    void files_that_a_rule_names_and_private_keys_are_found(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("secret-values.yaml", "db: {password: s3cret-word}\n");
        sandbox.write("tls/key.pem", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\n");
        sandbox.write("notes.txt", "first\na key: AGE-SECRET-KEY-1" + "Q".repeat(58) + "\n");
        sandbox.write("README.md", "A key starts with -----BEGIN PRIVATE KEY----- or AGE-SECRET-KEY-1.\n");
        String findings = check(sandbox, 3);
        assertEquals("""
                notes.txt, line 2: there is a private key
                secret-values.yaml: db.password is not encrypted, as RULE says it is
                tls/key.pem, line 1: there is a private key
                """, findings.replaceAll("as \\S+, line 2 says", "as RULE says"));
    }

    @Test
    void findings_are_excused_with_a_reason(Sandbox sandbox) {
        Vaults.create(sandbox);
        sandbox.write("tests/db.yaml", Vaults.SECRET);
        sandbox.write("gitops.yaml", "secrets:\n  allow:\n  - path: tests/**\n    reason: opens nothing\n");
        assertEquals("", check(sandbox, 0));
        sandbox.write("gitops.yaml", "secrets:\n  allow:\n  - path: tests/**\n");
        sandbox.script("secrets.java", "check").failsClearly("needs a path and a reason");
    }

    @Test
    void the_hook_refuses_a_commit(Sandbox sandbox) {
        Vaults.create(sandbox);
        String command = "'" + Workbench.REPOSITORY + "/jbang' '" + Workbench.REPOSITORY + "/secrets.java'";
        sandbox.script("secrets.java", "check", "--install-hook", "--hook-command", command).succeeds();
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        CommandResult refused = sandbox.shell("git add . && git commit -qm secret");
        refused.exits(1);
        assertEquals(true, (refused.out() + refused.err()).contains("stringData.password is not encrypted"));
        sandbox.script("secrets.java", "encrypt").succeeds();
        sandbox.shell("git add . && git commit -qm secret").succeeds();
        sandbox.write(".git/hooks/pre-commit", "#!/bin/sh\n");
        sandbox.script("secrets.java", "check", "--install-hook", "--hook-command", command)
                .failsClearly("there is a hook already", "check --staged");
    }

    private static String check(Sandbox sandbox, int exit) {
        CommandResult result = sandbox.script("secrets.java", "check").exits(exit);
        assertFalse((result.out() + result.err()).contains("s3cret-word"), result::toString);
        return result.out();
    }
}

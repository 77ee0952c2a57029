//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code secrets.java edit}, {@code rotate} and {@code keys}. */
@InSandbox
class EditTest {
    @Test
    void an_edited_value_is_encrypted_and_the_others_stay_as_they_are(Sandbox sandbox) {
        encrypted(sandbox);
        String before = sandbox.read("db-secret.yaml");
        sandbox.env("EDITOR", "sed -i s/s3cret-word/an0ther-word/");
        sandbox.script("secrets.java", "edit", "db-secret.yaml").succeeds();
        String after = sandbox.read("db-secret.yaml");
        assertEquals(line(before, "user:"), line(after, "user:"));
        assertFalse(line(before, "password:").equals(line(after, "password:")));
        Vaults.sops(sandbox, "decrypt db-secret.yaml").succeeds().saysOnOut("password: an0ther-word");
    }

    @Test
    void an_editor_that_changes_nothing_or_fails_leaves_the_file_as_it_is(Sandbox sandbox) {
        encrypted(sandbox);
        String before = sandbox.read("db-secret.yaml");
        sandbox.env("EDITOR", "true");
        sandbox.script("secrets.java", "edit", "db-secret.yaml").succeeds().saysOnErr("Nothing has changed");
        sandbox.env("EDITOR", "false");
        sandbox.script("secrets.java", "edit", "db-secret.yaml").failsClearly("the editor ended with exit status 1");
        sandbox.env("EDITOR", "sh -c 'echo \"a: [\" >\"$0\"'");
        sandbox.script("secrets.java", "edit", "db-secret.yaml").failsClearly("is not valid YAML");
        assertEquals(before, sandbox.read("db-secret.yaml"));
    }

    @Test
    void the_editors_file_is_private_and_goes_when_the_script_is_ended(Sandbox sandbox) throws Exception {
        encrypted(sandbox);
        Path seen = sandbox.path("seen");
        sandbox.env("EDITOR", sandbox.program("wait", "stat -c '%a %n' \"$1\" \"${1%/*}\" >'" + seen
                + ".new' && mv '" + seen + ".new' '" + seen + "' && exec sleep 100").toString());
        Sandbox.RunningCommand editing = sandbox.startScript("secrets.java", "edit", "db-secret.yaml");
        while (!Files.exists(seen) && editing.process().isAlive()) {
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(seen);
        assertTrue(lines.get(0).startsWith("600 ") && lines.get(1).startsWith("700 "), lines::toString);
        Path file = Path.of(lines.get(0).substring(4));
        assertTrue(Files.exists(file));
        Stream.concat(Stream.of(editing.process().toHandle()), editing.process().descendants())
                .forEach(ProcessHandle::destroy);
        editing.process().waitFor();
        Await.until(file + " is gone", () -> !Files.exists(file.getParent()));
    }

    @Test
    void what_somebody_else_has_written_meanwhile_is_not_overwritten(Sandbox sandbox) {
        encrypted(sandbox);
        sandbox.env("EDITOR", sandbox.program("slow", "sed -i s/s3cret-word/mine/ \"$1\"; echo '# theirs' >> '"
                + sandbox.path("db-secret.yaml") + "'").toString());
        sandbox.script("secrets.java", "edit", "db-secret.yaml").failsClearly("changed by somebody else");
        assertTrue(sandbox.read("db-secret.yaml").endsWith("# theirs\n"));
    }

    @Test
    void two_who_edit_at_once_take_turns_and_both_changes_stay(Sandbox sandbox) {
        encrypted(sandbox);
        sandbox.env("EDITOR", sandbox.program("one", "sleep 1; sed -i s/s3cret-word/first/ \"$1\"").toString());
        Sandbox.RunningCommand first = sandbox.startScript("secrets.java", "edit", "db-secret.yaml");
        sandbox.env("EDITOR", sandbox.program("two", "sleep 1; sed -i 's/user: app/user: second/' \"$1\"").toString());
        Sandbox.RunningCommand second = sandbox.startScript("secrets.java", "edit", "db-secret.yaml");
        sandbox.finish(first).succeeds();
        sandbox.finish(second).succeeds();
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml").succeeds()
                .saysOnOut("password: first\n", "user: second\n");
    }

    @Test
    void rotating_gives_it_to_those_whom_the_rule_names_now(Sandbox sandbox) {
        AgeKey old = encrypted(sandbox);
        String before = sandbox.read("db-secret.yaml");
        AgeKey fresh = AgeKey.create(sandbox, "../home/fresh.txt");
        Vaults.rule(sandbox, fresh);
        sandbox.script("secrets.java", "keys").succeeds().saysOnOut("db-secret.yaml  differs  " + old.recipient());
        sandbox.script("secrets.java", "rotate").succeeds();
        sandbox.script("secrets.java", "keys").succeeds().saysOnOut("db-secret.yaml  ok     " + fresh.recipient());
        assertFalse(line(before, "user:").equals(line(sandbox.read("db-secret.yaml"), "user:")));
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml")
                .failsClearly("none of the age keys", fresh.recipient());
        sandbox.env("SOPS_AGE_KEY_FILE", fresh.file().toString());
        Vaults.sops(sandbox, "decrypt db-secret.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    private static AgeKey encrypted(Sandbox sandbox) {
        AgeKey key = Vaults.create(sandbox);
        sandbox.write("db-secret.yaml", Vaults.SECRET);
        sandbox.script("secrets.java", "encrypt").succeeds();
        return key;
    }

    private static String line(String text, String key) {
        return text.lines().filter(line -> line.strip().startsWith(key)).findFirst().orElseThrow();
    }
}

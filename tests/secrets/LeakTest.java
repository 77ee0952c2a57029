//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A random value is looked for in all that the verbs print and leave behind, and in the arguments of processes. */
@InSandbox
class LeakTest {
    @Test
    void no_verb_lets_a_value_out(Sandbox sandbox) throws Exception {
        byte[] random = new byte[12];
        new Random().nextBytes(random);
        String value = HexFormat.of().formatHex(random);
        AgeKey key = Vaults.create(sandbox);
        Path[] places = {sandbox.directory(), Path.of("/dev/shm"), Tools.cache().resolve("secrets")};
        String processes = "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' >>'" + sandbox.path("processes") + "'";
        sandbox.env("EDITOR", sandbox.program("editor",
                processes + "; sed -i 's/user: app/user: other/' \"$1\"").toString());
        sandbox.write("db-secret.yaml", Vaults.SECRET.replace("s3cret-word", value));
        hides(value, key, sandbox.script("secrets.java", "check", "--debug"));
        hides(value, key, sandbox.script("secrets.java", "encrypt", "--debug"));
        hides(value, key, sandbox.script("secrets.java", "edit", "db-secret.yaml", "--debug"));
        hides(value, key, sandbox.script("secrets.java", "rotate", "--debug"));
        hides(value, key, sandbox.script("secrets.java", "keys", "--debug"));
        assertTrue(sandbox.read("processes").contains("secrets.java"), "the editor has seen the processes");
        assertEquals(List.of(), Vaults.filesWith(value, places));
        sandbox.script("secrets.java", "decrypt", "db-secret.yaml").succeeds().saysOnOut(value, "user: other");
        sandbox.write("db-secret.yaml", sandbox.read("db-secret.yaml").replaceFirst("name: db", "name: changed"));
        for (String verb : List.of("decrypt", "edit", "rotate")) {
            CommandResult result = sandbox.script("secrets.java", verb, "db-secret.yaml", "--debug").exits(1);
            hides(value, key, result);
        }
        assertEquals(List.of(), Vaults.filesWith(value, places));
    }

    private static void hides(String value, AgeKey key, CommandResult result) {
        assertFalse((result.out() + result.err()).contains(value), result::toString);
        assertFalse((result.out() + result.err()).contains(key.secret()), result::toString);
    }
}

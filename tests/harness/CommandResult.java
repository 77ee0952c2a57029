import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What a command did: its exit status, standard output and standard error. */
record CommandResult(String command, int exit, String out, String err) {

    CommandResult succeeds() {
        return exits(0);
    }

    CommandResult exits(int status) {
        assertEquals(status, exit, this::toString);
        return this;
    }

    /** The lines that it said to people, without those of JBang, which may build a script or wait for its turn. */
    List<String> messages() {
        return err.lines().filter(line -> !line.startsWith("[jbang]")).toList();
    }

    CommandResult saysOnOut(String... texts) {
        for (String text : texts) {
            assertTrue(out.contains(text), () -> "standard output lacks: " + text + "\n" + this);
        }
        return this;
    }

    CommandResult saysOnErr(String... texts) {
        for (String text : texts) {
            assertTrue(err.contains(text), () -> "standard error lacks: " + text + "\n" + this);
        }
        return this;
    }

    /** The failure is one message for people: no stack trace. */
    CommandResult failsClearly(String... texts) {
        exits(1);
        assertTrue(err.contains("error: "), this::toString);
        assertFalse(err.contains("\tat ") || err.contains("Exception"), this::toString);
        return saysOnErr(texts);
    }

    @Override
    public String toString() {
        return "$ " + command + "\nexit status " + exit + "\n--- standard output\n" + out + "--- standard error\n" + err;
    }
}

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Standard streams and exit status of a script are those of the launcher. */
@InSandbox
class StreamsTest {

    @Test
    void the_exit_status_is_that_of_the_script(Sandbox sandbox) {
        Launcher.cached(sandbox);
        for (int status : new int[] {0, 1, 2, 3, 7, 255}) {
            Launcher.run(sandbox, "sample.java", "exit", "" + status).exits(status);
        }
    }

    @Test
    void bytes_pass_through_untouched(Sandbox sandbox) throws IOException {
        Launcher.cached(sandbox);
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        Files.write(sandbox.path("in"), bytes);
        sandbox.shell("'" + Launcher.FILE + "' sample.java copy < in > out").succeeds();
        assertArrayEquals(bytes, Files.readAllBytes(sandbox.path("out")));
        for (String text : new String[] {"", "no line end", "\n\n"}) {
            sandbox.write("in", text).shell("'" + Launcher.FILE + "' sample.java copy < in > out").succeeds();
            assertEquals(text, sandbox.read("out"));
        }
    }

    @Test
    void what_jbang_itself_says_comes_through(Sandbox sandbox) {
        Launcher.cached(sandbox).write("broken.java", "class broken { int x = \"text\"; }\n");
        assertEquals(Launcher.version() + "\n", Launcher.run(sandbox, "version").succeeds().out());
        CommandResult broken = Launcher.run(sandbox, "broken.java").exits(1).saysOnErr("incompatible types");
        assertEquals("", broken.out());
        CommandResult missing = Launcher.run(sandbox, "missing.java").exits(2).saysOnErr("missing.java");
        assertEquals("", missing.out());
    }

    @Test
    void a_signal_reaches_the_script(Sandbox sandbox) {
        Launcher.cached(sandbox).write("waiting.java", """
                class waiting {
                    public static void main(String... args) throws Exception {
                        java.nio.file.Files.writeString(java.nio.file.Path.of("started.new"),
                                "" + ProcessHandle.current().pid());
                        new java.io.File("started.new").renameTo(new java.io.File("started"));
                        Thread.sleep(60_000);
                    }
                }
                """);
        Sandbox.RunningCommand running = Launcher.start(sandbox, "waiting.java");
        Await.until("the script has started", () -> sandbox.has("started"));
        assertEquals("" + running.process().pid(), sandbox.read("started"), "the script takes the launcher's place");
        running.process().destroy();
        sandbox.finish(running).exits(143);
    }
}

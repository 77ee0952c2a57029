import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a bundle looks like. */
@InSandbox
class BundleTest {
    private static final String SCRIPT = """
            ///usr/bin/env jbang "$0" "$@" ; exit $?

            // Greets,
            // politely.

            //JAVA 17+
            //DEPS info.picocli:picocli:4.7.7 com.example:polite:1.0, 'com.example:kind:[1,2)' // three
            // Without this it is slow.
            //RUNTIME_OPTIONS -XX:+UseSerialGC
            //SOURCES speech/*.java, lib/Greeting.java

            import static java.util.Objects.requireNonNull;

            import java.util.List;

            /** The script. */
            public class greet {
                // Not a directive:
                //SOURCES_OF_JOY
                public static void main(String... args) {
                    System.out.println(requireNonNull(Greeting.of(List.of(args))));
                }
            }

            record Name(String text) {}
            """;

    private static final String GREETING = """
            //JAVA 21
            //DEPS info.picocli:picocli:4.7.7
            //SOURCES ../speech/Politeness.java

            import java.util.List;
            import java.util.ArrayList;

            /**
             * What is said.
             *
             * <p>Always the same.
             */
            @SuppressWarnings("public class")
            public final class Greeting {
                static String of(List<String> names) {
                    return new ArrayList<>(names) + Politeness.TEXT;
                }
            }
            """;

    private static final String POLITENESS = """
            // Words.
            //CDS
            //SOURCES ../greet.java ../lib/Greeting.java

            /** Polite words. */
            interface Politeness {
                String TEXT = "please";
            }
            """;

    private static final String BUNDLE = """
            ///usr/bin/env jbang "$0" "$@" ; exit $?

            // Greets,
            // politely.

            // greet.java and what its //SOURCES reach, made into one file by: jbang lib/bundle.java greet.java

            //JAVA 21
            // three
            //DEPS info.picocli:picocli:4.7.7
            //DEPS com.example:polite:1.0
            //DEPS 'com.example:kind:[1,2)'
            // Without this it is slow.
            //RUNTIME_OPTIONS -XX:+UseSerialGC
            // Words.
            //CDS

            import static java.util.Objects.requireNonNull;

            import java.util.ArrayList;
            import java.util.List;

            /** The script. */
            public class greet {
                // Not a directive:
                //SOURCES_OF_JOY
                public static void main(String... args) {
                    System.out.println(requireNonNull(Greeting.of(List.of(args))));
                }
            }

            record Name(String text) {}

            /**
             * What is said.
             *
             * <p>Always the same.
             */
            @SuppressWarnings("public class")
            final class Greeting {
                static String of(List<String> names) {
                    return new ArrayList<>(names) + Politeness.TEXT;
                }
            }

            /** Polite words. */
            interface Politeness {
                String TEXT = "please";
            }
            """;

    @Test
    void a_bundle_has_everything_once(Sandbox sandbox) {
        write(sandbox);
        assertEquals(BUNDLE, Copies.bundle(sandbox, "greet.java").succeeds().out());
    }

    @Test
    void a_bundle_has_the_same_bytes_each_time_and_from_everywhere(Sandbox sandbox) {
        write(sandbox);
        assertEquals(BUNDLE, Copies.bundle(sandbox, sandbox.path("speech/../greet.java").toString()).succeeds().out());
        assertEquals(BUNDLE, Copies.bundle(sandbox, "-C", "lib", "../greet.java").succeeds().out());
        String render = Workbench.REPOSITORY.resolve("render.java").toString();
        String bundled = Copies.bundle(sandbox, render).succeeds().out();
        assertTrue(bundled.contains("made into one file by: jbang lib/bundle.java render.java\n"));
        assertEquals(bundled, Copies.bundle(sandbox, "-C", Workbench.REPOSITORY.toString(), "render.java").out());
    }

    @Test
    void a_list_names_the_files_from_here(Sandbox sandbox) {
        write(sandbox);
        assertEquals("greet.java\nlib/Greeting.java\nspeech/Politeness.java\n",
                Copies.bundle(sandbox, "--list", "greet.java").succeeds().out());
        sandbox.copy(sandbox.path("lib"), "below/lib").copy(sandbox.path("speech"), "below/speech")
                .copy(sandbox.path("greet.java"), "below/greet.java");
        assertEquals("below/greet.java\nbelow/lib/Greeting.java\nbelow/speech/Politeness.java\n",
                Copies.bundle(sandbox, "--list", "below/greet.java").succeeds().out());
    }

    @Test
    void a_file_is_replaced_in_one_move_and_can_be_run(Sandbox sandbox) throws IOException {
        write(sandbox).write("copy.java", "old");
        Files.createLink(sandbox.path("reader.java"), sandbox.path("copy.java"));
        Copies.bundle(sandbox, "greet.java", "-o", "copy.java").succeeds();
        assertEquals(BUNDLE, sandbox.read("copy.java"));
        assertEquals("old", sandbox.read("reader.java"), "who reads the old file keeps it");
        assertTrue(Files.isExecutable(sandbox.path("copy.java")));
        Copies.bundle(sandbox, "--list", "greet.java", "-o", "list").succeeds();
        assertFalse(Files.isExecutable(sandbox.path("list")));
    }

    @Test
    void a_script_with_another_ending_has_no_public_class(Sandbox sandbox) {
        sandbox.write("greet.jbang", SCRIPT.replaceAll("(?m)^//(SOURCES|DEPS) .*\n", "")
                .replace("Greeting.of", "String.valueOf"));
        String bundled = Copies.bundle(sandbox, "greet.jbang").succeeds().out();
        assertTrue(bundled.contains("\n/** The script. */\nclass greet {\n"), bundled);
        sandbox.write("copy/greet.jbang", bundled).run(List.of(Launcher.FILE, "copy/greet.jbang", "me")).succeeds()
                .saysOnOut("[me]");
    }

    private static Sandbox write(Sandbox sandbox) {
        return sandbox.write("greet.java", SCRIPT).write("lib/Greeting.java", GREETING)
                .write("speech/Politeness.java", POLITENESS);
    }
}

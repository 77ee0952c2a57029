import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the launcher remembers of a script, so that JBang need not be started, and when that no longer holds. */
@InSandbox
class RememberedTest {

    private static final String SCRIPT = """
            //SOURCES lib/Word.java
            class greeting {
                public static void main(String... args) {
                    System.out.print(Word.WORD);
                }
            }
            """;

    @Test
    void the_second_run_does_without_jbang(Sandbox sandbox) {
        project(sandbox);
        says(sandbox, "hello");
        sandbox.shell("rm cache/jbang/" + Launcher.home() + "/*.jar").succeeds();
        says(sandbox, "hello");
        assertEquals("hello", sandbox.shell("cd plain/lib && '" + Launcher.FILE + "' ../greeting.java").succeeds().out());
    }

    @Test
    void a_changed_source_is_built_even_if_it_looks_old(Sandbox sandbox) {
        project(sandbox);
        says(sandbox, "hello");
        says(sandbox, "hello");
        word(sandbox, "goodbye").shell("touch -d 2001-01-01 plain/lib/Word.java").succeeds();
        says(sandbox, "goodbye");
        sandbox.write("plain/lib/Word.java", "interface Word { int WORD = }");
        Launcher.run(sandbox, "plain/greeting.java").exits(1).saysOnErr("Word.java");
        word(sandbox, "hello");
        says(sandbox, "hello");
    }

    @Test
    void a_file_that_a_pattern_matches_since_is_built(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("plain/greeting.java", SCRIPT.replace("lib/Word.java", "lib/*.java")
                .replace("Word.WORD", "Word.WORD + new java.io.File(System.getProperty(\"java.class.path\")"
                        + ".split(\":\")[0]).length()"));
        String before = Launcher.run(sandbox, "plain/greeting.java").succeeds().out();
        assertEquals(before, Launcher.run(sandbox, "plain/greeting.java").succeeds().out());
        sandbox.write("plain/lib/More.java", "class More {}");
        String after = Launcher.run(sandbox, "plain/greeting.java").succeeds().out();
        assertTrue(!after.equals(before), before + " " + after);
    }

    @Test
    void what_was_built_is_built_again_when_it_is_gone(Sandbox sandbox) {
        project(sandbox);
        says(sandbox, "hello");
        sandbox.shell("rm -r jbang-home").succeeds();
        says(sandbox, "hello");
    }

    @Test
    void another_java_is_not_ignored(Sandbox sandbox) {
        project(sandbox);
        says(sandbox, "hello");
        sandbox.env("JAVA_HOME", "/no/java");
        Launcher.run(sandbox, "plain/greeting.java").exits(1).saysOnErr("there is no java in /no/java");
    }

    @Test
    void the_same_java_by_another_name_is_known(Sandbox sandbox) {
        project(sandbox);
        says(sandbox, "hello");
        sandbox.shell("rm cache/jbang/" + Launcher.home() + "/*.jar").succeeds();
        sandbox.shell("mkdir -p bin && ln -s \"$(command -v java)\" bin/java").succeeds();
        says(sandbox, "hello");
    }

    @Test
    void names_that_shells_take_apart_are_remembered(Sandbox sandbox) {
        project(sandbox);
        sandbox.copy(sandbox.path("plain"), "it's $mine");
        for (int run = 0; run < 2; run++) {
            assertEquals("hello", Launcher.run(sandbox, "it's $mine/greeting.java").succeeds().out());
        }
    }

    @Test
    void a_first_run_that_only_asks_for_help_makes_no_archive_of_classes(Sandbox sandbox) {
        project(sandbox);
        sandbox.write("plain/greeting.java", "//CDS\n" + SCRIPT);
        String archives = "find jbang-home -name greeting.jsa";
        assertEquals("hello", Launcher.run(sandbox, "plain/greeting.java", "--help").succeeds().out());
        assertEquals("", sandbox.shell(archives).out());
        Launcher.run(sandbox, "plain/greeting.java").succeeds();
        assertTrue(sandbox.shell(archives).out().endsWith("greeting.jsa\n"));
    }

    @Test
    void classes_of_signed_and_of_old_libraries_are_archived_too(Sandbox sandbox) throws IOException {
        Launcher.cached(sandbox).write("using.java", "//CDS\n//RUNTIME_OPTIONS -Xlog:class+load:file=loaded\n"
                + dependency("lib/git/JGit.java", "org.eclipse.jgit:org.eclipse.jgit")
                + dependency("lib/Console.java", "info.picocli:picocli") + """

                @picocli.CommandLine.Command(name = "its-name")
                class using {
                    public static void main(String... args) {
                        System.out.print(org.eclipse.jgit.lib.ObjectId.zeroId().name());
                        System.out.print(new picocli.CommandLine(new using()).getCommandName());
                    }
                }
                """);
        for (int run = 0; run < 3; run++) {
            assertEquals("0".repeat(40) + "its-name", Launcher.run(sandbox, "using.java").succeeds().out());
        }
        for (String type : List.of("org.eclipse.jgit.lib.ObjectId", "picocli.CommandLine")) {
            assertTrue(sandbox.read("loaded").contains(type + " source: shared objects file"), type);
        }
    }

    @Test
    void an_archive_of_a_run_that_failed_is_made_anew(Sandbox sandbox) throws IOException {
        Launcher.cached(sandbox).write("failing.java", "//CDS\n//RUNTIME_OPTIONS -Xlog:class+load:file=loaded\n"
                + "//SOURCES " + Workbench.REPOSITORY.resolve("lib/ClassArchive.java") + "\n"
                + dependency("lib/git/JGit.java", "org.eclipse.jgit:org.eclipse.jgit") + """

                class failing {
                    public static void main(String... args) {
                        if (args.length == 0) {
                            System.out.print(org.eclipse.jgit.lib.ObjectId.zeroId().name());
                        }
                        ClassArchive.complete(failing.class, args.length);
                        System.exit(args.length);
                    }
                }
                """);
        Launcher.run(sandbox, "failing.java", "now").exits(1);
        Launcher.run(sandbox, "failing.java", "--help").exits(1);
        for (int run = 0; run < 2; run++) {
            assertEquals("0".repeat(40), Launcher.run(sandbox, "failing.java").succeeds().out());
        }
        assertTrue(sandbox.read("loaded").contains("org.eclipse.jgit.lib.ObjectId source: shared objects file"));
        assertEquals("", sandbox.shell("find jbang-home -name '*.poor'").out());
    }

    private static String dependency(String file, String artifact) throws IOException {
        return Files.readString(Workbench.REPOSITORY.resolve(file)).lines()
                .filter(line -> line.startsWith("//DEPS " + artifact + ":")).findFirst().orElseThrow() + "\n";
    }

    private static void project(Sandbox sandbox) {
        word(Launcher.cached(sandbox).write("plain/greeting.java", SCRIPT), "hello");
    }

    private static Sandbox word(Sandbox sandbox, String word) {
        return sandbox.write("plain/lib/Word.java", "interface Word { String WORD = \"" + word + "\"; }");
    }

    private static void says(Sandbox sandbox, String word) {
        assertEquals(word, Launcher.run(sandbox, "plain/greeting.java").succeeds().out());
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What cannot become one file is an error that names the files. */
@InSandbox
class BundleConflictTest {

    @Test
    void a_conflict_ends_the_script_with_one_sentence(Sandbox sandbox) {
        sandbox.write("script.java", "//SOURCES lib/A.java\nclass script {}\n");
        CommandResult result = Copies.bundle(sandbox, "script.java", "-o", "copy.java").failsClearly(
                "error: script.java names lib/A.java in //SOURCES, but there is no such file\n");
        assertEquals("", result.out());
        assertFalse(sandbox.has("copy.java"));
        Copies.bundle(sandbox).exits(2).saysOnErr("SCRIPT");
    }

    @Test
    void two_versions_of_a_library(Sandbox sandbox) {
        sandbox.write("script.java", """
                //DEPS com.example:library:1.0 com.example:other:1.0
                //SOURCES lib/A.java lib/B.java
                class script {}
                """);
        sandbox.write("lib/A.java", "//DEPS com.example:library:1.0\nclass A {}\n");
        sandbox.write("lib/B.java", "//DEPS com.example:library:1.1\nclass B {}\n");
        fails(sandbox, "script.java wants 1.0 of com.example:library, but ", "lib/B.java wants 1.1");
        sandbox.write("lib/B.java", "//DEPS com.example:library:1.0:linux@zip\nclass B {}\n");
        bundle(sandbox).call();
        assertTrue(sandbox.read("copy.java").contains("//DEPS com.example:library:1.0:linux@zip\n"));
    }

    @Test
    void a_name_with_two_meanings(Sandbox sandbox) {
        sandbox.write("script.java", """
                //SOURCES A.java B.java
                import java.util.List;
                class script {}
                """);
        sandbox.write("A.java", "import java.util.List;\nclass A {}\n");
        sandbox.write("B.java", "import java.awt.List;\nclass B {}\n");
        fails(sandbox, "script.java imports java.util.List, but ", "B.java imports java.awt.List");
        sandbox.write("B.java", "class List {}\n");
        fails(sandbox, "script.java imports java.util.List, but ", "B.java declares List");
        sandbox.write("B.java", "class B {}\nrecord A() {}\n");
        fails(sandbox, "A.java declares A, but ", "B.java declares A");
        sandbox.write("B.java", "import static java.lang.Math.max;\nclass B {}\n");
        sandbox.write("A.java", "import static java.util.Collections.max;\nclass A {}\n");
        fails(sandbox, "A.java imports static java.util.Collections.max", "B.java imports static java.lang.Math.max");
        sandbox.write("B.java", "import java.awt.*;\nclass B {}\n");
        fails(sandbox, "B.java imports java.awt.*");
    }

    @Test
    void files_that_are_missing_or_no_part_of_a_script(Sandbox sandbox) {
        fails(sandbox, "cannot read ", "script.java: it does not exist");
        sandbox.write("script.java", "//SOURCES lib/A.java\nclass script {}\n");
        fails(sandbox, "script.java names lib/A.java in //SOURCES, but there is no such file");
        sandbox.write("lib/A.java", "// nothing yet\n");
        fails(sandbox, "lib/A.java declares no type");
        sandbox.write("lib/A.java", "package lib;\nclass A {}\n");
        fails(sandbox, "lib/A.java is in package lib");
        sandbox.write("lib/A.java", "class A {\n  int x = ;\n}\n");
        fails(sandbox, "lib/A.java:2: illegal start of expression");
        sandbox.write("lib/A.java", "class A {}\n//SOURCES B.java\n");
        fails(sandbox, "lib/A.java:2: //SOURCES stands below the imports");
        sandbox.write("lib/A.java", "//FILES logo.png\nclass A {}\n");
        fails(sandbox, "lib/A.java has //FILES");
        sandbox.write("script.java", "//SOURCES lib/X*.java\nclass script {}\n");
        fails(sandbox, "script.java names lib/X*.java in //SOURCES");
    }

    private static void fails(Sandbox sandbox, String... texts) {
        String message = assertThrows(Failure.class, () -> bundle(sandbox).call()).getMessage();
        for (String text : texts) {
            assertTrue(message.contains(text), message);
        }
        assertFalse(message.contains("\n"), message);
    }

    private static bundle bundle(Sandbox sandbox) {
        bundle bundle = new bundle();
        bundle.common = new Common();
        bundle.script = sandbox.path("script.java").toString();
        bundle.output = sandbox.path("copy.java").toString();
        return bundle;
    }
}

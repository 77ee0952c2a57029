import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A script that was copied into another repository works there as it does here. */
@InSandbox
class CopyTest {

    @Test
    void a_bundle_alone_runs_by_itself_and_renders_the_same_bytes(Sandbox sandbox) {
        String expected = rendered(sandbox);
        sandbox.env("PATH", Workbench.REPOSITORY + ":" + System.getenv("PATH"));
        Copies.bundle(sandbox, repository("render.java"), "-o", "copy/render.java").failsClearly("copy/render.java");
        sandbox.write("copy/.keep", "");
        Copies.bundle(sandbox, repository("render.java"), "-o", "copy/render.java").succeeds();
        assertEquals(expected, sandbox.shell("cd copy && ./render.java -C ../example -o -").succeeds().out());
        sandbox.shell("copy/render.java --no-such-option").exits(2).saysOnErr("--no-such-option");
    }

    @Test
    void the_files_that_are_listed_render_the_same_bytes(Sandbox sandbox) {
        String expected = rendered(sandbox);
        Copies.compile();
        sandbox.shell("mkdir copy && there=$PWD/copy && cd '" + Workbench.REPOSITORY + "' &&"
                + " tar -cf - $(./jbang lib/bundle.java --list render.java) | tar -xf - -C \"$there\"").succeeds();
        assertTrue(sandbox.has("copy/lib/Common.java"));
        assertFalse(sandbox.has("copy/lib/bundle.java"), "only what is needed");
        CommandResult copy = sandbox.run(List.of(Launcher.FILE, "copy/render.java", "-C", "example", "-o", "-"));
        assertEquals(expected, copy.succeeds().out());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_can_be_bundled_and_built(String script, Sandbox sandbox) {
        String name = Path.of(script).getFileName().toString();
        Copies.bundle(sandbox, repository(script), "-o", name).succeeds();
        // A cache of its own: JBang sometimes fails when it builds the same script twice at once.
        sandbox.env("JBANG_DIR", sandbox.path("jbang-home").toString());
        sandbox.run(List.of(Launcher.FILE, "build", name)).succeeds();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_runs_by_itself(String script) {
        assertTrue(Files.isExecutable(Workbench.REPOSITORY.resolve(script)), "chmod +x " + script);
    }

    static Stream<String> scripts() {
        return Stream.concat(Copies.scripts().stream(), Stream.of(Copies.BUNDLE));
    }

    private static String rendered(Sandbox sandbox) {
        return sandbox.copy("example").script("render.java", "-C", "example", "-o", "-").succeeds().out();
    }

    private static String repository(String script) {
        return Workbench.REPOSITORY.resolve(script).toString();
    }
}

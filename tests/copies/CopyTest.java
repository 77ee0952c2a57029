import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void a_bundle_alone_renders_the_same_bytes(Sandbox sandbox) {
        String expected = rendered(sandbox);
        Copies.bundle(sandbox, repository("render.java"), "-o", "copy/render.java").failsClearly("copy/render.java");
        sandbox.write("copy/.keep", "");
        Copies.bundle(sandbox, repository("render.java"), "-o", "copy/render.java").succeeds();
        assertEquals(expected, renderedByCopy(sandbox));
    }

    @Test
    void the_files_that_are_listed_render_the_same_bytes(Sandbox sandbox) {
        String expected = rendered(sandbox);
        Copies.compile();
        sandbox.shell("mkdir copy && there=$PWD/copy && cd '" + Workbench.REPOSITORY + "' &&"
                + " tar -cf - $(./jbang lib/bundle.java --list render.java) | tar -xf - -C \"$there\"").succeeds();
        assertTrue(sandbox.has("copy/lib/Common.java"));
        assertFalse(sandbox.has("copy/lib/bundle.java"), "only what is needed");
        assertEquals(expected, renderedByCopy(sandbox));
    }

    @Test
    void a_bundle_runs_by_itself_where_jbang_is_on_path(Sandbox sandbox) {
        sandbox.copy("example").env("PATH", Workbench.REPOSITORY + ":" + System.getenv("PATH"));
        Copies.bundle(sandbox, repository("render.java"), "-o", "render.java").succeeds();
        ownJBang(sandbox);
        sandbox.shell("./render.java -C example").succeeds().saysOnErr("Rendered my-app");
        sandbox.shell("cd example && ../render.java --no-such-option").exits(2).saysOnErr("--no-such-option");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_can_be_bundled_and_built(String script, Sandbox sandbox) {
        String name = Path.of(script).getFileName().toString();
        Copies.bundle(sandbox, repository(script), "-o", name).succeeds();
        ownJBang(sandbox);
        sandbox.run(List.of(Launcher.FILE, "build", name)).succeeds();
    }

    static Stream<String> scripts() {
        return Stream.concat(Copies.scripts().stream(), Stream.of(Copies.BUNDLE));
    }

    private static String rendered(Sandbox sandbox) {
        return sandbox.copy("example").script("render.java", "-C", "example", "-o", "-").succeeds().out();
    }

    /** Gives the sandbox a JBang cache: JBang sometimes fails when it builds the same script twice at once. */
    private static void ownJBang(Sandbox sandbox) {
        sandbox.env("JBANG_DIR", sandbox.path("jbang-home").toString());
    }

    private static String renderedByCopy(Sandbox sandbox) {
        return sandbox.run(List.of(Launcher.FILE, "copy/render.java", "-C", "example", "-o", "-")).succeeds().out();
    }

    private static String repository(String script) {
        return Workbench.REPOSITORY.resolve(script).toString();
    }
}

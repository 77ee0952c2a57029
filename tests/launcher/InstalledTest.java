import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which JBang runs a script where one is installed; a small program plays the installed one. */
@InSandbox
class InstalledTest {

    @Test
    void a_recent_jbang_on_path_is_used_as_it_is(Sandbox sandbox) {
        Launcher.cached(sandbox);
        install(sandbox, "0.140.2");
        CommandResult result = Launcher.run(sandbox, "sample.java", "two words", "", "$HOME").exits(5);
        assertEquals("installed 0.140.2 <sample.java> <two words> <> <$HOME>\n", result.out());
        assertEquals("", result.err());
    }

    @Test
    void an_old_jbang_on_path_is_passed_over(Sandbox sandbox) {
        Launcher.cached(sandbox);
        for (String version : new String[] {"0.99.0", "0.119.99", "unknown"}) {
            install(sandbox, version);
            assertEquals("[arguments]", Launcher.run(sandbox, "sample.java", "arguments").succeeds().out(), version);
        }
        sandbox.program("jbang", "exit 1");
        assertEquals("[arguments]", Launcher.run(sandbox, "sample.java", "arguments").succeeds().out());
        Path recent = sandbox.path("recent");
        install(sandbox, "0.120.0");
        sandbox.shell("mkdir recent && mv bin/jbang recent").succeeds();
        install(sandbox, "0.119.9");
        sandbox.env("PATH", sandbox.path("bin") + "::/nowhere:" + recent + ":" + sandbox.path("all-but-jbang-mvn"));
        Launcher.run(sandbox, "sample.java", "arguments").exits(5).saysOnOut("installed 0.120.0");
    }

    @Test
    void jbang_is_asked_for_its_version_once_and_again_when_it_changes(Sandbox sandbox) {
        Launcher.empty(sandbox);
        install(sandbox, "0.140.2");
        Launcher.run(sandbox, "a").saysOnOut("installed 0.140.2 <a>");
        Launcher.run(sandbox, "b").saysOnOut("installed 0.140.2 <b>");
        assertEquals("asked\n", sandbox.read("asked"));
        install(sandbox, "0.150.12");
        Launcher.run(sandbox, "c").saysOnOut("installed 0.150.12 <c>");
        assertEquals("asked\nasked\n", sandbox.read("asked"));
    }

    @Test
    void the_launcher_on_path_does_not_call_itself(Sandbox sandbox) throws IOException {
        Launcher.cached(sandbox).copy(Workbench.REPOSITORY.resolve("jbang"), "other/jbang");
        Files.createDirectories(sandbox.path("links"));
        Files.createSymbolicLink(sandbox.path("links/jbang"), Path.of(Launcher.FILE));
        Launcher.onPath(sandbox, sandbox.path("links"), sandbox.path("other"), Workbench.REPOSITORY);
        for (String launcher : List.of("jbang", "other/jbang", "'" + Launcher.FILE + "'")) {
            assertEquals("[arguments]", sandbox.shell(launcher + " sample.java arguments").succeeds().out());
        }
        sandbox.env("PATH", sandbox.path("other") + ":" + System.getenv("PATH"));
        sandbox.write("shebang.java", "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n" + sandbox.read("sample.java")
                .replace("sample", "shebang"));
        sandbox.shell("chmod +x shebang.java").succeeds();
        assertEquals("[arguments]", sandbox.shell("./shebang.java arguments").succeeds().out());
        sandbox.shell("./shebang.java exit 3").exits(3);
    }

    /** The program's file differs from the last one's in size or date. */
    private static void install(Sandbox sandbox, String version) {
        sandbox.program("jbang", """
                if [ "$1" = version ]; then echo asked >>asked; echo %s; exit; fi
                printf 'installed %s'; printf ' <%%s>' "$@"; echo; exit 5
                """.formatted(version, version));
    }
}

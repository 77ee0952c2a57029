import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several runs that install the same tool, and runs that end in the middle of it. */
@InSandbox
class InstallationsAtOnceTest {
    private static final String ARCHIVE = "/releases.example.com/v1.2.3/greet.tar.gz";

    /** Installs the small tool in a process of its own; the arguments are cache, mirror, platform and checksum. */
    static final class Install {
        public static void main(String... args) {
            PinnedTool greet = new PinnedTool("greet", "1.2.3", "https://releases.example.com/v{version}/greet.tar.gz",
                    "greet-{version}/greet", Map.of(args[2], args[3]), "", "");
            System.out.println(installer(Path.of(args[0]), args[1]).install(greet, false));
        }
    }

    @Test
    void processes_that_need_the_same_tool_download_it_once(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            List<Sandbox.RunningCommand> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(start(sandbox, mirror.url(), greet));
            }
            int installing = 0;
            for (Sandbox.RunningCommand one : all) {
                CommandResult result = sandbox.finish(one).succeeds().saysOnOut(program(sandbox) + "\n");
                installing += result.err().contains("Installing greet 1.2.3 into ") ? 1 : 0;
            }
            assertEquals(1, installing);
            assertEquals(List.of(ARCHIVE), mirror.requests());
        }
        assertEquals("hello\n", new Run(program(sandbox).toString()).checked().out());
    }

    @Test
    void threads_that_need_the_same_tool_download_it_once(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            List<CompletableFuture<Path>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(CompletableFuture.supplyAsync(() ->
                        installer(sandbox.path("cache"), mirror.url()).install(greet, false)));
            }
            all.forEach(one -> assertEquals(program(sandbox), one.join()));
            assertEquals(List.of(ARCHIVE), mirror.requests());
        }
    }

    @Test
    void a_killed_installation_leaves_nothing_that_is_taken_for_the_tool(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        try (FileServer mirror = FileServer.of(sandbox.path("mirror")).stall(ARCHIVE)) {
            Sandbox.RunningCommand killed = start(sandbox, mirror.url(), greet);
            Await.until("half of the archive is there", () -> leftovers(sandbox).stream()
                    .anyMatch(file -> file.endsWith("download") && file.toFile().length() > 0));
            killed.process().destroyForcibly();
            assertFalse(sandbox.finish(killed).exit() == 0);
        }
        assertFalse(leftovers(sandbox).isEmpty());
        assertTrue(installer(sandbox.path("cache"), "").cached(greet).isEmpty());
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            sandbox.finish(start(sandbox, mirror.url(), greet)).succeeds();
        }
        assertEquals("hello\n", new Run(program(sandbox).toString()).checked().out());
        assertEquals(List.of(), leftovers(sandbox));
    }

    private static Sandbox.RunningCommand start(Sandbox sandbox, String mirror, PinnedTool greet) {
        String platform = ToolInstaller.platform();
        return sandbox.start(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"), Install.class.getName(),
                sandbox.path("cache").toString(), mirror, platform, greet.sha256().get(platform)));
    }

    private static ToolInstaller installer(Path cache, String mirror) {
        return new ToolInstaller(cache, mirror, new HttpProxies(Map.of()), new Console());
    }

    private static Path program(Sandbox sandbox) {
        return sandbox.path("cache/greet/1.2.3/greet");
    }

    private static List<Path> leftovers(Sandbox sandbox) {
        return FileTree.files(sandbox.path("cache"), "").stream()
                .filter(file -> file.toString().contains("/.new-")).toList();
    }
}

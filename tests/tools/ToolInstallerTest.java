import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Installing a pinned tool. */
@InSandbox
class ToolInstallerTest {
    private static final String NO_GO_PACKAGE = "";

    @Test
    void a_release_is_fetched_from_the_mirror_and_taken_out_of_its_archive(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            Path program = installer(sandbox, mirror.url()).install(greet, false);
            assertEquals(sandbox.path("cache/greet/1.2.3/greet"), program);
            assertEquals("hello\n", new Run(program.toString()).checked().out());
            assertEquals(List.of("/releases.example.com/v1.2.3/greet.tar.gz"), mirror.requests());
        }
        assertEquals(program(sandbox), installer(sandbox, "").cached(greet).orElseThrow());
    }

    @Test
    void a_release_may_be_the_program_itself(Sandbox sandbox) {
        PinnedTool greet = SmallTool.plain(sandbox);
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            Path program = installer(sandbox, mirror.url() + "/").install(greet, false);
            assertEquals("hello\n", new Run(program.toString()).checked().out());
        }
    }

    @Test
    void a_release_is_fetched_through_the_proxy_that_the_environment_names(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        try (FileServer proxy = FileServer.of(sandbox.path("mirror"))) {
            HttpProxies proxies = new HttpProxies(Map.of("http_proxy", proxy.url()));
            Path program = new ToolInstaller(sandbox.path("cache"), "http://mirror.example.com", proxies, new Console())
                    .install(greet, false);
            assertEquals("hello\n", new Run(program.toString()).checked().out());
            assertEquals(List.of("/releases.example.com/v1.2.3/greet.tar.gz"), proxy.requests());
        }
    }

    @Test
    void other_bytes_than_the_pinned_ones_are_refused_and_nothing_is_installed(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        String right = greet.sha256().get(ToolInstaller.platform());
        sandbox.write("mirror/releases.example.com/v1.2.3/greet.tar.gz", "<html>Please log in</html>");
        String wrong = FileTree.sha256("<html>Please log in</html>");
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            Failure failure = assertThrows(Failure.class, () -> installer(sandbox, mirror.url()).install(greet, false));
            assertEquals(mirror.url() + "/releases.example.com/v1.2.3/greet.tar.gz is not the release that was pinned:"
                    + " its SHA-256 is " + wrong + ", not " + right, failure.getMessage());
        }
        assertNothingIsInstalled(sandbox);
    }

    @Test
    void an_archive_without_the_program_is_refused(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        PinnedTool other = new PinnedTool(greet.command(), greet.version(), greet.url(), "bin/greet", greet.sha256(),
                NO_GO_PACKAGE, greet.manual());
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            Failure failure = assertThrows(Failure.class, () -> installer(sandbox, mirror.url()).install(other, false));
            assertEquals("https://releases.example.com/v1.2.3/greet.tar.gz does not contain bin/greet",
                    failure.getMessage());
        }
        assertNothingIsInstalled(sandbox);
    }

    @Test
    void go_builds_a_tool_whose_release_cannot_be_fetched(Sandbox sandbox) {
        PinnedTool crane = new PinnedTool("crane", Workbench.CRANE.version(), "https://releases.example.com/crane", "",
                Map.of(ToolInstaller.platform(), "0".repeat(64)), Workbench.CRANE.goPackage(), "");
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            Path program = installer(sandbox, mirror.url()).install(crane, false);
            assertTrue(new Run(program.toString(), "version").checked().out().contains(crane.version()));
            assertEquals(List.of("/releases.example.com/crane"), mirror.requests());
        }
    }

    @Test
    void when_nothing_works_the_failure_has_all_reasons_and_says_how_to_install_it(Sandbox sandbox) {
        PinnedTool greet = new PinnedTool("greet", "1.2.3", "https://releases.example.com/greet", "",
                Map.of(ToolInstaller.platform(), "0".repeat(64)), "no such package", "https://example.com/install");
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            Failure failure = assertThrows(Failure.class, () -> installer(sandbox, mirror.url()).install(greet, false));
            String message = failure.getMessage();
            assertTrue(message.startsWith("greet is needed, is not on this machine and could not be installed: "
                    + "downloading " + mirror.url() + "/releases.example.com/greet failed: the answer is HTTP status 404; "
                    + "go install no such package@v1.2.3 failed: go: "), message);
            assertTrue(message.contains("malformed"), message);
            assertEquals("Install it (https://example.com/install), or name its path in gitops.yaml under tools.paths.",
                    failure.advice());
        }
        assertNothingIsInstalled(sandbox);
    }

    @Test
    void a_mirror_that_is_down_is_one_reason(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        FileServer mirror = FileServer.of(sandbox.path("mirror"));
        mirror.close();
        Failure failure = assertThrows(Failure.class, () -> installer(sandbox, mirror.url()).install(greet, false));
        assertTrue(failure.getMessage().contains(mirror.url() + "/releases.example.com/v1.2.3/greet.tar.gz failed: "
                + "there is no connection"), failure.getMessage());
    }

    @Test
    void a_platform_without_a_known_checksum_gets_no_download(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        PinnedTool elsewhere = new PinnedTool(greet.command(), greet.version(), greet.url(), greet.member(),
                Map.of("plan9-mips", "0".repeat(64)), NO_GO_PACKAGE, "");
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            ToolInstaller installer = installer(sandbox, mirror.url());
            Failure failure = assertThrows(Failure.class, () -> installer.install(elsewhere, false));
            assertTrue(failure.getMessage().contains("no release with a known checksum for "), failure.getMessage());
            assertEquals(List.of(), mirror.requests());
        }
    }

    @Test
    void offline_installs_nothing_and_says_so(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            Failure failure = assertThrows(Failure.class, () -> installer(sandbox, mirror.url()).install(greet, true));
            assertTrue(failure.getMessage().contains("--offline forbids it"), failure.getMessage());
            assertEquals(List.of(), mirror.requests());
        }
        assertFalse(sandbox.has("cache"));
    }

    @Test
    void a_mirror_that_is_no_url_is_a_failure_that_names_the_setting(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        for (String wrong : List.of("mirror.example.com", "ftp://mirror.example.com", "https://mirror example.com")) {
            Failure failure = assertThrows(Failure.class, () -> installer(sandbox, wrong).install(greet, false));
            assertEquals("gitops.yaml: tools.mirror is " + wrong + ", which is no http or https URL",
                    failure.getMessage());
        }
    }

    @Test
    void a_cache_that_cannot_be_written_is_a_failure_that_names_it(Sandbox sandbox) {
        PinnedTool greet = SmallTool.archived(sandbox);
        sandbox.write("cache", "a file");
        Failure failure = assertThrows(Failure.class, () -> installer(sandbox, "").install(greet, false));
        assertTrue(failure.getMessage().startsWith("cannot write " + sandbox.path("cache/greet/1.2.3")),
                failure.getMessage());
    }

    private static ToolInstaller installer(Sandbox sandbox, String mirror) {
        return new ToolInstaller(sandbox.path("cache"), mirror, new HttpProxies(Map.of()), new Console());
    }

    private static Path program(Sandbox sandbox) {
        return sandbox.path("cache/greet/1.2.3/greet");
    }

    private static void assertNothingIsInstalled(Sandbox sandbox) {
        assertEquals(List.of(sandbox.path("cache/greet/1.2.3/.lock")), FileTree.files(sandbox.path("cache"), ""));
    }
}

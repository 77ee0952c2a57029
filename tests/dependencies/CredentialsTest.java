import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Repositories that want a password, which comes from the user's own repository file, as helm keeps it. */
@InSandbox
class CredentialsTest {
    private static final String PASSWORD = "hunter2-planted";

    @Test
    void a_private_repository_with_a_certificate_of_its_own_and_a_dead_one_beside_it(Sandbox sandbox) {
        try (FileServer server = privateRepository(sandbox)) {
            lockedAndEmpty(sandbox, server);
            sandbox.script("render.java").succeeds();
            assertTrue(sandbox.read(".release/state.yaml").contains("version: 1.2.0"));
            assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
            sandbox.script("render.java", "dependencies", "update").succeeds();
        }
    }

    @Test
    void the_password_is_in_no_argument_no_other_file_and_no_output(Sandbox sandbox) {
        sandbox.program("recording-helm", """
                echo "$@" >> %1$s/arguments
                tr '\\0' ' ' < /proc/$PPID/cmdline >> %1$s/arguments
                env >> %1$s/arguments
                find "$TMPDIR" -type f | while read -r file; do
                    echo "== $file"; cat "$file"
                done >> %1$s/temporary
                exec %2$s "$@"
                """.formatted(sandbox.directory(), Workbench.tool(PinnedTool.HELM)));
        sandbox.write("gitops.yaml", "tools: {paths: {helm: bin/recording-helm}}\n");
        sandbox.write("tmp/README", "Temporary files go here.\n");
        sandbox.env("TMPDIR", sandbox.path("tmp").toString());
        sandbox.env("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + sandbox.path("tmp"));
        try (FileServer server = privateRepository(sandbox)) {
            lockedAndEmpty(sandbox, server);
            CommandResult result = sandbox.script("render.java", "--debug").succeeds();
            assertFalse((result.out() + result.err()).contains(PASSWORD), result::toString);
            CommandResult update = sandbox.script("render.java", "dependencies", "update", "--debug").succeeds();
            assertFalse((update.out() + update.err()).contains(PASSWORD), update::toString);
            server.protect("ci", "changed");
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            CommandResult refused = sandbox.script("render.java", "--debug").exits(1);
            assertTrue(refused.err().contains("401"), refused::toString);
            assertFalse((refused.out() + refused.err()).contains(PASSWORD), refused::toString);
        }
        assertTrue(sandbox.read("arguments").contains("dependency update"), "helm was recorded");
        assertTrue(sandbox.read("temporary").contains("dependency-0-index.yaml"), "temporary files were recorded");
        assertFalse(sandbox.read("arguments").contains(PASSWORD));
        assertFalse(sandbox.read("temporary").contains(PASSWORD));
        assertEquals(List.of(), List.of(sandbox.path("tmp").toFile().list()).stream()
                .filter(name -> name.startsWith("helm-repositories-")).toList());
        assertEquals(List.of("repositories.yaml"), filesWith(sandbox.directory().getParent(), PASSWORD));
    }

    @Test
    void a_repository_that_wants_a_password_that_nobody_gave_is_a_failure_that_says_how(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.lock(Charts.umbrella(sandbox, """
                    dependencies:
                      - {name: web, version: 1.x.x, repository: "%s"}
                    """.formatted(server.url())));
            FileTree.delete(sandbox.path("umbrella-chart/charts"));
            server.protect("ci", PASSWORD);
            sandbox.script("render.java").failsClearly("error: cannot read the chart repository " + server.url() + "\n",
                    "HTTP status 401", "helm repo add NAME " + server.url() + " --username");
        }
    }

    @Test
    void a_public_repository_that_helm_does_not_know_beside_a_private_one(Sandbox sandbox) {
        Charts.publish(sandbox, "public", "db", "1.0.0");
        try (FileServer server = privateRepository(sandbox); FileServer open = FileServer.of(sandbox.path("public"))) {
            Charts.umbrella(sandbox, """
                    dependencies:
                      - {name: web, version: 1.x.x, repository: "%s"}
                      - {name: db, version: 1.x.x, repository: "%s"}
                    """.formatted(server.url(), open.url()));
            sandbox.script("render.java", "dependencies", "update").succeeds();
            assertEquals(List.of("db-1.0.0.tgz", "web-1.2.0.tgz"), Charts.held(sandbox));
        }
    }

    /** A repository over TLS that wants a password; the user's repository file has it, beside a dead repository. */
    private static FileServer privateRepository(Sandbox sandbox) {
        Charts.publish(sandbox, "repository", "web", "1.2.0");
        Path keys = sandbox.path("keys.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        sandbox.run(List.of(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test",
                "-ext", "san=ip:127.0.0.1", "-ext", "bc:c", "-keystore", keys.toString(),
                "-storepass", "password")).succeeds();
        sandbox.run(List.of(keytool, "-exportcert", "-rfc", "-alias", "server", "-keystore", keys.toString(),
                "-storepass", "password", "-file", sandbox.path("ca.pem").toString())).succeeds();
        FileServer server = FileServer.https(sandbox.path("repository"), keys).protect("ci", PASSWORD);
        know(sandbox, server, "http://127.0.0.1:1/charts");
        return server;
    }

    /** Writes the user's repository file: the private repository under two names, and another one. */
    private static void know(Sandbox sandbox, FileServer server, String other) {
        Charts.repositories(sandbox, """
                apiVersion: ""
                repositories:
                  - {name: other, url: "%1$s"}
                  - {name: company, url: "%2$s", username: ci, password: "%3$s", caFile: "%4$s"}
                  - {name: company-too, url: "%2$s/", username: ci, password: "%3$s", caFile: "%4$s"}
                """.formatted(other, server.url(), PASSWORD, sandbox.path("ca.pem")));
    }

    /** Helm itself can only lock while the other repository answers, too. */
    private static void lockedAndEmpty(Sandbox sandbox, FileServer server) {
        Charts.umbrella(sandbox, """
                dependencies:
                  - {name: web, version: 1.x.x, repository: "%s"}
                """.formatted(server.url()));
        try (FileServer other = FileServer.of(sandbox.path("repository"))) {
            know(sandbox, server, other.url());
            Charts.lock(sandbox);
        }
        FileTree.delete(sandbox.path("umbrella-chart/charts"));
        FileTree.delete(sandbox.directory().resolveSibling("home/.cache"));
    }

    private static List<String> filesWith(Path directory, String text) {
        return FileTree.files(directory, "").stream().filter(file -> read(file).contains(text))
                .map(file -> file.getFileName().toString()).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

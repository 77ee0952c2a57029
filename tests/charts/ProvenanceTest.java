import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts that were signed are verified by helm, with the statements that their repositories have. */
@InSandbox
class ProvenanceTest {
    @Test
    void signed_charts_are_verified_when_they_are_fetched_updated_and_locked(Sandbox sandbox) {
        keys(sandbox, "company");
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        publish(sandbox, "company");
        Charts.pack(sandbox, "repository", "db", "2.0.0");
        Charts.helm(sandbox, "repo", "index", "repository").succeeds();
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.umbrella(sandbox, """
                    dependencies:
                    - {name: web, version: 1.2.0, repository: "%1$s"}
                    - {name: db, version: 2.0.0, repository: "%1$s"}
                    """.formatted(server.url()));
            String[] words = {"web 1.2.0 is signed by company <company@example.com>\n", "db 2.0.0 is not signed\n"};
            dependencies(sandbox, "update", "company").succeeds().saysOnErr(words);
            dependencies(sandbox, "build", "company").succeeds().saysOnErr(words);
            sandbox.script("lock.java", "charts", "--verify", "--keyring", "company.gpg").succeeds().saysOnErr(words);
            sandbox.script("render.java", "dependencies", "build", "--keyring", "company.gpg").exits(2)
                    .saysOnErr("--keyring is of no use without --verify");
        }
    }

    @Test
    void what_others_have_signed_or_changed_is_refused(Sandbox sandbox) {
        keys(sandbox, "company");
        keys(sandbox, "somebody");
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        publish(sandbox, "somebody");
        try (FileServer server = FileServer.of(sandbox.path("repository"))) {
            Charts.lock(Charts.umbrella(sandbox,
                    "dependencies: [{name: web, version: 1.2.0, repository: '" + server.url() + "'}]\n"));
            String refused = "error: umbrella-chart/charts/web-1.2.0.tgz is not what was signed as web 1.2.0\n";
            dependencies(sandbox, "build", "company").failsClearly(refused);
            dependencies(sandbox, "build", "somebody").succeeds();
            Charts.pack(sandbox, "umbrella-chart/charts", "web", "1.2.0");
            dependencies(sandbox, "build", "somebody").failsClearly(refused, "sha256 sum does not match");
        }
    }

    @Test
    void the_statement_is_published_to_a_registry_and_a_bucket_too(Sandbox sandbox) {
        keys(sandbox, "company");
        Charts.write(sandbox, "web", "web", "1.2.0", "here");
        try (OciRegistry registry = OciRegistry.start(sandbox); S3Server bucket = S3Server.start(sandbox)) {
            for (String place : List.of("oci://" + registry.host() + "/charts", "s3://" + S3Server.BUCKET + "/signed")) {
                sign(sandbox, place, "company");
                Charts.umbrella(sandbox, "dependencies: [{name: web, version: 1.2.0, repository: '" + place + "'}]\n");
                dependencies(sandbox, "update", "company").succeeds()
                        .saysOnErr("web 1.2.0 is signed by company <company@example.com>\n");
                assertEquals(List.of("web-1.2.0.tgz"), Charts.held(sandbox));
                FileTree.delete(sandbox.path("umbrella-chart"));
            }
        }
    }

    private static CommandResult dependencies(Sandbox sandbox, String verb, String keys) {
        return sandbox.script("render.java", "dependencies", verb, "--verify", "--keyring", keys + ".gpg");
    }

    private static void publish(Sandbox sandbox, String signer) {
        sign(sandbox, "repository", signer);
    }

    private static void sign(Sandbox sandbox, String place, String signer) {
        sandbox.script("build.jbang", "chart", "web", "--to", place, "--", "--sign", "--key", signer, "--keyring",
                signer + ".secret.gpg").succeeds();
    }

    /** A key of somebody: the public half in NAME.gpg, both in NAME.secret.gpg, as helm reads them. */
    private static void keys(Sandbox sandbox, String name) {
        DebianPackage.install("gnupg", "gpg");
        sandbox.shell("mkdir -m 700 -p gnupg && export GNUPGHOME=$PWD/gnupg"
                + " && gpg -q --batch --passphrase '' --quick-generate-key '%1$s <%1$s@example.com>' rsa2048 sign never"
                .formatted(name)
                + " && gpg --export %1$s > %1$s.gpg && gpg --batch --export-secret-keys %1$s > %1$s.secret.gpg"
                .formatted(name) + " && gpgconf --kill all").succeeds();
    }
}

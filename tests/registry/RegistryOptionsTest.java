import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The options, settings and environment of a script that asks registries, and what it prints. */
@InSandbox
class RegistryOptionsTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String WEB = "/v2/web/manifests/1.0";

    @Test
    void a_mirror_of_the_settings_is_asked_first(Sandbox sandbox) {
        try (OciRegistry mirror = OciRegistry.start(sandbox)) {
            String digest = mirror.push("hub/library/web", "1.0");
            sandbox.write("gitops.yaml", "registry: {mirrors: {docker.io: [" + mirror.host() + "/hub]}}\n");
            assertEquals("web:1.0 " + digest + "\n", AskRegistry.run(sandbox, "web:1.0").succeeds().out());
        }
    }

    @Test
    void certificates_can_be_trusted_or_not_be_checked(Sandbox sandbox) {
        KeyFile keys = KeyFile.make(sandbox, "ip:127.0.0.1");
        try (FakeRegistry fake = FakeRegistry.start(keys).on(WEB, FakeRegistry.Reply.digest(DIGEST))) {
            String image = fake.host() + "/web:1.0";
            for (List<String> options : List.of(List.of("--registry-verify-certs=false"),
                    List.of("--no-registry-verify-certs"),
                    List.of("--registry-ca-cert-path", keys.authority().toString()))) {
                String[] all = Stream.concat(options.stream(), Stream.of(image))
                        .toArray(String[]::new);
                assertEquals(image + " " + DIGEST + "\n", AskRegistry.run(sandbox, all).succeeds().out());
            }
            AskRegistry.run(sandbox, "--registry-verify-certs", image).failsClearly("--registry-ca-cert-path FILE");
        }
    }

    @Test
    void offline_asks_nobody(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start()) {
            AskRegistry.run(sandbox, "--offline", fake.host() + "/web:1.0").failsClearly(
                    "error: cannot look up " + fake.host() + "/web:1.0: --offline forbids asking its registry\n");
            assertEquals(List.of(), fake.asked());
        }
    }

    @Test
    void no_credential_is_ever_printed(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start()) {
            String secret = "pl4nted-s3cret";
            fake.on("/token", asked -> asked.query().contains("repeat")
                    ? FakeRegistry.Reply.of("{\"token\": \"" + secret + "-token\"")
                    : FakeRegistry.Reply.of("{\"token\": \"" + secret + "-token\"}"));
            for (String path : List.of(WEB, "/v2/repeat/manifests/1.0")) {
                fake.on(path, asked -> FakeRegistry.Reply.of(asked.authorization().isEmpty() ? 401 : 403)
                        .with("WWW-Authenticate", "Bearer realm=\"http://" + fake.host() + "/token\""));
            }
            sandbox.program("docker-credential-leaks", "echo '{\"Username\":\"u\",\"Secret\":\"" + secret
                    + "\"}'; echo password=" + secret + " >&2; exit 1");
            sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"))
                    .env("HTTPS_PROXY", "http://user:" + secret + "@127.0.0.1:1");
            for (String config : List.of("{\"credsStore\": \"leaks\"}",
                    "{\"auths\": {\"" + fake.host() + "\": {\"username\": \"u\", \"password\": \"" + secret + "\"}}}",
                    "{\"auths\": {\"" + fake.host() + "\": {\"identitytoken\": \"" + secret + "\"}}}",
                    "{\"auths\": {\"" + fake.host() + "\": {\"auth\": " + secret + "}}}",
                    "{\"auths\": {\"" + fake.host() + "\": {\"auth\": \"" + secret + "\"}}}")) {
                sandbox.write(".docker/config.json", config);
                CommandResult result = AskRegistry.run(sandbox, "--debug", fake.host() + "/web:1.0",
                        fake.host() + "/repeat:1.0", "registry.example.com/web:1.0").exits(1);
                assertFalse((result.out() + result.err()).contains(secret), result::toString);
            }
        }
    }
}

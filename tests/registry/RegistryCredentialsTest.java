import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where credentials come from, and what happens when one of these places is broken. */
@InSandbox
class RegistryCredentialsTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String CONFIG = ".docker/config.json";

    @Test
    void docker_s_configuration_holds_them(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pa:ss")) {
            for (String key : List.of(fake.host(), "https://" + fake.host(), "http://" + fake.host() + "/v1/")) {
                sandbox.write(CONFIG, "{\n\t\"auths\": {\n\t\t\"" + key + "\": {\"auth\": \"" + base64("user:pa:ss")
                        + "\"}\n\t}\n}\n");
                assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
            }
            sandbox.write(CONFIG, "{\"auths\": {\"" + fake.host()
                    + "\": {\"username\": \"user\", \"password\": \"pa:ss\"}}}");
            assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
        }
    }

    @Test
    void docker_s_configuration_may_be_elsewhere_or_in_the_environment_or_be_podman_s_or_helm_s(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pass")) {
            String config = auths(fake, "user:pass");
            sandbox.write("elsewhere/config.json", config).write("run/containers/auth.json", config)
                    .write("xdg/helm/registry/config.json", config);
            for (Map.Entry<String, String> variable : Map.of("DOCKER_CONFIG", sandbox.path("elsewhere").toString(),
                    "DOCKER_AUTH_CONFIG", config, "XDG_RUNTIME_DIR", sandbox.path("run").toString(),
                    "HELM_REGISTRY_CONFIG", sandbox.path("elsewhere/config.json").toString(),
                    "HELM_CONFIG_HOME", sandbox.path("xdg/helm").toString(),
                    "XDG_CONFIG_HOME", sandbox.path("xdg").toString(),
                    "REGISTRY_AUTH_FILE", sandbox.path("elsewhere/config.json").toString()).entrySet()) {
                assertEquals(DIGEST, Asking.from(sandbox).env(variable.getKey(), variable.getValue())
                        .digest(fake.host() + "/web:1.0"));
            }
        }
    }

    @Test
    void kbld_s_variables_win_and_an_exact_host_wins_over_a_pattern(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pass")) {
            sandbox.write(CONFIG, auths(fake, "other:one"));
            Asking asking = Asking.from(sandbox)
                    .env("KBLD_REGISTRY_HOSTNAME", fake.host().replaceFirst("^127\\.", "*."))
                    .env("KBLD_REGISTRY_USERNAME", "wrong").env("KBLD_REGISTRY_PASSWORD", "wrong")
                    .env("KBLD_REGISTRY_HOSTNAME_own", "https://" + fake.host() + "/v2/")
                    .env("KBLD_REGISTRY_USERNAME_own", "user").env("KBLD_REGISTRY_PASSWORD_own", "pass")
                    .env("KBLD_REGISTRY_HOSTNAME_2", "127.0.0.1");
            assertEquals(DIGEST, asking.digest(fake.host() + "/web:1.0"));
        }
    }

    @Test
    void a_pattern_stands_for_parts_of_a_host(Sandbox sandbox) {
        RegistryEnvironment environment = new RegistryEnvironment(Map.of("KBLD_REGISTRY_HOSTNAME", "*.Example.com",
                "KBLD_REGISTRY_USERNAME", "user",
                "KBLD_REGISTRY_HOSTNAME_1", "docker.io", "KBLD_REGISTRY_USERNAME_1", "hub"));
        assertEquals("user", environment.login("registry.example.com").orElseThrow().username());
        assertEquals("hub", environment.login("index.docker.io").orElseThrow().username());
        assertTrue(environment.login("a.b.example.com").isEmpty());
        assertTrue(environment.login("registryXexample.com").isEmpty());
    }

    @Test
    void a_helper_is_told_the_host_on_standard_input(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pass")) {
            sandbox.program("docker-credential-safe", """
                    read host
                    echo "$1 $host" >> %s
                    echo '{"ServerURL": "x", "Username": "user", "Secret": "pass"}'"""
                    .formatted(sandbox.path("asked")));
            for (String config : List.of("{\"credsStore\": \"safe\"}", "{\"credHelpers\": {\"" + fake.host()
                    + "\": \"safe\"}, \"credsStore\": \"none\", \"auths\": {\"" + fake.host() + "\": {}}}")) {
                sandbox.write(CONFIG, config);
                assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
            }
            assertEquals(("get " + fake.host() + "\n").repeat(2), sandbox.read("asked"));
        }
    }

    @Test
    void a_helper_that_knows_nothing_leaves_it_to_the_file(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pass")) {
            sandbox.program("docker-credential-safe", "echo 'credentials not found in native keychain'; exit 1");
            sandbox.write(CONFIG, auths(fake, "user:pass").replaceFirst("^\\{", "{\"credsStore\": \"safe\", "));
            assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
        }
    }

    @Test
    void docker_hub_has_a_name_of_its_own_and_identity_tokens_a_user_of_their_own(Sandbox sandbox) {
        sandbox.program("docker-credential-safe", "read host; echo \"$host\" >> " + sandbox.path("asked")
                + "; echo '{\"Username\": \"<token>\", \"Secret\": \"identity\"}'");
        sandbox.write(CONFIG, "{\"credHelpers\": {\"docker.io\": \"safe\"}}");
        RegistryLogin login = new RegistryCredentials(Map.of("HOME", sandbox.directory().toString(), "PATH",
                sandbox.path("bin").toString()), Duration.ofSeconds(10), new Console()).of("index.docker.io");
        assertEquals("identity", login.identityToken());
        assertEquals("https://index.docker.io/v1/\n", sandbox.read("asked"));
    }

    @Test
    void a_helper_that_fails_is_named_with_what_it_said(Sandbox sandbox) {
        fails(sandbox, Asking.from(sandbox), "echo 'the vault is sealed' >&2; exit 3",
                "docker-credential-safe failed with exit status 3: the vault is sealed");
    }

    @Test
    void a_helper_that_hangs_is_stopped(Sandbox sandbox) {
        fails(sandbox, Asking.from(sandbox).patience(Duration.ofSeconds(1)), "sleep 60",
                "docker-credential-safe get was stopped: it took longer than 1 s");
    }

    @Test
    void a_helper_that_answers_something_else_is_named(Sandbox sandbox) {
        for (String answer : List.of("hello", "{}")) {
            fails(sandbox, Asking.from(sandbox), "echo '" + answer + "'",
                    "docker-credential-safe answered with something else than credentials");
        }
    }

    @Test
    void a_helper_that_is_missing_is_named(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pass")) {
            sandbox.write(CONFIG, "{\"credsStore\": \"missing\"}");
            Asking.says(Asking.from(sandbox).refusal(fake.host() + "/web:1.0"),
                    "docker-credential-missing is not on this machine\n  (" + sandbox.path(CONFIG) + " names it)");
        }
    }

    @Test
    void a_helper_that_fails_does_not_keep_public_images_away(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start()) {
            sandbox.write(CONFIG, "{\"credsStore\": \"missing\"}");
            fake.on("/token", FakeRegistry.Reply.of("{\"token\":\"t\"}"));
            fake.on("/v2/web/manifests/1.0", asked -> asked.authorization().equals("Bearer t")
                    ? FakeRegistry.Reply.digest(DIGEST) : FakeRegistry.Reply.of(401).with("WWW-Authenticate",
                            "Bearer realm=\"http://" + fake.host() + "/token\""));
            assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
        }
    }

    @Test
    void a_broken_configuration_is_named_with_its_line_and_nothing_of_it_is_shown(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pass")) {
            for (Map.Entry<String, String> broken : Map.of(
                    "{\n  \"auths\": {\n    \"a\": s3cr3t\n", ", line 3: this is not valid JSON",
                    "{\"auths\": {}} s3cr3t", ", line 1: this is not valid JSON",
                    "{\"auths\": [\"s3cr3t\"]}", ": auths is no JSON object",
                    "\"s3cr3t\"", ": this is no JSON object",
                    "{\"auths\": {\"" + fake.host() + "\": {\"auth\": \"s3cr3t\"}}}",
                    ": auths." + fake.host() + ".auth is no user and password in base64").entrySet()) {
                sandbox.write(CONFIG, broken.getKey());
                Failure failure = Asking.from(sandbox).refusal(fake.host() + "/web:1.0");
                Asking.says(failure, sandbox.path(CONFIG) + broken.getValue());
                assertTrue(!(failure.getMessage() + failure.advice()).contains("s3cr3t"), failure.getMessage());
            }
        }
    }

    @Test
    void credentials_without_permission_are_named_by_where_they_are_from(Sandbox sandbox) {
        try (FakeRegistry fake = wants("user:pass")) {
            sandbox.write(CONFIG, auths(fake, "user:wrong"));
            Registry registry = Asking.from(sandbox).open();
            ImageReference image = ImageReference.parse(fake.host() + "/web:1.0");
            Asking.says(Asking.failure(() -> registry.manifest(image)), fake.host() + "/web:1.0 does not exist, or is not shown with the credentials of\n  " + sandbox.path(CONFIG)
                    + ": not for user and ***", "docker login " + fake.host());
        }
    }

    private static void fails(Sandbox sandbox, Asking asking, String shell, String problem) {
        try (FakeRegistry fake = wants("user:pass")) {
            sandbox.program("docker-credential-safe", shell);
            sandbox.write(CONFIG, "{\"credsStore\": \"safe\"}");
            Failure failure = asking.refusal(fake.host() + "/web:1.0");
            Asking.says(failure, "is not shown without credentials",
                    problem + "\n  (" + sandbox.path(CONFIG) + " names it)", "docker login " + fake.host());
        }
    }

    /** A registry that repeats the password that it refuses. */
    private static FakeRegistry wants(String userAndPassword) {
        return FakeRegistry.start().on("/v2/web/manifests/1.0", asked -> {
            boolean welcome = asked.authorization().equals("Basic " + base64(userAndPassword));
            return welcome ? FakeRegistry.Reply.digest(DIGEST) : new FakeRegistry.Reply(401,
                    Map.of("WWW-Authenticate", "Basic realm=\"r\""), "{\"errors\":[{\"message\":\"not for user and wrong\"}]}");
        });
    }

    private static String auths(FakeRegistry fake, String userAndPassword) {
        return "{\"auths\": {\"" + fake.host() + "\": {\"auth\": \"" + base64(userAndPassword) + "\"}}}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

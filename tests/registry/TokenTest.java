import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Registries that want a token, which another server hands out. */
@InSandbox
class TokenTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String WEB = "/v2/team/web/manifests/1.0";
    private static final String API = "/v2/team/api/manifests/1.0";

    @Test
    void a_public_image_needs_a_token_without_credentials(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("{\"token\":\"t\"}")) {
            assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/team/web:1.0"));
            assertEquals("", fake.asked("/token").get(0).authorization());
            assertEquals("service=registry.test&scope=repository%3Ateam%2Fweb%3Apull",
                    fake.asked("/token").get(0).query());
        }
    }

    @Test
    void credentials_are_shown_to_the_token_service_only(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("{\"access_token\":\"t\"}")) {
            Asking asking = login(Asking.from(sandbox), fake);
            assertEquals(DIGEST, asking.digest(fake.host() + "/team/web:1.0"));
            assertEquals("Basic dXNlcjpwYXNz", fake.asked("/token").get(0).authorization());
            assertEquals(List.of("", "Bearer t"),
                    fake.asked(WEB).stream().map(FakeRegistry.Asked::authorization).toList());
        }
    }

    @Test
    void a_token_is_kept_for_its_scope_and_the_next_repository_needs_no_refusal(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("{\"token\":\"t\"}")) {
            Registry registry = Asking.from(sandbox).open();
            registry.digest(ImageReference.parse(fake.host() + "/team/web:1.0"));
            registry.manifest(ImageReference.parse(fake.host() + "/team/web:1.0"));
            registry.digest(ImageReference.parse(fake.host() + "/team/api:1.0"));
            assertEquals(List.of("service=registry.test&scope=repository%3Ateam%2Fweb%3Apull",
                    "service=registry.test&scope=repository%3Ateam%2Fapi%3Apull"),
                    fake.asked("/token").stream().map(FakeRegistry.Asked::query).toList());
            assertEquals(3, fake.asked(WEB).size());
            assertEquals(1, fake.asked(API).size());
        }
    }

    @Test
    void a_token_that_has_expired_is_renewed_once(Sandbox sandbox) {
        AtomicInteger number = new AtomicInteger();
        try (FakeRegistry fake = FakeRegistry.start()) {
            fake.on("/token", asked -> FakeRegistry.Reply.of("{\"token\":\"t" + number.incrementAndGet() + "\"}"));
            fake.on(WEB, asked -> asked.authorization().equals("Bearer t1") ? content(asked) : challenge(fake));
            fake.on(API, asked -> asked.authorization().equals("Bearer t3") ? content(asked) : challenge(fake));
            fake.on("/v2/team/web/tags/list", asked -> asked.authorization().equals("Bearer t2")
                    ? FakeRegistry.Reply.of("{\"tags\":[\"1.0\"]}") : challenge(fake));
            Registry registry = Asking.from(sandbox).open();
            registry.digest(ImageReference.parse(fake.host() + "/team/web:1.0"));
            assertEquals(List.of("1.0"), registry.tags(ImageReference.parse(fake.host() + "/team/web")));
            assertEquals(2, number.get());
            registry.digest(ImageReference.parse(fake.host() + "/team/api:1.0"));
        }
    }

    @Test
    void a_token_that_is_never_accepted_is_not_asked_for_without_end(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start()) {
            fake.on("/token", FakeRegistry.Reply.of("{\"token\":\"t\"}")).on(WEB, asked -> challenge(fake));
            Failure failure = Asking.from(sandbox).refusal(fake.host() + "/team/web:1.0");
            Asking.says(failure, fake.host() + "/team/web:1.0 does not exist, or is not shown without credentials",
                    "there are none for " + fake.host() + " in KBLD_REGISTRY_* or "
                            + sandbox.path(".docker/config.json"),
                    "docker login " + fake.host());
            assertEquals(2, fake.asked(WEB).size());
        }
    }

    @Test
    void an_identity_token_is_posted(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("{\"access_token\":\"t\"}")) {
            Asking asking = Asking.from(sandbox).env("KBLD_REGISTRY_HOSTNAME", fake.host())
                    .env("KBLD_REGISTRY_IDENTITY_TOKEN", "id+en/tity");
            assertEquals(DIGEST, asking.digest(fake.host() + "/team/web:1.0"));
            FakeRegistry.Asked token = fake.asked("/token").get(0);
            assertEquals("POST", token.method());
            assertEquals("", token.query());
            assertTrue(token.body().contains("grant_type=refresh_token"), token.body());
            assertTrue(token.body().endsWith("&refresh_token=id%2Ben%2Ftity"), token.body());
        }
    }

    @Test
    void a_registry_token_is_shown_as_it_is(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("{}")) {
            Asking asking = Asking.from(sandbox).env("KBLD_REGISTRY_HOSTNAME", fake.host())
                    .env("KBLD_REGISTRY_REGISTRY_TOKEN", "t");
            assertEquals(DIGEST, asking.digest(fake.host() + "/team/web:1.0"));
            assertEquals(List.of(), fake.asked("/token"));
        }
    }

    @Test
    void a_token_with_a_line_break_is_not_shown_to_anybody(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("{}")) {
            Asking asking = Asking.from(sandbox).env("KBLD_REGISTRY_HOSTNAME", fake.host());
            Failure failure = asking.env("KBLD_REGISTRY_REGISTRY_TOKEN", "s3\ncret")
                    .refusal(fake.host() + "/team/web:1.0");
            Asking.says(failure, "what is to be shown to it, is nothing that HTTP takes");
            assertFalse((failure.getMessage() + failure.advice()).contains("cret"), failure.getMessage());
            assertEquals(DIGEST, asking.env("KBLD_REGISTRY_REGISTRY_TOKEN", "t\n")
                    .digest(fake.host() + "/team/web:1.0"));
        }
    }

    @Test
    void wrong_credentials_are_tried_once_only(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("").on("/token", FakeRegistry.Reply.of(401))) {
            Registry registry = login(Asking.from(sandbox), fake).open();
            for (String image : List.of("/team/web:1.0", "/team/api:1.0")) {
                Asking.says(Asking.failure(() -> registry.digest(ImageReference.parse(fake.host() + image))),
                        "does not accept the credentials");
            }
            assertEquals(1, fake.asked("/token").size());
        }
    }

    @Test
    void credentials_that_the_token_service_refuses_are_named_by_where_they_are_from(Sandbox sandbox) {
        try (FakeRegistry fake = tokens("").on("/token", FakeRegistry.Reply.of(401))) {
            Failure failure = login(Asking.from(sandbox), fake).refusal(fake.host() + "/team/web:1.0");
            Asking.says(failure, "cannot look up " + fake.host() + "/team/web:1.0",
                    "does not accept the credentials of KBLD_REGISTRY_*_0", "docker login " + fake.host());
        }
    }

    @Test
    void a_token_service_that_answers_something_else_is_a_failure(Sandbox sandbox) {
        for (String answer : List.of("<html>", "{}", "{\"token\":\"a\\nb\"}")) {
            try (FakeRegistry fake = tokens(answer)) {
                Asking.says(Asking.from(sandbox).refusal(fake.host() + "/team/web:1.0"),
                        "its token service " + fake.host() + " answers without a token");
            }
        }
    }

    @Test
    void a_registry_with_tls_cannot_have_passwords_sent_without(Sandbox sandbox) {
        KeyFile keys = KeyFile.make(sandbox, "ip:127.0.0.1");
        try (FakeRegistry plain = tokens("{\"token\":\"t\"}"); FakeRegistry fake = FakeRegistry.start(keys)) {
            fake.on(WEB, asked -> challenge(plain));
            Failure failure = login(Asking.from(sandbox), fake).trust(keys.authority())
                    .refusal(fake.host() + "/team/web:1.0");
            Asking.says(failure, fake.host() + " wants credentials sent to http://127.0.0.1, which is not safe");
            assertEquals(List.of(), plain.asked());
        }
    }

    private static FakeRegistry tokens(String answer) {
        FakeRegistry fake = FakeRegistry.start();
        fake.on("/token", FakeRegistry.Reply.of(answer));
        for (String path : List.of(WEB, API)) {
            fake.on(path, asked -> asked.authorization().equals("Bearer t") ? content(asked) : challenge(fake));
        }
        return fake;
    }

    private static FakeRegistry.Reply content(FakeRegistry.Asked asked) {
        return asked.method().equals("GET") ? FakeRegistry.Reply.of("{\"schemaVersion\":2}")
                : FakeRegistry.Reply.digest(DIGEST);
    }

    private static FakeRegistry.Reply challenge(FakeRegistry tokens) {
        return FakeRegistry.Reply.of(401).with("WWW-Authenticate",
                "Bearer realm=\"http://" + tokens.host() + "/token\",service=\"registry.test\"");
    }

    private static Asking login(Asking asking, FakeRegistry fake) {
        return asking.env("KBLD_REGISTRY_HOSTNAME_0", fake.host())
                .env("KBLD_REGISTRY_USERNAME_0", "user").env("KBLD_REGISTRY_PASSWORD_0", "pass");
    }
}

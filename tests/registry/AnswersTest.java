import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What registries may answer: pages, redirects, no digest, and things that are no answer. */
@InSandbox
class AnswersTest {
    private static final String MANIFEST = "{\"schemaVersion\":2}";
    private static final String DIGEST = OciImage.digest(MANIFEST.getBytes(StandardCharsets.UTF_8));
    private static final String WEB = "/v2/web/manifests/1.0";
    private static final String TAGS = "/v2/web/tags/list";

    @Test
    void without_a_digest_in_the_answer_it_is_worked_out(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(WEB, FakeRegistry.Reply.of(MANIFEST))) {
            assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
            assertEquals(List.of("HEAD", "GET"), fake.asked().stream().map(FakeRegistry.Asked::method).toList());
        }
    }

    @Test
    void a_registry_that_takes_no_head_requests_is_asked_for_the_manifest(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(WEB, asked -> asked.method().equals("HEAD")
                ? FakeRegistry.Reply.of(405) : FakeRegistry.Reply.of(MANIFEST))) {
            Registry registry = Asking.from(sandbox).open();
            assertEquals(DIGEST, registry.digest(ImageReference.parse(fake.host() + "/web:1.0")));
        }
    }

    @Test
    void content_that_does_not_have_its_digest_is_refused(Sandbox sandbox) {
        String other = "sha256:" + "b".repeat(64);
        try (FakeRegistry fake = FakeRegistry.start()
                .on("/v2/web/manifests/" + other, FakeRegistry.Reply.of(MANIFEST))
                .on(WEB, FakeRegistry.Reply.of(MANIFEST).with("Docker-Content-Digest", other))) {
            Registry registry = Asking.from(sandbox).open();
            for (String image : List.of("/web@" + other, "/web:1.0")) {
                Asking.says(Asking.failure(() -> registry.manifest(ImageReference.parse(fake.host() + image))),
                        "the answer has the digest " + DIGEST + "\n  instead of " + other);
            }
        }
    }

    @Test
    void a_login_page_is_no_manifest(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(WEB, FakeRegistry.Reply.of("<html>Log in</html>"))
                .on(TAGS, FakeRegistry.Reply.of("<html>Log in</html>"))) {
            Asking.says(Asking.from(sandbox).refusal(fake.host() + "/web:1.0"), "the answer is no image manifest");
            Registry registry = Asking.from(sandbox).open();
            Asking.says(Asking.failure(() -> registry.tags(ImageReference.parse(fake.host() + "/web"))),
                    "the answer is no list of tags");
        }
    }

    @Test
    void tags_come_in_pages(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(TAGS, asked -> switch (asked.query()) {
            case "n=1000" -> FakeRegistry.Reply.of("{\"tags\":[\"1\",\"2\"]}")
                    .with("Link", "<http://internal.invalid/v2/web/tags/list?last=2&n=2>; rel=\"next\"");
            case "last=2&n=2" -> FakeRegistry.Reply.of("{\"tags\":[\"3\"]}")
                    .with("Link", "</v2/web/tags/list?last=3&n=2>; rel=next");
            default -> FakeRegistry.Reply.of("{\"tags\":null}");
        })) {
            assertEquals(List.of("1", "2", "3"), tags(sandbox, fake));
        }
    }

    @Test
    void a_link_that_is_no_address_ends_the_list(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(TAGS, FakeRegistry.Reply.of("{\"tags\":[\"1\"]}")
                .with("Link", "</v2/web/tags/list?last={1} >; rel=\"next\""))) {
            assertEquals(List.of("1"), tags(sandbox, fake));
        }
    }

    @Test
    void pages_that_lead_in_a_circle_end(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(TAGS, FakeRegistry.Reply.of("{\"tags\":[\"1\"]}")
                .with("Link", "</v2/web/tags/list?last=1&n=1>; rel=\"next\""))) {
            assertEquals(List.of("1"), tags(sandbox, fake));
            assertEquals(2, fake.asked().size());
        }
    }

    @Test
    void a_page_that_is_missing_is_a_failure(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(TAGS, FakeRegistry.Reply.of("{\"tags\":[\"1\"]}")
                .with("Link", "</v2/web/tags/list?last=1>; rel=\"next\""), FakeRegistry.Reply.of(404))) {
            Asking.says(Asking.failure(() -> tags(sandbox, fake)), "the registry answers with HTTP status 404");
        }
    }

    @Test
    void of_many_tags_only_the_nearest_is_told(Sandbox sandbox) {
        String tags = String.join(",", IntStream.range(0, 40).mapToObj(i -> "\"1.0." + i + "\"").toList());
        try (FakeRegistry fake = FakeRegistry.start().on(TAGS, FakeRegistry.Reply.of("{\"tags\":[" + tags + "]}"))) {
            assertEquals("Did you mean 1.0.7?\nIt has 40 tags.",
                    Asking.from(sandbox).refusal(fake.host() + "/web:1.0.7a").advice());
        }
    }

    @Test
    void credentials_follow_no_redirect_to_another_host(Sandbox sandbox) {
        try (FakeRegistry other = FakeRegistry.start().on("/there", FakeRegistry.Reply.digest(DIGEST));
                FakeRegistry fake = FakeRegistry.start()) {
            fake.on(WEB, asked -> asked.authorization().isEmpty()
                    ? FakeRegistry.Reply.of(401).with("WWW-Authenticate", "Basic realm=\"r\"")
                    : FakeRegistry.Reply.of(307).with("Location", "/v2/web/elsewhere"));
            fake.on("/v2/web/elsewhere",
                    FakeRegistry.Reply.of(302).with("Location", "http://" + other.host() + "/there"));
            Asking asking = Asking.from(sandbox).env("KBLD_REGISTRY_HOSTNAME", fake.host())
                    .env("KBLD_REGISTRY_USERNAME", "user").env("KBLD_REGISTRY_PASSWORD", "pass");
            assertEquals(DIGEST, asking.digest(fake.host() + "/web:1.0"));
            assertEquals("Basic dXNlcjpwYXNz", fake.asked("/v2/web/elsewhere").get(0).authorization());
            assertEquals("", other.asked("/there").get(0).authorization());
        }
    }

    @Test
    void a_redirect_without_end_or_to_no_web_address_is_a_failure(Sandbox sandbox) {
        for (String location : List.of(WEB, "file:///etc/passwd", "::")) {
            try (FakeRegistry fake = FakeRegistry.start()
                    .on(WEB, FakeRegistry.Reply.of(302).with("Location", location))) {
                Asking.says(Asking.from(sandbox).refusal(fake.host() + "/web:1.0"), "it redirects ");
            }
        }
    }

    @Test
    void a_registry_without_tls_may_answer_that_a_request_is_bad(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(WEB, FakeRegistry.Reply.of(400))) {
            Asking.says(Asking.failure(() -> Asking.from(sandbox).open()
                    .manifest(ImageReference.parse(fake.host() + "/web:1.0"))),
                    "the registry answers with HTTP status 400");
        }
    }

    @Test
    void whether_a_digest_is_held_is_not_guessed(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start()
                .on("/v2/web/manifests/" + DIGEST, FakeRegistry.Reply.digest(DIGEST))
                .on("/v2/closed/manifests/" + DIGEST, FakeRegistry.Reply.of(403))) {
            Registry registry = Asking.from(sandbox).open();
            assertTrue(registry.holds(ImageReference.parse(fake.host() + "/web@" + DIGEST)));
            assertFalse(registry.holds(ImageReference.parse(fake.host() + "/other@" + DIGEST)));
            Asking.says(Asking.failure(() -> registry.holds(ImageReference.parse(fake.host() + "/closed@" + DIGEST))),
                    "does not exist, or is not shown without credentials");
        }
    }

    @Test
    void what_is_no_image_name_is_not_asked_for(Sandbox sandbox) {
        for (String image : List.of("Web", "web:1.0@sha256:12", "we b", "example.com/a//b", "{{ image }}", "http://x/y",
                "example.com/../web", "ex ample.com/web", "web:" + "1".repeat(129),
                "a-".repeat(100_000) + "b")) {
            Asking.says(Asking.failure(() -> Asking.from(sandbox).open().manifest(ImageReference.parse(image))),
                    " is no image's name");
        }
        Asking.says(Asking.from(sandbox).refusal("localhost:99999/web:1.0"), "nothing that HTTP takes");
    }

    private static List<String> tags(Sandbox sandbox, FakeRegistry fake) {
        return Asking.from(sandbox).open().tags(ImageReference.parse(fake.host() + "/web"));
    }
}

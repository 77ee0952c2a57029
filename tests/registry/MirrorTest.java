import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mirrors are asked before the registry that an image names. */
@InSandbox
class MirrorTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String OTHER = "sha256:" + "b".repeat(64);
    private static final String WEB = "/v2/team/web/manifests/1.0";

    @Test
    void the_first_mirror_that_has_the_image_answers(Sandbox sandbox) {
        try (FakeRegistry empty = FakeRegistry.start(); FakeRegistry origin = FakeRegistry.start();
                FakeRegistry mirror = FakeRegistry.start().on("/v2/hub/team/web/manifests/1.0",
                        FakeRegistry.Reply.digest(DIGEST))) {
            Asking asking = Asking.from(sandbox)
                    .mirror(origin.host(), empty.host(), "https://" + mirror.host() + "/hub/");
            assertEquals(DIGEST, asking.digest(origin.host() + "/team/web:1.0"));
            assertEquals(1, empty.asked(WEB).size());
            assertEquals(List.of(), origin.asked());
        }
    }

    @Test
    void what_no_mirror_has_the_registry_answers(Sandbox sandbox) {
        FakeRegistry down = FakeRegistry.start();
        down.close();
        try (FakeRegistry refusing = FakeRegistry.start().on(WEB, FakeRegistry.Reply.of(403));
                FakeRegistry broken = FakeRegistry.start().on(WEB, FakeRegistry.Reply.of(500));
                FakeRegistry origin = FakeRegistry.start().on(WEB, FakeRegistry.Reply.digest(DIGEST))) {
            Asking asking = Asking.from(sandbox)
                    .mirror(origin.host(), down.host(), refusing.host(), broken.host());
            assertEquals(DIGEST, asking.digest(origin.host() + "/team/web:1.0"));
        }
    }

    @Test
    void a_failure_names_the_registry_and_not_its_mirror(Sandbox sandbox) {
        try (FakeRegistry mirror = FakeRegistry.start(); FakeRegistry origin = FakeRegistry.start()) {
            Failure failure = Asking.from(sandbox).mirror(origin.host(), mirror.host())
                    .refusal(origin.host() + "/team/web:1.0");
            assertEquals("the registry " + origin.host() + " has no image team/web", failure.getMessage());
        }
    }

    @Test
    void all_pages_of_tags_come_from_one_place(Sandbox sandbox) {
        try (FakeRegistry mirror = FakeRegistry.start(); FakeRegistry origin = FakeRegistry.start()) {
            mirror.on("/v2/web/tags/list", asked -> asked.query().equals("n=1000")
                    ? FakeRegistry.Reply.of("{\"tags\":[\"1\"]}").with("Link", "</v2/web/tags/list?p=2>; rel=\"next\"")
                    : FakeRegistry.Reply.of("{\"tags\":[\"2\"]}"));
            Registry registry = Asking.from(sandbox).mirror(origin.host(), mirror.host()).open();
            assertEquals(List.of("1", "2"), registry.tags(ImageReference.parse(origin.host() + "/web")));
            assertEquals(List.of(), origin.asked());
        }
    }

    @Test
    void a_digest_that_a_mirror_lacks_may_still_be_held(Sandbox sandbox) {
        try (FakeRegistry mirror = FakeRegistry.start(); FakeRegistry origin = FakeRegistry.start()
                .on("/v2/web/manifests/" + OTHER, FakeRegistry.Reply.digest(OTHER))) {
            Registry registry = Asking.from(sandbox).mirror(origin.host(), mirror.host()).open();
            assertTrue(registry.holds(ImageReference.parse(origin.host() + "/web@" + OTHER)));
        }
    }

    @Test
    void docker_hub_s_mirrors_go_by_either_of_its_names(Sandbox sandbox) {
        try (FakeRegistry mirror = FakeRegistry.start()
                .on("/v2/library/web/manifests/1.0", FakeRegistry.Reply.digest(DIGEST))) {
            for (String name : List.of("docker.io", "index.docker.io")) {
                assertEquals(DIGEST, Asking.from(sandbox).mirror(name, mirror.host()).digest("web:1.0"));
            }
        }
    }

    @Test
    void what_is_no_host_is_named(Sandbox sandbox) {
        for (String mirror : List.of("http://mirror.example.com", "user:s3cr3t@mirror", "Mirror", "")) {
            Failure failure = Asking.failure(() -> Asking.from(sandbox).mirror("docker.io", mirror).open());
            Asking.says(failure, "gitops.yaml: registry.mirrors: ", " is no registry");
            assertTrue(!failure.getMessage().contains("s3cr3t"), failure.getMessage());
        }
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Questions to a real registry, which has no TLS on its loopback address. */
@InSandbox
class RealRegistryTest {
    @Test
    void a_tag_stands_for_a_digest(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            String one = real.push("team/web", "1.0");
            String latest = real.push("team/web", "latest");
            Registry registry = Asking.from(sandbox).open();
            assertEquals(one, registry.digest(image(real, "team/web:1.0")));
            assertEquals(latest, registry.digest(image(real, "team/web")));
            assertEquals(one, registry.digest(image(real, "team/web@" + one)));
            assertEquals(one, registry.digest(ImageReference.parse(
                    "localhost" + real.host().replaceFirst(".*:", ":") + "/team/web:1.0")));
        }
    }

    @Test
    void all_tags_of_a_repository_are_listed(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            real.push("web", "1.0");
            real.push("web", "1.1");
            assertEquals(List.of("1.0", "1.1"), Asking.from(sandbox).open().tags(image(real, "web")));
        }
    }

    @Test
    void an_index_tells_its_platforms(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            String index = real.pushIndex("web", "1.0", "linux/amd64", "linux/arm64");
            Registry registry = Asking.from(sandbox).open();
            assertEquals("arm64", registry.manifest(image(real, "web:1.0"))
                    .at("/manifests/1/platform/architecture").asText());
            assertEquals(registry.manifest(image(real, "web:1.0")), registry.manifest(image(real, "web@" + index)));
        }
    }

    @Test
    void a_digest_is_held_until_it_is_removed(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            String digest = real.push("web", "1.0");
            ImageReference pinned = image(real, "web@" + digest);
            assertTrue(Asking.from(sandbox).open().holds(pinned));
            real.delete("web", digest);
            assertFalse(Asking.from(sandbox).open().holds(pinned));
            Asking.says(Asking.failure(() -> Asking.from(sandbox).open().manifest(pinned)),
                    real.host() + "/web does not hold\n  " + digest, "lock the image anew");
        }
    }

    @Test
    void an_unknown_image_is_named(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            Failure failure = Asking.from(sandbox).refusal(real.host() + "/team/wbe:1.0");
            assertEquals("the registry " + real.host() + " has no image team/wbe", failure.getMessage());
            Asking.says(Asking.failure(() -> Asking.from(sandbox).open().tags(image(real, "wbe"))), "no image wbe");
        }
    }

    @Test
    void of_an_unknown_tag_the_nearest_is_told(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            real.push("web", "1.0.1");
            real.push("web", "2.0.0");
            Failure failure = Asking.from(sandbox).refusal(real.host() + "/web:1.0.2");
            assertEquals(real.host() + "/web has no tag 1.0.2", failure.getMessage());
            assertEquals("Did you mean 1.0.1?\nIts tags:\n  1.0.1, 2.0.0", failure.advice());
        }
    }

    @Test
    void many_are_asked_at_once_and_answered_in_order(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            List<ImageReference> images = IntStream.range(0, 40).mapToObj(i -> image(real, "web:" + i)).toList();
            List<String> digests = IntStream.range(0, 40).mapToObj(i -> real.push("web", "" + i)).toList();
            Registry registry = Asking.from(sandbox).open();
            Map<ImageReference, String> found = registry.askAll(images, registry::digest);
            assertEquals(images, List.copyOf(found.keySet()));
            assertEquals(digests, List.copyOf(found.values()));
        }
    }

    @Test
    void all_that_failed_is_told_at_once(Sandbox sandbox) {
        try (OciRegistry real = OciRegistry.start(sandbox)) {
            real.push("web", "1.0");
            List<ImageReference> images = List.of(
                    image(real, "web:1.0"), image(real, "web:3.0"), image(real, "other:1"));
            Registry registry = Asking.from(sandbox).open();
            Failure failure = Asking.failure(() -> registry.askAll(images, registry::digest));
            Asking.says(failure, "web has no tag 3.0\n", "has no image other\n", "Did you mean 1.0?\n");
        }
    }

    private static ImageReference image(OciRegistry registry, String name) {
        return ImageReference.parse(registry.host() + "/" + name);
    }
}

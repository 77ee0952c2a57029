//SOURCES MapRegistry.java
//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which image of an index is used. */
@InSandbox
class PlatformSelectionTest {
    private static final String WEB = "index.docker.io/acme/web";
    private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

    @Test
    void the_image_of_the_platform_is_used_and_the_annotation_names_the_index(Sandbox sandbox) {
        Pinning pinning = pin(sandbox, "{os: linux, architecture: arm64}");
        assertEquals("""
                ---
                image: index.docker.io/acme/web@DIGEST_2
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - resolved:
                            tag: "1"
                            url: acme/web:1
                        - platformSelected:
                            architecture: arm64
                            index: index.docker.io/acme/web@DIGEST_9
                            os: linux
                        url: index.docker.io/acme/web@DIGEST_2
                """.replace("DIGEST_2", MapRegistry.digestOf(2)).replace("DIGEST_9", MapRegistry.digestOf(9)),
                pinning.state());
    }

    @Test
    void variant_version_and_features_count_where_they_are_named(Sandbox sandbox) {
        assertSelects(sandbox, 3, "{os: linux, architecture: arm, variant: v6}");
        assertSelects(sandbox, 4, "{os: linux, architecture: arm, variant: v7}");
        assertSelects(sandbox, 5, "{os: windows, architecture: amd64, os.version: 10.0.1}");
        assertSelects(sandbox, 6, "{os: windows, architecture: amd64, os.features: [win32k]}");
        assertSelects(sandbox, 6, "{os: windows, architecture: amd64, features: [sse4]}");
    }

    @Test
    void an_index_in_the_index_is_looked_into(Sandbox sandbox) {
        assertSelects(sandbox, 7, "{os: linux, architecture: s390x}");
    }

    @Test
    void none_or_several_fail_and_tell_the_platforms_that_there_are(Sandbox sandbox) {
        String all = "; it has linux/amd64, linux/arm/v6, linux/arm/v7, linux/arm64, linux/s390x, windows/amd64";
        assertFails(sandbox, "no image of the index " + WEB + "@" + MapRegistry.digestOf(9) + " is for solaris/amd64"
                + all, "{os: solaris, architecture: amd64}");
        assertFails(sandbox, "more than one image of the index " + WEB + "@" + MapRegistry.digestOf(9)
                + " is for linux/arm" + all, "{os: linux, architecture: arm}");
    }

    @Test
    void an_image_that_is_no_index_is_used_as_it_is(Sandbox sandbox) {
        Pinning pinning = pin(sandbox, new MapRegistry().with(WEB + ":1", 1).withManifest(1, "{layers: []}"),
                "acme/web:1", "{os: solaris, architecture: amd64}");
        assertEquals(Map.of("a", WEB + "@" + MapRegistry.digestOf(1)), pinning.resolved());
        assertTrue(pinning.state().contains("resolved") && !pinning.state().contains("platformSelected"));
    }

    @Test
    void a_digest_of_an_index_is_looked_into_and_so_is_not_locked(Sandbox sandbox) {
        MapRegistry registry = registry();
        Pinning pinning = pin(sandbox, registry, "acme/web@" + MapRegistry.digestOf(9),
                "{os: linux, architecture: arm64}");
        assertEquals(Map.of("a", WEB + "@" + MapRegistry.digestOf(2)), pinning.resolved());
        assertEquals(Set.of("a"), pinning.unlocked().keySet());
        assertEquals(List.of("manifest of " + WEB + "@" + MapRegistry.digestOf(8),
                "manifest of " + WEB + "@" + MapRegistry.digestOf(9)), registry.questions());
    }

    private static void assertSelects(Sandbox sandbox, int number, String selection) {
        assertEquals(Map.of("a", WEB + "@" + MapRegistry.digestOf(number)), pin(sandbox, selection).resolved());
    }

    private static void assertFails(Sandbox sandbox, String message, String selection) {
        Failure failure = assertThrows(Failure.class, () -> pin(sandbox, selection));
        assertTrue(failure.getMessage().endsWith(message), failure.getMessage());
    }

    private static Pinning pin(Sandbox sandbox, String selection) {
        return pin(sandbox, registry(), "acme/web:1", selection);
    }

    private static Pinning pin(Sandbox sandbox, Registry registry, String newImage, String selection) {
        return Pinning.of(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: a, newImage: '%s', platformSelection: %s}
                """.formatted(newImage, selection), "image: a\n", registry);
    }

    /** An index of six images, and of another index. */
    private static MapRegistry registry() {
        return new MapRegistry().with(WEB + ":1", 9).withManifest(9, "manifests: [" + String.join(",\n",
                image(1, "{os: linux, architecture: amd64}"), image(2, "{os: linux, architecture: arm64}"),
                image(3, "{os: linux, architecture: arm, variant: v6}"),
                image(4, "{os: linux, architecture: arm, variant: v7}"),
                image(5, "{os: windows, architecture: amd64, os.version: 10.0.1}"),
                image(6, "{os: windows, architecture: amd64, os.features: [win32k, a], features: [sse4]}"),
                image(0, "{os: unknown, architecture: unknown}"),
                "{digest: '" + MapRegistry.digestOf(8) + "', mediaType: " + INDEX_TYPE + "}") + "]")
                .withManifest(8, "manifests: [" + image(7, "{os: linux, architecture: s390x}") + "]");
    }

    private static String image(int number, String platform) {
        return "{digest: '" + MapRegistry.digestOf(number) + "', platform: " + platform + "}";
    }
}

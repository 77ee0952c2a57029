//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** imgpkg's own lock format. */
@InSandbox
class ImagesLockTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void it_pins_by_an_annotation_and_brings_its_origins(Sandbox sandbox) {
        assertEquals("""
                ---
                image: index.docker.io/acme/web@DIGEST
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - resolved:
                            tag: v1
                            url: acme/web:v1
                        - preresolved:
                            url: index.docker.io/acme/web@DIGEST
                        url: index.docker.io/acme/web@DIGEST
                """.replace("DIGEST", DIGEST), Pinning.of(sandbox, """
                apiVersion: imgpkg.carvel.dev/v1alpha1
                kind: ImagesLock
                images:
                - image: acme/web@DIGEST
                  annotations:
                    kbld.carvel.dev/id: web
                    kbld.carvel.dev/origins: |
                      - resolved: {url: 'acme/web:v1', tag: v1}
                    other: ignored
                """.replace("DIGEST", DIGEST), "image: web").state());
    }

    @Test
    void every_image_needs_a_digest_and_the_annotation(Sandbox sandbox) {
        assertFails(sandbox, "line 4: acme/web:1 has no digest",
                "{image: 'acme/web:1', annotations: {kbld.carvel.dev/id: web}}");
        assertFails(sandbox, "line 4: acme/web@" + DIGEST + " has no annotation kbld.carvel.dev/id",
                "{image: acme/web@" + DIGEST + "}");
        assertFails(sandbox, "line 4: this has no image", "{annotations: {kbld.carvel.dev/id: web}}");
        assertFails(sandbox, "line 4: unknown key name", "{image: acme/web@" + DIGEST + ", name: web}");
    }

    @Test
    void broken_origins_are_reported_with_their_place(Sandbox sandbox) {
        assertFails(sandbox, "line 4, kbld.carvel.dev/origins, line 1: this is not valid YAML",
                "{image: acme/web@" + DIGEST
                        + ", annotations: {kbld.carvel.dev/id: web, kbld.carvel.dev/origins: 'a: ['}}");
    }

    @Test
    void it_may_be_empty(Sandbox sandbox) {
        Pinning pinning = Pinning.of(sandbox, "apiVersion: imgpkg.carvel.dev/v1alpha1\nkind: ImagesLock\nimages: []\n",
                "kind: A");
        assertEquals("---\nkind: A\n", pinning.state());
    }

    private static void assertFails(Sandbox sandbox, String message, String image) {
        String lock = "apiVersion: imgpkg.carvel.dev/v1alpha1\nkind: ImagesLock\nimages:\n- " + image;
        Failure failure = assertThrows(Failure.class, () -> Pinning.of(sandbox, lock, "kind: A"));
        String expected = sandbox.path("locks/app.yml") + ", " + message;
        assertTrue(failure.getMessage().startsWith(expected), failure.getMessage());
    }
}

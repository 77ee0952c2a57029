//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Images that name their digest need no lock. */
@InSandbox
class DigestReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void they_get_their_full_name_and_an_annotation_that_says_nothing(Sandbox sandbox) {
        assertEquals("""
                ---
                image: index.docker.io/library/nginx@DIGEST
                kind: Pod
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      null
                  name: p
                """.replace("DIGEST", DIGEST), Pinning.of(sandbox, "", """
                kind: Pod
                metadata: {name: p}
                image: nginx@DIGEST
                """.replace("DIGEST", DIGEST)).state());
    }

    @Test
    void names_are_completed_as_docker_does(Sandbox sandbox) {
        assertBecomes(sandbox, "nginx", "index.docker.io/library/nginx");
        assertBecomes(sandbox, "docker.io/nginx", "index.docker.io/library/nginx");
        assertBecomes(sandbox, "index.docker.io/nginx", "index.docker.io/library/nginx");
        assertBecomes(sandbox, "acme/web", "index.docker.io/acme/web");
        assertBecomes(sandbox, "docker.io/acme/web", "index.docker.io/acme/web");
        assertBecomes(sandbox, "localhost/web", "index.docker.io/localhost/web");
        assertBecomes(sandbox, "localhost:5000/web", "localhost:5000/web");
        assertBecomes(sandbox, "registry.example.com/web", "registry.example.com/web");
    }

    @Test
    void tags_beside_a_digest_go(Sandbox sandbox) {
        assertBecomes(sandbox, "nginx:1.2", "index.docker.io/library/nginx");
        assertBecomes(sandbox, "localhost:5000/web:v1", "localhost:5000/web");
    }

    @Test
    void what_is_no_digest_does_not_count(Sandbox sandbox) {
        Pinning pinning = Pinning.of(sandbox, "", """
                images: [{image: 'nginx@sha256:123'}, {image: 'nginx@md5:%s'}, {image: 'nginx@'}, {image: 'x@y'}]
                """.formatted("0".repeat(32)));
        assertEquals(Set.of("nginx@sha256:123", "nginx@md5:" + "0".repeat(32), "nginx@", "x@y"),
                pinning.unlocked().keySet());
        assertEquals(Set.of(), pinning.pinned().keySet());
    }

    @Test
    void an_override_wins_over_the_digest(Sandbox sandbox) {
        Pinning pinning = Pinning.of(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: nginx@DIGEST, newImage: mirror.example.com/nginx@DIGEST, preresolved: true}
                """.replace("DIGEST", DIGEST), "image: nginx@" + DIGEST);
        assertEquals("mirror.example.com/nginx@" + DIGEST, pinning.pinned().get("nginx@" + DIGEST));
    }

    private static void assertBecomes(Sandbox sandbox, String name, String full) {
        Pinning pinning = Pinning.of(sandbox, "", "image: " + name + "@" + DIGEST);
        assertEquals(full + "@" + DIGEST, pinning.pinned().get(name + "@" + DIGEST));
    }
}

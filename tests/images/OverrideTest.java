//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which override applies to an image. */
@InSandbox
class OverrideTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void an_image_is_the_exact_text(Sandbox sandbox) {
        Pinning pinning = pin(sandbox, "- {image: 'nginx:1', newImage: new, preresolved: true}",
                "nginx:1", "nginx", "nginx:1.0", "docker.io/library/nginx:1");
        assertEquals(Map.of("nginx:1", "new"), pinning.pinned());
        assertEquals(Set.of("nginx", "nginx:1.0", "docker.io/library/nginx:1"), pinning.unlocked().keySet());
    }

    @Test
    void a_repository_is_the_text_before_tag_and_digest(Sandbox sandbox) {
        Pinning pinning = pin(sandbox, """
                - {imageRepo: acme/web, newImage: new-web, preresolved: true}
                - {imageRepo: 'localhost:5000/x', newImage: new-x, preresolved: true}
                """, "acme/web", "acme/web:1.2-rc_1", "acme/web:1@" + DIGEST, "acme/web@" + DIGEST,
                "localhost:5000/x:1", "localhost:5000/x", "acme/web/more:1", "web", "localhost:5000");
        assertEquals(Map.of("acme/web", "new-web", "acme/web:1.2-rc_1", "new-web", "acme/web:1@" + DIGEST, "new-web",
                "acme/web@" + DIGEST, "new-web", "localhost:5000/x", "new-x", "localhost:5000/x:1", "new-x"),
                pinning.pinned());
        assertEquals(Set.of("acme/web/more:1", "web", "localhost:5000"), pinning.unlocked().keySet());
    }

    @Test
    void the_first_override_that_fits_wins(Sandbox sandbox) {
        assertEquals(Map.of("a:1", "exact", "a:2", "repository"), pin(sandbox, """
                - {image: 'a:1', newImage: exact, preresolved: true}
                - {imageRepo: a, newImage: repository, preresolved: true}
                - {image: 'a:2', newImage: too-late, preresolved: true}
                """, "a:1", "a:2").pinned());
    }

    @Test
    void locks_are_read_in_the_order_of_their_paths(Sandbox sandbox) {
        sandbox.write("locks/b.yml", lock("- {imageRepo: a, newImage: from-b, preresolved: true}"));
        sandbox.write("locks/a/z.json", """
                {"apiVersion": "kbld.k14s.io/v1alpha1", "kind": "ImageOverrides",
                 "overrides": [{"image": "a:1", "newImage": "from-a-z", "preresolved": true}]}
                """);
        sandbox.write("locks/a.txt", "no lock");
        assertEquals(Map.of("a:1", "from-a-z", "a:2", "from-b"), pin(sandbox, "", "a:1", "a:2").pinned());
    }

    @Test
    void configuration_among_the_manifests_counts_first_and_is_no_resource(Sandbox sandbox) {
        sandbox.write("locks/a.yml", lock("- {imageRepo: a, newImage: from-file, preresolved: true}"));
        sandbox.write("manifests/config.yaml", lock("- {image: 'a:1', newImage: from-manifest, preresolved: true}"));
        Pinning pinning = pin(sandbox, "", "a:1", "a:2");
        assertEquals(Map.of("a:1", "from-manifest", "a:2", "from-file"), pinning.pinned());
        assertEquals(1, pinning.state().split("---\n", -1).length - 1);
    }

    @Test
    void a_preresolved_image_is_used_as_it_is(Sandbox sandbox) {
        Pinning pinning = pin(sandbox, "- {image: a, newImage: 'nginx:latest', preresolved: true}", "a");
        assertEquals(Map.of("a", "nginx:latest"), pinning.pinned());
    }

    @Test
    void an_image_that_is_not_preresolved_needs_a_digest(Sandbox sandbox) {
        Pinning pinning = pin(sandbox, """
                - {image: a, newImage: 'nginx@DIGEST'}
                - {image: b, newImage: 'nginx:1'}
                """.replace("DIGEST", DIGEST), "a", "b");
        assertEquals(Map.of("a", "index.docker.io/library/nginx@" + DIGEST), pinning.pinned());
        assertEquals(Set.of("b"), pinning.unlocked().keySet());
    }

    private static String lock(String overrides) {
        return "apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\noverrides:\n" + overrides;
    }

    private static Pinning pin(Sandbox sandbox, String overrides, String... images) {
        return Pinning.of(sandbox, lock(overrides), "kind: A\nspec:\n- image: " + String.join("\n- image: ", images));
    }
}

//SOURCES MapRegistry.java
//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What registries are asked about images that no lock pins. */
@InSandbox
class ResolvedImageTest {
    private static final String WEB = "index.docker.io/acme/web";
    private static final String DIGEST_1 = MapRegistry.digestOf(1);
    private static final String DIGEST_2 = MapRegistry.digestOf(2);

    @Test
    void a_tag_becomes_a_digest_and_the_annotation_says_which_tag_it_was(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry().with("index.docker.io/library/nginx:1.2", 1)
                .with("registry.example.com/web:latest", 2);
        Pinning pinning = pin(sandbox, registry, "", "nginx:1.2", "registry.example.com/web");
        assertEquals("""
                ---
                kind: A
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - resolved:
                            tag: "1.2"
                            url: nginx:1.2
                        url: index.docker.io/library/nginx@DIGEST_1
                      - origins:
                        - resolved:
                            tag: latest
                            url: registry.example.com/web
                        url: registry.example.com/web@DIGEST_2
                spec:
                - image: index.docker.io/library/nginx@DIGEST_1
                - image: registry.example.com/web@DIGEST_2
                """.replace("DIGEST_1", DIGEST_1).replace("DIGEST_2", DIGEST_2), pinning.state());
        assertEquals(Set.of("nginx:1.2", "registry.example.com/web"), pinning.unlocked().keySet());
    }

    @Test
    void the_lock_of_all_images_needs_no_registry_and_gives_the_same_images(Sandbox sandbox) {
        String locked = "- {image: locked, newImage: acme/locked@" + DIGEST_2 + ", preresolved: true}";
        Pinning pinning = pin(sandbox, new MapRegistry().with(WEB + ":1", 1), locked, "acme/web:1", "locked");
        assertEquals("""
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                overrides:
                - image: acme/web:1
                  newImage: index.docker.io/acme/web@DIGEST_1
                  preresolved: true
                - image: locked
                  newImage: acme/locked@DIGEST_2
                  preresolved: true
                """.replace("DIGEST_1", DIGEST_1).replace("DIGEST_2", DIGEST_2), pinning.lock());
        assertEquals(Map.of("acme/web:1", WEB + "@" + DIGEST_1, "locked", "acme/locked@" + DIGEST_2),
                Pinning.of(sandbox, pinning.lock(), manifest("acme/web:1", "locked")).pinned());
    }

    @Test
    void what_is_locked_or_names_its_digest_is_not_asked_for(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry();
        pin(sandbox, registry, "- {image: locked, newImage: 'nginx:latest', preresolved: true}",
                "locked", "acme/web@" + DIGEST_1, "acme/web:1@" + DIGEST_1);
        assertEquals(List.of(), registry.questions());
    }

    @Test
    void an_image_is_asked_for_once_however_often_it_is_used(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry().with(WEB + ":1", 1);
        pin(sandbox, registry, "", "acme/web:1", "acme/web:1", "acme/web:1");
        assertEquals(List.of(WEB + ":1"), registry.questions());
    }

    @Test
    void many_images_are_asked_for_at_once(Sandbox sandbox) {
        String[] images = IntStream.range(0, 20).mapToObj(i -> "acme/web:" + i).toArray(String[]::new);
        CountDownLatch asked = new CountDownLatch(images.length);
        Pinning pinning = pin(sandbox, new MapRegistry() {
            @Override
            public String digest(ImageReference image) {
                asked.countDown();
                try {
                    assertTrue(asked.await(1, TimeUnit.MINUTES), "one waits for another");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return digestOf(Integer.parseInt(image.tag()));
            }
        }, "", images);
        Map<String, String> expected = IntStream.range(0, 20).boxed()
                .collect(Collectors.toMap(i -> "acme/web:" + i, i -> WEB + "@" + MapRegistry.digestOf(i)));
        assertEquals(expected, pinning.resolved());
    }

    @Test
    void an_override_says_which_image_is_asked_for(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry().with(WEB + ":2", 2);
        Pinning pinning = pin(sandbox, registry, """
                - {image: exact, newImage: 'acme/web:2', origins: [{local: {path: /src}}]}
                - {imageRepo: old/web, newImage: 'acme/web:2'}
                """, "exact", "old/web:1", "old/web");
        assertEquals(Set.of(WEB + "@" + DIGEST_2), Set.copyOf(pinning.resolved().values()));
        assertEquals(3, pinning.resolved().size());
        assertTrue(pinning.state().contains("tag: \"2\"\n            url: acme/web:2\n"), pinning.state());
        assertFalse(pinning.state().contains("local"), pinning.state());
    }

    @Test
    void a_tag_selection_takes_the_highest_version_that_fits(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry().with(WEB + ":1.9.0", 3).with(WEB + ":v1.10.0", 1)
                .with(WEB + ":2.0.0", 2).with(WEB + ":latest", 4);
        Pinning pinning = pin(sandbox, registry, """
                - {imageRepo: web, newImage: acme/web, tagSelection: {semver: {constraints: 1.x}}}
                """, "web:any");
        assertEquals(Map.of("web:any", WEB + "@" + DIGEST_1), pinning.resolved());
        assertTrue(pinning.state().contains("tag: v1.10.0\n            url: acme/web:v1.10.0\n"), pinning.state());
        assertEquals(List.of(WEB + ":v1.10.0", "tags of " + WEB), registry.questions());
    }

    @Test
    void when_no_tag_fits_the_failure_says_what_was_wanted_and_what_there_is(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry().with(WEB + ":1.0.0", 1).with(WEB + ":3.0.0-rc.1", 2);
        assertFails(sandbox, registry, "- {image: a, newImage: acme/web, tagSelection: {semver: {constraints: 3.x}}}",
                "acme/web has no tag that is a version in 3.x, without prereleases", "a");
    }

    @Test
    void all_images_that_cannot_be_resolved_are_listed_with_a_resource_that_uses_them(Sandbox sandbox) {
        Failure failure = assertThrows(Failure.class, () -> pin(sandbox, new MapRegistry().with(WEB + ":1", 1), "",
                "acme/web:1", "nginx:9", "acme/web:2"));
        String user = "    A (no name) in " + sandbox.path("manifests/all.yaml") + "\n";
        assertEquals("2 images cannot be resolved:\n"
                + "  acme/web:2\n" + user + "    index.docker.io/acme/web:2 is unknown\n"
                + "  nginx:9\n" + user + "    index.docker.io/library/nginx:9 is unknown", failure.getMessage());
        assertEquals("Correct the name.\nOr leave unlocked images as they are, with --offline.", failure.advice());
    }

    @Test
    void what_is_no_images_name_fails_without_a_question(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry();
        for (String text : List.of("Always", "two words", "acme/Web:1", "http://example.com/web", "acme/web@sha256:1",
                "'acme/web:1:2'")) {
            assertFails(sandbox, registry, "", " is no image's name", text);
        }
        assertEquals(List.of(), registry.questions());
    }

    @Test
    void a_search_rule_can_say_that_it_is_none(Sandbox sandbox) {
        Pinning pinning = Pinning.of(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                searchRules:
                - valueMatcher: {image: Always}
                  updateStrategy: {none: {}}
                """, manifest("Always"), new MapRegistry());
        assertEquals("---\nkind: A\nspec:\n- image: Always\n", pinning.state());
    }

    @Test
    void an_image_in_arguments_is_found_by_a_search_rule(Sandbox sandbox) {
        Pinning pinning = Pinning.of(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                searchRules:
                - keyMatcher: {path: [spec, args, {index: 1}]}
                """, "kind: A\nspec: {args: [--image, 'acme/web:1']}\n", new MapRegistry().with(WEB + ":1", 1));
        assertEquals(Map.of("acme/web:1", WEB + "@" + DIGEST_1), pinning.resolved());
    }

    @Test
    void an_image_that_is_built_from_a_source_is_not_asked_for_and_stays(Sandbox sandbox) {
        MapRegistry registry = new MapRegistry();
        String sources = "- {image: other, newImage: app}\n"
                + "sources: [{image: app, path: .}, {imageRepo: repo, path: .}]";
        Pinning pinning = pin(sandbox, registry, sources, "app", "repo:1", "other", "repo@" + DIGEST_1);
        assertEquals(List.of(), registry.questions());
        assertEquals(Set.of("app", "repo:1", "other", "repo@" + DIGEST_1), pinning.unlocked().keySet());
        assertEquals(Map.of(), pinning.resolved());
    }

    @Test
    void a_lock_wins_over_a_source(Sandbox sandbox) {
        Pinning pinning = pin(sandbox, new MapRegistry(), "- {image: app, newImage: acme/app@" + DIGEST_1
                + ", preresolved: true}\nsources: [{image: app, path: .}]", "app");
        assertEquals(Map.of("app", "acme/app@" + DIGEST_1), pinning.pinned());
    }

    private static void assertFails(Sandbox sandbox, Registry registry, String overrides, String problem,
            String image) {
        Failure failure = assertThrows(Failure.class, () -> pin(sandbox, registry, overrides, image), image);
        assertTrue(failure.getMessage().startsWith("1 image cannot be resolved:\n"), failure.getMessage());
        assertTrue(failure.getMessage().contains(problem), failure.getMessage());
    }

    private static Pinning pin(Sandbox sandbox, Registry registry, String overrides, String... images) {
        return Pinning.of(sandbox, "apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\noverrides:\n" + overrides,
                manifest(images), registry);
    }

    private static String manifest(String... images) {
        return "kind: A\nspec:\n- image: " + String.join("\n- image: ", images) + "\n";
    }
}

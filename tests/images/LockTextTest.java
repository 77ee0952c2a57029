//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How locks are written. */
@InSandbox
class LockTextTest {
    @Test
    void images_are_sorted_as_kbld_does() {
        assertEquals("""
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                overrides:
                - image: A:1
                  newImage: acme/a
                  preresolved: true
                - image: a
                  newImage: acme/web@sha256:1
                  preresolved: true
                - image: a:2
                  newImage: acme/api@sha256:2
                  preresolved: true
                """, ImageLockText.of(List.of(locked("a:2", "acme/api@sha256:2"), locked("a", "acme/web@sha256:1"),
                        locked("A:1", "acme/a")), List.of()));
    }

    @Test
    void nothing_locked_is_a_lock_too() {
        assertEquals("""
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                """, ImageLockText.of(List.of(), List.of()));
    }

    @Test
    void origins_are_written_where_there_are_some(Sandbox sandbox) {
        String lock = """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                overrides:
                - image: app
                  newImage: acme/app@sha256:1
                  origins:
                  - local:
                      path: /src/app
                  - git:
                      dirty: false
                      remoteURL: git@example.com:acme/app.git
                      sha: 0a1b
                  - tagged:
                      tags:
                      - v1
                  preresolved: true
                """;
        assertEquals(lock, rewritten(sandbox, lock));
    }

    @Test
    void search_rules_are_repeated_as_kbld_does_keys_first(Sandbox sandbox) {
        assertEquals("""
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                searchRules:
                - keyMatcher:
                    name: foo
                - keyMatcher:
                    name: third
                - keyMatcher:
                    name: x
                - keyMatcher:
                    path:
                    - a
                    - index: 0
                    - allIndexes: true
                    - allIndexes: false
                - updateStrategy:
                    none: {}
                  valueMatcher:
                    imageRepo: zz
                - updateStrategy:
                    entireValue: {}
                  valueMatcher:
                    image: zz
                - keyMatcher:
                    name: y2
                  updateStrategy:
                    json:
                      searchRules:
                      - keyMatcher:
                          name: image
                        updateStrategy:
                          yaml: {}
                - keyMatcher:
                    name: y3
                  updateStrategy:
                    json: {}
                    yaml: {}
                """, rewritten(sandbox, """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                keys: [foo]
                searchRules:
                - keyMatcher: {name: x, path: []}
                - keyMatcher: {path: [a, {index: 0}, {allIndexes: true}, {allIndexes: false}]}
                - valueMatcher: {imageRepo: zz, image: ''}
                  updateStrategy: {none: {}}
                - valueMatcher: {image: zz}
                  updateStrategy: {entireValue: {}, none: null}
                - keyMatcher: {name: y2}
                  updateStrategy: {json: {searchRules: [{keyMatcher: {name: image}, updateStrategy: {yaml: {}}}]}}
                - keyMatcher: {name: y3}
                  updateStrategy: {yaml: {searchRules: []}, json: {}}
                ---
                apiVersion: kbld.k14s.io/v1alpha1
                kind: ImageKeys
                keys: [third]
                """));
    }

    private static ImageConfig.Override locked(String image, String newImage) {
        return ImageConfig.Override.locked(image, newImage, List.of());
    }

    private static String rewritten(Sandbox sandbox, String lock) {
        sandbox.write("locks/app.yml", lock);
        ImageLocks locks = ImageLocks.read(sandbox.path("locks"));
        List<ImageConfig.Override> overrides = Yaml.read("lock", lock).stream()
                .flatMap(document -> ImageConfig.read(document).overrides().stream()).toList();
        return ImageLockText.of(overrides, locks.searchRules());
    }
}

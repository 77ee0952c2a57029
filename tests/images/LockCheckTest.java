//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a lock must say, checked before anything is pinned. */
@InSandbox
class LockCheckTest {
    @Test
    void a_newer_kbld_may_be_required_than_the_one_that_is_understood(Sandbox sandbox) {
        for (String version : new String[] {"0.44.0", "0.43.1", "0.44", "1", "0.100.0", "0.44.0-rc.1"}) {
            assertFails(sandbox, "line 3: this needs kbld " + version + " or newer",
                    "minimumRequiredVersion: '" + version + "'");
        }
        for (String version : new String[] {"0.43.0", "0.43", "0.25.0", "0", "0.43.0-rc.1", "0.43.0.0", ""}) {
            assertPasses(sandbox, "minimumRequiredVersion: '" + version + "'");
        }
        assertPasses(sandbox, "minimumRequiredVersion: 0.42");
    }

    @Test
    void a_version_is_numbers_without_a_v(Sandbox sandbox) {
        assertFails(sandbox, "line 3: minimumRequiredVersion is v0.4, which is no version",
                "minimumRequiredVersion: v0.4");
        assertFails(sandbox, "line 3: minimumRequiredVersion is newest, which", "minimumRequiredVersion: newest");
    }

    @Test
    void search_rules_match_something(Sandbox sandbox) {
        assertFails(sandbox, "line 4: this search rule has neither keyMatcher nor valueMatcher", "searchRules:\n- {}");
        assertFails(sandbox, "line 5: this search rule has neither", "searchRules:\n- {keyMatcher: {name: a}}\n- null");
        assertFails(sandbox, "line 4: this keyMatcher has neither name nor path", "searchRules:\n- {keyMatcher: {}}");
        assertFails(sandbox, "line 4: this keyMatcher has neither name nor path",
                "searchRules:\n- keyMatcher: {path: []}");
        assertFails(sandbox, "line 5: this valueMatcher has neither image nor imageRepo",
                "searchRules:\n- keyMatcher: {name: a}\n  valueMatcher: {}");
    }

    @Test
    void steps_of_a_path_are_keys_or_indexes(Sandbox sandbox) {
        for (String step : new String[] {"5", "null", "{}", "{\"index\":\"0\"}", "{\"indx\":0}"}) {
            assertFails(sandbox, "line 6: " + step + " is no step of a path",
                    "searchRules:\n- keyMatcher:\n    path: [a,\n      " + step + "]");
        }
        assertPasses(sandbox, "searchRules: [{keyMatcher: {path: [a, {index: 0}, {allIndexes: true}]}}]");
    }

    @Test
    void update_strategies_say_what_to_do_and_their_rules_are_checked_too(Sandbox sandbox) {
        String rule = "searchRules:\n- keyMatcher: {name: a}\n  updateStrategy:\n";
        assertFails(sandbox, "line 5: this updateStrategy has none of entireValue, json, yaml and none",
                rule + "    {}");
        assertFails(sandbox, "line 7: this search rule has neither", rule + "    yaml:\n      searchRules: [{}]");
        assertFails(sandbox, "line 6: unknown key jsn", rule + "    jsn: {}");
        assertPasses(sandbox, rule + "    none: {}");
        assertPasses(sandbox, rule + "    json: {}");
    }

    @Test
    void keys_have_a_name(Sandbox sandbox) {
        assertFails(sandbox, "line 3: a key is empty", "keys: [a, '']");
    }

    @Test
    void overrides_are_complete(Sandbox sandbox) {
        assertFails(sandbox, "line 4: this override has neither image nor imageRepo", "overrides:\n- {newImage: a}");
        assertFails(sandbox, "line 4: this override has neither", "overrides:\n- null");
        assertFails(sandbox, "line 5: the override of b has no newImage",
                "overrides:\n- {image: a, newImage: a}\n- {image: b}");
        assertFails(sandbox, "line 4: the override of repository b has no newImage", "overrides:\n- {imageRepo: b}");
    }

    @Test
    void a_tag_selection_says_what_it_selects(Sandbox sandbox) {
        String override = "overrides:\n- image: a\n  newImage: acme/web\n  tagSelection:\n    ";
        assertPasses(sandbox, override + "semver: {}");
        assertPasses(sandbox, override + "semver: {constraints: '>1.0.0 || 1.x', prereleases: {identifiers: [rc]}}");
        assertFails(sandbox, "line 6: this tagSelection has no semver", override + "{}");
        assertFails(sandbox, "line 6: ^1.2.0 is no constraint on versions in: ^1.2.0",
                override + "semver: {constraints: ^1.2.0}");
        assertFails(sandbox, "line 6: a version is missing in: >1.0.0 ||",
                override + "semver: {constraints: '>1.0.0 ||'}");
        assertFails(sandbox, "line 6: a number in 99999999999999999999.x is too large",
                override + "semver: {constraints: 99999999999999999999.x}");
        assertFails(sandbox, "line 7: unknown key semvr", override + "semvr: {}");
        assertFails(sandbox, "line 7: unknown key constraint", override + "semver: {constraint: 1.x}");
        assertFails(sandbox, "line 7: unknown key identifier", override + "semver: {prereleases: {identifier: rc}}");
    }

    @Test
    void a_tag_selection_takes_a_repository_without_tag_and_digest(Sandbox sandbox) {
        String selection = "', tagSelection: {semver: {}}}";
        assertFails(sandbox, "line 4: the override of a has a tagSelection, and a tag in acme/web:1",
                "overrides:\n- {image: a, newImage: 'acme/web:1" + selection);
        assertFails(sandbox, "line 4: the override of a has a tagSelection, and a digest in acme/web@sha256:1",
                "overrides:\n- {image: a, newImage: 'acme/web@sha256:1" + selection);
        assertPasses(sandbox, "overrides:\n- {image: a, preresolved: true, newImage: 'acme/web:1" + selection);
    }

    @Test
    void a_platform_selection_names_system_and_architecture(Sandbox sandbox) {
        String override = "overrides:\n- image: a\n  newImage: acme/web\n  platformSelection:\n    ";
        assertPasses(sandbox, override + "{os: linux, architecture: arm, variant: v7}");
        assertFails(sandbox, "line 6: this platformSelection has no os", override + "{architecture: arm}");
        assertFails(sandbox, "line 6: this platformSelection has no architecture", override + "{os: linux}");
        assertFails(sandbox, "line 7: unknown key osVersion", override + "{os: a, architecture: b, osVersion: c}");
    }

    @Test
    void sources_say_what_is_built_where_and_by_what(Sandbox sandbox) {
        assertFails(sandbox, "line 4: this source has neither image nor imageRepo", "sources:\n- {path: .}");
        assertFails(sandbox, "line 4: this source has neither", "sources:\n- null");
        assertFails(sandbox, "line 4: the source of a has no path", "sources:\n- {image: a}");
        assertFails(sandbox, "line 5: the source of repository b has several builders: docker.build, ko",
                "sources:\n- {image: a, path: .}\n- {imageRepo: b, path: ., ko: {}, docker: {build: {}}}");
        assertFails(sandbox, "line 4: the source of a has several builders: docker.build, docker.buildx",
                "sources:\n- {image: a, path: ., docker: {build: {}, buildx: {}}}");
        assertFails(sandbox, "line 4: the source of a does not say which builder pack uses",
                "sources:\n- {image: a, path: ., pack: {build: {}}}");
        assertFails(sandbox, "line 4: the source of a does not say which target bazel runs",
                "sources:\n- {image: a, path: ., bazel: {}}");
        assertFails(sandbox, "line 4: unknown key dockr", "sources:\n- {image: a, path: ., dockr: {}}");
        assertPasses(sandbox, "sources:\n- {image: a, path: ., docker: {}}\n- {image: b, path: ., ko: {}}");
    }

    @Test
    void destinations_say_where_an_image_is_pushed(Sandbox sandbox) {
        assertFails(sandbox, "line 4: this destination has neither image nor imageRepo",
                "destinations:\n- {newImage: acme/web}");
        assertFails(sandbox, "line 4: images cannot be pushed to acme/web:1: it is no repository",
                "destinations:\n- {image: a, newImage: 'acme/web:1'}");
        assertFails(sandbox, "line 4: images cannot be pushed to acme/web@sha256:1: it is no repository",
                "destinations:\n- {image: a, newImage: 'acme/web@sha256:1'}");
        assertFails(sandbox, "line 4: images cannot be pushed to acme/web:1", "destinations:\n- {image: 'acme/web:1'}");
        assertFails(sandbox, "line 4: images cannot be pushed to Acme", "destinations:\n- {image: a, newImage: Acme}");
        assertFails(sandbox, "line 4: a b is no tag", "destinations:\n- {image: acme/web, tags: [v1, a b]}");
        assertFails(sandbox, "line 4: a tag is empty", "destinations:\n- {image: acme/web, tags: ['']}");
        assertPasses(sandbox, "destinations:\n- {imageRepo: acme/web}\n- {image: a, newImage: 'localhost:1/a', tags: [c]}");
    }

    @Test
    void an_empty_list_or_none_is_fine(Sandbox sandbox) {
        assertPasses(sandbox, "overrides: []");
        assertPasses(sandbox, "overrides:");
        assertPasses(sandbox, "sources: []\ndestinations:");
    }

    private static void assertPasses(Sandbox sandbox, String lock) {
        assertDoesNotThrow(() -> read(sandbox, lock), lock);
    }

    private static void assertFails(Sandbox sandbox, String message, String lock) {
        Failure failure = assertThrows(Failure.class, () -> read(sandbox, lock), lock);
        String expected = sandbox.path("locks/app.yml") + ", " + message;
        assertTrue(failure.getMessage().startsWith(expected), failure.getMessage());
        assertFalse(failure.advice().isBlank(), failure.getMessage());
    }

    private static Pinning read(Sandbox sandbox, String lock) {
        return Pinning.of(sandbox, "apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\n" + lock, "kind: A");
    }
}

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
    void an_empty_list_or_none_is_fine(Sandbox sandbox) {
        assertPasses(sandbox, "overrides: []");
        assertPasses(sandbox, "overrides:");
        assertPasses(sandbox, "sources: [{image: a, path: .}]\ndestinations: [{image: a, newImage: b, tags: [c]}]");
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

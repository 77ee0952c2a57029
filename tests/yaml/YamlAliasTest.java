import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Anchors, aliases and merge keys. */
class YamlAliasTest {
    @Test
    void aliases_stand_for_copies() {
        assertEquals("""
                a:
                  x: 1
                b:
                - x: 1
                - x: 1
                """, rewritten("""
                a: &one {x: 1}
                b: [*one, *one]
                """));
    }

    @Test
    void an_anchor_can_be_set_again() {
        assertEquals("a: 1\nb: 1\nc: 2\nd: 2\n", rewritten("""
                a: &x 1
                b: *x
                c: &x 2
                d: *x
                """));
    }

    @Test
    void a_key_after_a_merge_wins_over_it_and_a_key_before_loses() {
        assertEquals("""
                after:
                  k: own
                  m: base
                base:
                  k: base
                  m: base
                before:
                  k: base
                  m: base
                """, rewritten("""
                base: &base {k: base, m: base}
                after:
                  <<: *base
                  k: own
                before:
                  k: own
                  <<: *base
                """));
    }

    @Test
    void of_merged_lists_the_first_mapping_wins() {
        assertEquals("""
                a:
                  k: first
                  l: first
                  m: second
                """, rewritten("""
                a:
                  <<: [{k: first, l: first}, {k: second, m: second}]
                """));
    }

    @Test
    void of_two_merges_the_last_wins() {
        assertEquals("a:\n  k: 2\n", rewritten("a: {<<: {k: 1}, <<: {k: 2}}"));
    }

    @Test
    void a_merge_key_in_quotes_is_a_key() {
        assertEquals("<<:\n  k: 1\n", rewritten("\"<<\": {k: 1}"));
    }

    @Test
    void merges_take_only_mappings() {
        assertFails("values.yaml, line 2: '<<' takes a mapping or a list of mappings", """
                a:
                  <<: text
                """);
        assertFails("values.yaml, line 1: '<<' takes a mapping or a list of mappings", "a: {<<: [{k: 1}, 2]}");
    }

    @Test
    void an_alias_of_what_contains_it_is_an_error() {
        assertFails("values.yaml, line 1: an alias refers to what contains it", "a: &a [1, *a]");
        assertFails("values.yaml, line 2: an alias refers to what contains it", """
                top: 1
                a: &a {b: {c: *a}}
                """);
        assertFails("values.yaml, line 1: an alias refers to what contains it", "a: &a {<<: *a}");
        assertFails("values.yaml, line 1: an alias refers to what contains it", "a: &a {<<: [*a]}");
    }

    @Test
    void an_unknown_alias_is_an_error() {
        assertFails("values.yaml, line 2: this is not valid YAML: found undefined alias b", """
                a: 1
                b: *b
                """);
    }

    @Test
    void aliases_that_multiply_are_stopped_before_memory_is_full() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        assertFails("values.yaml, line 1: its aliases expand to more than 1000000 values", text.toString());
    }

    @Test
    void many_aliases_of_one_long_list_are_stopped_too() {
        assertFails("its aliases expand to more than 1000000 values",
                "a: &a [" + "x, ".repeat(20_000) + "]\nb: [" + "*a, ".repeat(2_000) + "]\n");
    }

    @Test
    void a_long_list_of_aliases_of_short_texts_is_no_problem() {
        String text = "a: &a text\nb: [" + "*a, ".repeat(50_000) + "]\n";
        assertEquals(50_000, Yaml.read("values.yaml", text).get(0).content().get("b").size());
    }

    private static void assertFails(String message, String text) {
        Failure failure = assertThrows(Failure.class, () -> rewritten(text));
        assertEquals(message, failure.getMessage().substring(Math.max(0, failure.getMessage().indexOf(message))));
    }

    private static String rewritten(String text) {
        return Yaml.write(Yaml.read("values.yaml", text).get(0).content());
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What Kubernetes' tools take although the YAML specification is stricter: tabs, above all. */
class YamlTabTest {
    @Test
    void tabs_may_separate_tokens() {
        String expected = "a: b\nc: d\ne:\n- 1\n- 2\nf:\n  g: h\n";
        assertEquals(expected, rewritten("""
                a:\tb
                "c"\t:\t"d"\t# comment
                e:\t[1,\t2\t]\t
                f:\t# comment
                  g: \th
                """));
    }

    @Test
    void json_may_be_indented_by_tabs() {
        assertEquals("a:\n- b: 1\n- c\n",
                rewritten("{\n\t\"a\": [\n\t\t{\n\t\t\t\"b\": 1\n\t\t},\n\t\t\"c\"\n\t]\n}\n"));
    }

    @Test
    void a_tab_may_follow_a_tag_an_anchor_an_alias_or_a_block_indicator() {
        assertEquals("a: \"1\"\nb: x\nc: x\nd: |\n  text\n",
                rewritten("a: !!str\t1\nb: &b\tx\nc: *b\t\nd: |\t\n  text\n"));
    }

    @Test
    void tabs_do_not_indent_blocks() {
        assertFails("values.yaml, line 2: this is not valid YAML", "a:\n\tb: 1\n");
        assertFails("values.yaml, line 3: this is not valid YAML", "a: 1\nb:\n  \t- c\n");
        assertFails("values.yaml, line 1: this is not valid YAML", "-\ta: 1\n");
    }

    @Test
    void tabs_in_texts_stay() {
        assertEquals("a: \"x\\ty\"\nb: \"x\\ty\"\nc: \"x\\ty\\n\"\n",
                rewritten("a: x\ty\nb: \"x\ty\"\nc: |\n  x\ty\n"));
        assertEquals("a: \"x\\ty\"\n", rewritten("a: \"x\\\ty\""));
    }

    @Test
    void double_quotes_may_escape_an_apostrophe() {
        assertEquals("a: it's\nb: isn't it\n", rewritten("a: \"it\\'s\"\nb: \"isn\\'t it\"\n"));
    }

    @Test
    void a_comment_may_touch_a_block_indicator() {
        assertEquals("a: |\n  x\n", rewritten("a: |# comment\n  x\n"));
    }

    @Test
    void thousands_of_tabs_take_no_time() {
        String text = "key:\tvalue\t# comment\n{x}:\t[\n\t1,\n\t2\n\t]\n".replace("{x}", "\"x\"").repeat(5_000);
        assertEquals("key: value\nx:\n- 1\n- 2\n", rewritten(text));
    }

    private static void assertFails(String message, String text) {
        Failure failure = assertThrows(Failure.class, () -> rewritten(text));
        assertTrue(failure.getMessage().startsWith(message), failure.getMessage());
    }

    private static String rewritten(String text) {
        return Yaml.write(Yaml.read("values.yaml", text).get(0).content());
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The presentation that sigs.k8s.io/yaml has, feature by feature. */
class YamlWriterTest {
    @Test
    void lists_are_not_indented_below_their_key() {
        assertEquals("""
                a:
                - b: 1
                  c:
                  - - 2
                    - 3
                  - {}
                d: []
                """, rewritten("{a: [{c: [[2, 3], {}], b: 1}], d: []}"));
    }

    @Test
    void keys_are_sorted_as_people_would() {
        assertEquals(
                List.of("'-'", "_", "\"1\"", "\"2\"", "\"10\"", "A", "B",
                        "a", "a-b", "a.b", "a1", "a2", "a10", "a20b", "ab", "é"),
                keys("é", "ab", "a20b", "a10", "a2", "a1", "a.b", "a-b", "a", "B", "A", "10", "2", "1", "_", "-"));
    }

    @Test
    void keys_whose_order_goes_round_are_written_in_one_order() {
        List<String> order = keys("12", "1a", "2", "3");
        assertEquals(order, keys("3", "2", "1a", "12"));
        assertEquals(order, keys("1a", "3", "12", "2"));
        String[] many = Stream.iterate(0, i -> i + 1).limit(300)
                .map(i -> i % 3 == 0 ? i + "a" : "0" + i * 7 % 100 + "b" + i)
                .toArray(String[]::new);
        assertEquals(many.length, keys(many).size());
    }

    @Test
    void text_is_quoted_only_where_it_would_mean_something_else() {
        assertEquals("""
                - plain text
                - a:b
                - 'a: b'
                - 'a #b'
                - a#b
                - '- a'
                - -a
                - '''a'
                - it's
                - '@a'
                - ' a'
                - "true"
                - "n"
                - "0755"
                - "1e3"
                - "12:30"
                - "2020-01-02"
                - 2020-13-02
                - "~"
                - ""
                - .
                - '{a}'
                - a,b
                - '!a'
                - a\u00a0b
                """, written("plain text", "a:b", "a: b", "a #b", "a#b", "- a", "-a", "'a", "it's", "@a", " a", "true",
                "n", "0755", "1e3", "12:30", "2020-01-02", "2020-13-02", "~", "", ".", "{a}", "a,b", "!a", "a\u00a0b"));
    }

    @Test
    void signs_that_cannot_be_printed_are_escaped() {
        assertEquals("""
                - "a\\tb"
                - "a\\rb"
                - "a\\rb\\n"
                - "\\x01\\e\\0"
                - "\\U0001F600 ☸ é"
                - "a\\uFEFFb"
                """, written("a\tb", "a\rb", "a\rb\n", "\u0001\u001b\0", "😀 ☸ é", "a\ufeffb"));
    }

    @Test
    void lines_wrap_at_the_first_space_after_column_80() {
        String words = "a".repeat(50) + " " + "b".repeat(40) + " " + "c".repeat(10);
        assertEquals("key: " + "a".repeat(50) + " " + "b".repeat(40) + "\n  " + "c".repeat(10) + "\n",
                Yaml.write(JsonNodeFactory.instance.objectNode().put("key", words)));
        String edge = "a".repeat(76);
        assertEquals("key: " + edge + "\n  b c\n",
                Yaml.write(JsonNodeFactory.instance.objectNode().put("key", edge + " b c")));
        assertEquals("key: " + edge.substring(1) + " b\n  c\n",
                Yaml.write(JsonNodeFactory.instance.objectNode().put("key", edge.substring(1) + " b c")));
        assertEquals("key: '" + "a".repeat(50) + ": " + "b".repeat(40) + "\n  " + "c".repeat(10) + "'\n",
                Yaml.write(JsonNodeFactory.instance.objectNode().put("key", words.replaceFirst(" ", ": "))));
        assertEquals("key: \"\\t" + "a".repeat(50) + " " + "b".repeat(40) + "\n  " + "c".repeat(10) + "\"\n",
                Yaml.write(JsonNodeFactory.instance.objectNode().put("key", "\t" + words)));
    }

    @Test
    void text_of_several_lines_is_a_block_that_keeps_its_end() {
        assertEquals("""
                - |
                  a
                  b
                - |-
                  a
                  b
                - |+
                  a

                - |2
                   a
                  b
                - |2

                  a
                - "a \\nb"
                """, written("a\nb\n", "a\nb", "a\n\n", " a\nb\n", "\na\n", "a \nb"));
    }

    @Test
    void long_keys_and_keys_of_several_lines_stand_after_a_question_mark() {
        String longest = "k".repeat(128);
        assertEquals(longest + ": 1\n", Yaml.write(JsonNodeFactory.instance.objectNode().put(longest, 1)));
        assertEquals("? " + longest + "k\n: 1\n",
                Yaml.write(JsonNodeFactory.instance.objectNode().put(longest + "k", 1)));
        assertEquals("""
                ? |
                  a
                  b
                : c:
                  - d
                """, rewritten("{\"a\\nb\\n\": {c: [d]}}"));
        assertEquals("? \"a\\rb\"\n: 1\n", Yaml.write(JsonNodeFactory.instance.objectNode().put("a\rb", 1)));
    }

    @Test
    void whole_numbers_have_no_point_and_others_the_fewest_digits() {
        assertEquals("""
                - 1
                - 1000000
                - 1.5
                - 0.1
                - 1e-05
                - 1.5e+20
                - 100000000000000000
                - 0
                - 5e-324
                - 1.7976931348623157e+308
                - 6.129982163463556e+54
                """, rewritten("[1.0, 1e6, 1.50, 0.1, 0.00001, 1.5e20, 1e17, -0.0, 4.9e-324, 1.7976931348623157e308, "
                        + "6.1299821634635554E54]"));
    }

    @Test
    void scalars_can_be_documents() {
        assertEquals("text\n", Yaml.write(JsonNodeFactory.instance.textNode("text")));
        assertEquals("|\n  a\n  b\n", Yaml.write(JsonNodeFactory.instance.textNode("a\nb\n")));
        assertEquals("null\n", Yaml.write(JsonNodeFactory.instance.nullNode()));
        assertEquals("{}\n", Yaml.write(JsonNodeFactory.instance.objectNode()));
    }

    private static List<String> keys(String... keys) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Stream.of(keys).forEach(key -> object.put(key, 0));
        return Yaml.write(object).lines().map(line -> line.substring(0, line.length() - ": 0".length())).toList();
    }

    private static String written(String... texts) {
        return Yaml.write(JsonNodeFactory.instance.arrayNode().addAll(
                Stream.of(texts).map(JsonNodeFactory.instance::textNode).toList()));
    }

    private static String rewritten(String text) {
        return Yaml.write(Yaml.read("values.yaml", text).get(0).content());
    }
}

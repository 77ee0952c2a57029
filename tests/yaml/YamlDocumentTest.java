import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Several documents in a file, and the places of what is in them. */
class YamlDocumentTest {
    @Test
    void documents_are_read_in_order_and_empty_ones_left_out() {
        assertEquals(List.of("values.yaml, line 2: a", "values.yaml, document 4, line 10: b",
                "values.yaml, document 5, line 12: c"),
                names("""
                # a comment before it
                name: a
                ---
                ---
                # only a comment
                ---
                # comments
                # again

                name: b
                ---   # a comment after it
                name: c
                ---
                """));
    }

    @Test
    void a_file_may_hold_nothing() {
        for (String nothing : new String[] {"", "\n", "# comment", "---\n", "---\n---\n", "null\n", "~\n---\nnull\n"}) {
            assertEquals(List.of(), names(nothing), nothing);
        }
    }

    @Test
    void document_ends_and_directives_are_fine() {
        assertEquals(List.of("values.yaml, line 3: a", "values.yaml, document 2, line 6: b"), names("""
                %YAML 1.1
                ---
                name: a
                ...
                ---
                name: b
                """));
    }

    @Test
    void a_separator_inside_of_a_text_is_text() {
        assertEquals("""
                script: |
                  one
                  ---
                  two
                """, Yaml.write(read("script: |\n  one\n  ---\n  two\n").get(0).content()));
    }

    @Test
    void windows_line_ends_and_byte_order_marks_do_no_harm() {
        assertEquals("\"on\": |\n  one\n  two\nx: y z\n", Yaml.write(
                read("\ufeff'on': |\r\n  one\r\n  two\r\nx: y\r\n  z\r\n---\r\nb: 1\r\n").get(0).content()));
        assertEquals(List.of("values.yaml, line 1: a", "values.yaml, document 2, line 3: b"),
                names("name: a\r\n---\r\nname: b\r\n"));
    }

    @Test
    void json_is_yaml() {
        assertEquals("""
                list:
                - 1
                - "2"
                - true
                - null
                nested:
                  a/b: x/"y"
                """, Yaml.write(read("""
                {
                \t"nested": {"a\\/b":"x/\\"y\\""},
                \t"list":[1,"2",true,null]
                }
                """.replace("\\/", "/")).get(0).content()));
    }

    @Test
    void of_two_equal_keys_the_last_counts() {
        assertEquals("a: 2\n\"true\": 4\n", Yaml.write(read("a: 1\na: 2\non: 3\n\"true\": 4\n").get(0).content()));
    }

    @Test
    void places_point_to_the_line_of_a_key_or_an_item() {
        Yaml.Document document = read("""
                overrides:
                - image: a
                  newImage: b
                - image: c
                  nested:
                    deep: d
                """).get(0);
        assertEquals("values.yaml, line 1", document.place(List.of("overrides")).toString());
        assertEquals("values.yaml, line 4", document.place(List.of("overrides", 1)).toString());
        assertEquals("values.yaml, line 6", document.place(List.of("overrides", 1, "nested", "deep")).toString());
        assertEquals("values.yaml, line 5", document.place(List.of("overrides", 1, "nested", "other")).toString());
    }

    private static List<String> names(String text) {
        return read(text).stream().map(document -> document.place() + ": " + document.content().path("name").asText())
                .toList();
    }

    private static List<Yaml.Document> read(String text) {
        return Yaml.read("values.yaml", text);
    }
}

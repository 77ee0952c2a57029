import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Only what is changed is written anew. */
class YamlEditTest {
    private static final String TEXT = """
            # Who it is.
            kind: Deployment   # a kind
            metadata:
              name: "web"

            spec:
                # how many
                replicas: 1 # one
                containers:
                  - name: web
                    # pinned
                    image: nginx:1.24
                    args: [a, "b"] # two

                  # the other
                  - name: sidecar
                    image: 'side:1'
                text: |
                  one
                  two
            # the end
            """;

    @Test
    void values_are_replaced_where_they_are_in_their_quotes() {
        String changed = change(TEXT, document -> {
            spec(document).put("replicas", 3);
            document.withObjectProperty("metadata").put("name", "shop");
            ((ObjectNode) containers(document).get(1)).put("image", "side:2");
            ((ArrayNode) containers(document).get(0).get("args")).set(1, "c");
        });
        assertEquals(TEXT.replace("replicas: 1", "replicas: 3").replace("\"web\"", "\"shop\"")
                .replace("'side:1'", "'side:2'").replace("\"b\"", "\"c\""), changed);
    }

    @Test
    void entries_go_with_the_comments_above_them() {
        assertEquals(TEXT.replace("    # how many\n    replicas: 1 # one\n", ""),
                change(TEXT, document -> spec(document).remove("replicas")));
        assertEquals(TEXT.replace("      # the other\n      - name: sidecar\n        image: 'side:1'\n", ""),
                change(TEXT, document -> containers(document).remove(1)));
        assertEquals(TEXT.replace("      - name: web\n        # pinned\n        image", "      - image"),
                change(TEXT, document -> ((ObjectNode) containers(document).get(0)).remove("name")));
    }

    @Test
    void entries_are_added_behind_those_that_they_follow_and_indented_as_the_others() {
        assertEquals(TEXT.replace("    text: |\n      one\n      two\n",
                        "    text: |\n      one\n      two\n    more:\n      - a: 1\n"
                                + "        b: |-\n          x\n          y\n"),
                change(TEXT, document -> spec(document).putArray("more").addObject().put("a", 1).put("b", "x\ny")));
        assertEquals(TEXT.replace("      # the other\n", "      - name: between\n\n      # the other\n").replace(
                        "# two\n\n", "# two\n"),
                change(TEXT, document -> containers(document).insertObject(1).put("name", "between")));
    }

    @Test
    void text_of_several_lines_is_replaced_as_a_whole() {
        assertEquals(TEXT.replace("one\n      two", "three"),
                change(TEXT, document -> spec(document).put("text", "three\n")));
    }

    @Test
    void line_ends_stay_what_they_are() {
        String windows = TEXT.replace("\n", "\r\n");
        String changed = change(windows, document -> spec(document).putObject("strategy").put("type", "Recreate"));
        assertEquals(windows.replace("# the end", "    strategy:\r\n      type: Recreate\r\n# the end"), changed);
    }

    @Test
    void a_last_line_without_an_end_gets_one_before_what_follows() {
        assertEquals("a: 1\nb: 2", change("a: 1", document -> document.put("b", 2)));
        assertEquals("- a\n- b", YamlEdit.change(read("- a"), Json.array().add("a").add("b")));
    }

    @Test
    void what_an_alias_would_carry_elsewhere_is_refused_with_its_line() {
        String text = "a: &x\n  b: 1\nc: *x\nd: 1\n";
        assertEquals(text.replace("d: 1", "d: 2"), change(text, document -> document.put("d", 2)));
        Failure refused = assertThrows(Failure.class,
                () -> change(text, document -> document.withObjectProperty("c").put("b", 2)));
        assertTrue(refused.getMessage().startsWith("test.yaml, line 1: what is to be changed is used in other places"),
                refused.getMessage());
    }

    private static ObjectNode spec(ObjectNode document) {
        return document.withObjectProperty("spec");
    }

    private static ArrayNode containers(ObjectNode document) {
        return (ArrayNode) spec(document).get("containers");
    }

    private static String change(String text, Consumer<ObjectNode> change) {
        Yaml.Document document = read(text);
        ObjectNode wanted = document.content().deepCopy();
        change.accept(wanted);
        return YamlEdit.change(document, wanted);
    }

    private static Yaml.Document read(String text) {
        return Yaml.read("test.yaml", text).get(0);
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Failures say where: the file, the document and the line. */
@InSandbox
class YamlFailureTest {
    @Test
    void broken_yaml_is_reported_with_its_document_and_line() {
        assertFails("dir/values.yaml, line 2: this is not valid YAML: mapping values are not allowed here", """
                a: b
                c: d: e
                """);
        assertFails("dir/values.yaml, document 3, line 6: this is not valid YAML: mapping values are not allowed here",
                """
                a: 1
                ---
                # empty
                ---
                b: 1
                c: d: e
                """);
    }

    @Test
    void what_never_ends_is_reported_where_it_begins() {
        assertFails("dir/values.yaml, line 2: this is not valid YAML: found unexpected end of stream", """
                a: 1
                b: "text
                c: 3
                d: 4
                """);
        assertFails("dir/values.yaml, line 1: this is not valid YAML: expected ',' or ']', but got <stream end>",
                "a: [b\n\n\n");
    }

    @Test
    void a_value_that_json_cannot_hold_is_reported_with_its_line() {
        String message = "dir/values.yaml, document 2, line 4: .nan is no number that Kubernetes can hold; "
                + "write it in quotes";
        assertFails(message, """
                a: 1
                ---
                b: 1
                c: .nan
                """);
    }

    @Test
    void control_characters_are_reported_with_their_line() {
        assertFails("dir/values.yaml, line 2: this is not valid YAML: there is a control character, U+0007",
                "a: b\nc: \u0007\n");
        assertFails("dir/values.yaml, line 1: this is not valid YAML: there is a control character, U+0000",
                "a\u0000b");
    }

    @Test
    void deep_nesting_is_an_error_and_no_crash() {
        assertFails("dir/values.yaml: it is nested more than 1000 deep", "[".repeat(5_000) + "]".repeat(5_000));
        assertEquals(1, Yaml.read("ok.yaml", "[".repeat(900) + "]".repeat(900)).size());
    }

    @Test
    void a_file_that_is_no_text_is_reported(Sandbox sandbox) throws IOException {
        sandbox.write("binary.yaml", "");
        Files.write(sandbox.path("binary.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3, (byte) 0x28, (byte) 0xFF});
        Failure failure = assertThrows(Failure.class, () -> Yaml.read(sandbox.path("binary.yaml")));
        assertEquals("cannot read " + sandbox.path("binary.yaml") + ": it is not UTF-8 text", failure.getMessage());
    }

    @Test
    void a_file_that_is_not_there_is_reported(Sandbox sandbox) {
        Failure failure = assertThrows(Failure.class, () -> Yaml.read(sandbox.path("missing.yaml")));
        assertEquals("cannot read " + sandbox.path("missing.yaml") + ": it does not exist", failure.getMessage());
    }

    private static void assertFails(String message, String text) {
        Failure failure = assertThrows(Failure.class, () -> Yaml.read("dir/values.yaml", text));
        assertEquals(message, failure.getMessage());
    }
}

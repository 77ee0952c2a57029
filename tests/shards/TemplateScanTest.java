import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a template defines and asks for is found whatever way it is written. */
class TemplateScanTest {

    @Test
    void defined_and_included_names_are_found() {
        TemplateScan scan = TemplateScan.of("""
                {{- define "a" -}} {{ template "b" . }} {{- end -}}
                {{block `c` .}}{{end}} {{ $x := include "d" (dict "e" "f") | nindent 2 }}
                {{ if eq (include "g" .) "}}" }}{{ end }}
                """);
        assertEquals(Set.of("a", "c"), scan.defined());
        assertEquals(Set.of("b", "c", "d", "g"), scan.names());
        assertEquals(Set.of(), scan.patterns());
    }

    @Test
    void comments_text_and_fields_are_no_names() {
        TemplateScan scan = TemplateScan.of(
                "include \"a\" {{/* include \"b\" }} */}}{{- /* define \"c\" */ -}}{{ .include }}{{ \"include\" }}");
        assertEquals(Set.of(), scan.names());
        assertEquals(Set.of(), scan.defined());
    }

    @Test
    void a_name_that_is_put_together_is_a_pattern_of_its_pieces() {
        assertTrue(matches("{{ include (printf \"%s.labels\" .Chart.Name) . }}", "web.labels"));
        assertFalse(matches("{{ include (printf \"%s.labels\" .Chart.Name) . }}", "web.name"));
        assertTrue(matches("{{ include (print \"web.\" (default \"name\" .Values.x)) . }}", "web.name"));
        assertFalse(matches("{{ include (print \"web.\" .Values.x) . }}", "other.name"));
    }

    @Test
    void a_name_of_which_nothing_is_known_may_be_any() {
        for (String name : new String[] {"$name", ".Values.name", "(.Values.name)", "(ternary \"a\" \"b\" .x)",
            "(printf .Values.format \"a\")", "(print \"A\" | lower)", "(cat \"a\" \"b\")"}) {
            assertTrue(matches("{{ include " + name + " . }}", "web.labels"), name);
        }
    }

    @Test
    void a_file_of_the_chart_itself_is_none_of_others() {
        assertEquals(Set.of(), TemplateScan.of(
                "{{ include (print $.Template.BasePath \"/settings.yaml\") . | sha256sum }}").patterns());
    }

    @Test
    void templates_in_quotes_are_kept_for_tpl() {
        assertEquals(Set.of("{{ include \"a\" . }}"),
                TemplateScan.of("{{ tpl \"{{ include \\\"a\\\" . }}\" . }}").quoted());
        assertTrue(TemplateScan.of("{{ \"{{\" }}").quoted().stream().map(TemplateScan::of)
                .anyMatch(scan -> scan.does(TemplateScan.Trait.PIECES)));
    }

    @Test
    void what_text_is_compared_with_is_no_template() {
        assertEquals(Set.of(), TemplateScan.of("{{ if contains \"{{\" .Values.text }}{{ end }}").quoted());
    }

    @Test
    void a_template_that_is_encoded_is_noticed() {
        String encoded = Base64.getEncoder().encodeToString("x {{ include \"a\" . }}".getBytes(StandardCharsets.UTF_8));
        assertTrue(TemplateScan.ofText("text: " + encoded).does(TemplateScan.Trait.DECODES));
        assertFalse(TemplateScan.of("{{ .Values.text | b64dec }}").does(TemplateScan.Trait.DECODES));
    }

    @Test
    void templates_in_values_are_found() {
        assertEquals(Set.of("a"), TemplateScan.ofText("text: \"{{ include \\\"a\\\" . }}\"\n").names());
        assertEquals(Set.of("b"), TemplateScan.ofText("text: '{{ include \"b\" . }}'\n").names());
    }

    @Test
    void what_may_reach_other_charts_is_noticed() {
        assertTrue(TemplateScan.of("{{ $_ := set .Values \"a\" 1 }}").does(TemplateScan.Trait.MUTATES));
        assertFalse(TemplateScan.of("{{ .Values.set }}").does(TemplateScan.Trait.MUTATES));
        assertTrue(TemplateScan.of("{{ $r := $.Release }}").does(TemplateScan.Trait.RELEASE));
        assertFalse(TemplateScan.of("{{ .Release.Name }}").does(TemplateScan.Trait.RELEASE));
        assertTrue(TemplateScan.of("{{ randAlphaNum 5 }}{{ genCA \"a\" 1 }}").does(TemplateScan.Trait.CHANGES));
        assertTrue(TemplateScan.of("{{ now }}").does(TemplateScan.Trait.CHANGES));
        assertFalse(TemplateScan.of("{{ .Values.now }}{{ \"now\" }}").does(TemplateScan.Trait.CHANGES));
    }

    private static boolean matches(String template, String name) {
        return TemplateScan.of(template).patterns().stream().anyMatch(name::matches);
    }
}

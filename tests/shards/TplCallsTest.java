//SOURCES Umbrellas.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** About how many templates helm copies for calls of {@code tpl}. */
@InSandbox
class TplCallsTest {
    private static long copies(Sandbox sandbox) {
        return TplCalls.copies(sandbox.path("umbrella"));
    }

    @Test
    void each_call_copies_each_template(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b", "c");
        assertEquals(0, copies(sandbox));
        Umbrellas.template(sandbox, "b", "{{ tpl .Values.colour . }} {{ tpl .Values.colour . }}");
        long templates = FileTree.files(sandbox.path("umbrella"), ".yaml").stream()
                .filter(file -> file.toString().contains("/templates/")).count();
        assertEquals(2 * templates, copies(sandbox));
    }

    @Test
    void where_named_templates_call_it_includes_count_too(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/charts/a/templates/_text.tpl",
                "{{ define \"a.text\" }}{{ tpl . $ }}{{ end }}");
        long before = copies(sandbox);
        Umbrellas.template(sandbox, "b", "{{ include `a.text` . }}{{ include `a.text` . }}");
        assertTrue(copies(sandbox) >= 3 * before, before + ", " + copies(sandbox));
    }

    @Test
    void packaged_charts_are_not_opened(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a").write("umbrella/charts/b-1.0.0.tgz", "");
        assertEquals(Long.MAX_VALUE, copies(sandbox));
    }
}

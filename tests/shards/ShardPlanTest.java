//SOURCES Sharding.java
//SOURCES Umbrellas.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is rendered apart, what together, and that both give what one helm template gives. */
@InSandbox
class ShardPlanTest {
    private static Sharding sameInShards(Sandbox sandbox, String... options) {
        Sharding sharding = new Sharding(sandbox.directory(), List.of(options));
        assertEquals(List.of(), sharding.differences());
        assertFalse(sharding.isFailing());
        return sharding;
    }

    private static void saysOf(Sharding sharding, String reason) {
        assertTrue(sharding.reasons().stream().anyMatch(line -> line.contains(reason)), () -> "" + sharding.reasons());
    }

    private static Sandbox including(Sandbox sandbox, String chart, String name) {
        return sandbox.write("umbrella/charts/" + chart + "/templates/text.yaml",
                "kind: ConfigMap\nmetadata: {name: text}\ndata: {text: {{ include " + name + " . }}}\n");
    }

    @Test
    void of_two_versions_of_a_library_chart_the_last_one_counts_for_all(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b", "c");
        Umbrellas.library(Umbrellas.library(sandbox, "a", "one"), "b", "two");
        including(including(including(sandbox, "a", "\"library.text\""), "b", "\"library.text\""), "c", "\"library.text\"");
        saysOf(sameInShards(sandbox), "3 charts in 3 shards");
    }

    @Test
    void a_computed_name_finds_templates_of_other_charts(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/charts/b/templates/_text.tpl", "{{ define \"b.text\" }}b{{ end }}");
        including(sandbox, "a", "(printf \"%s.text\" (default \"b\" .Values.from))");
        saysOf(sameInShards(sandbox), "2 charts in 2 shards");
    }

    @Test
    void text_in_values_finds_templates_of_other_charts(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/charts/b/templates/_text.tpl", "{{ define \"b.text\" }}b{{ end }}")
                .write("umbrella/values.yaml", "global: {place: here}\na: {colour: '{{ include \"b.text\" . }}'}\n");
        Umbrellas.template(sandbox, "a", "{{ tpl .Values.colour . }}");
        saysOf(sameInShards(sandbox), "2 charts in 2 shards");
    }

    @Test
    void a_manifest_of_another_chart_may_define_what_a_chart_includes(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/charts/b/templates/more.yaml",
                "{{ define \"b.text\" }}b{{ end }}kind: ConfigMap\nmetadata: {name: {{ .Values.colour }}}\n");
        including(sandbox, "a", "\"b.text\"");
        saysOf(sameInShards(sandbox), "2 charts in 2 shards");
    }

    @Test
    void charts_are_together_when_a_manifest_that_does_more_defines_what_the_other_includes(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b", "c").write("umbrella/charts/b/templates/more.yaml",
                "{{ define \"b.text\" }}b{{ end }}{{ $_ := set .Values \"colour\" \"red\" }}");
        including(sandbox, "a", "\"b.text\"");
        saysOf(sameInShards(sandbox), "a and b are in one shard: one needs umbrella/charts/b/templates/more.yaml");
    }

    @Test
    void values_that_the_umbrella_imports_reach_the_charts_they_are_for(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b", "c").write("umbrella/Chart.yaml", """
                apiVersion: v2
                name: umbrella
                version: 0.1.0
                dependencies:
                  - {name: a, version: 1.0.0, import-values: [{child: other, parent: b}]}
                  - {name: b, version: 1.0.0}
                """).write("umbrella/charts/a/values.yaml", "colour: blue\nother: {colour: imported}\n")
                .write("umbrella/charts/b/values.yaml", "");
        saysOf(sameInShards(sandbox), "the values of a are in every shard: the umbrella imports values of it");
    }

    @Test
    void a_condition_may_read_the_values_of_another_chart(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/Chart.yaml", """
                apiVersion: v2
                name: umbrella
                version: 0.1.0
                dependencies: [{name: a, version: 1.0.0, condition: b.a}, {name: b, version: 1.0.0}]
                """).write("umbrella/charts/b/values.yaml", "a: false\n");
        saysOf(sameInShards(sandbox), "the values of b are in every shard: a condition reads its values");
    }

    @Test
    void an_umbrella_is_rendered_as_one_when_a_chart_changes_globals_that_others_share(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/values.yaml", "global: {place: {in: {side: yes}}}\n");
        Umbrellas.template(sandbox, "a", "{{ $_ := set .Values.global.place.in `by` `a` }}");
        saysOf(sameInShards(sandbox), "as one: templates of a may change globals that all charts share");
    }

    @Test
    void an_umbrella_is_rendered_as_one_with_options_that_are_not_known(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b");
        saysOf(sameInShards(sandbox, "--release-name"), "as one: of --release-name is not known what it does");
    }

    @Test
    void a_failure_is_told_as_helm_tells_it_of_the_whole(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b");
        Umbrellas.template(sandbox, "b", "{{ fail `no way` }}");
        Sharding sharding = new Sharding(sandbox.directory(), List.of());
        assertEquals(List.of(), sharding.differences());
        assertTrue(sharding.isFailing());
    }

    @Test
    void charts_of_which_shards_differ_would_be_named(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b");
        HelmTemplate one = new Sharding(sandbox.directory(), List.of()).whole();
        HelmTemplate other = new Sharding(sandbox.directory(), List.of("--set", "b.colour=red")).whole();
        assertEquals(List.of("umbrella/charts/b/templates/settings.yaml differs when it is rendered in shards"),
                ShardCheck.differences(one, other));
    }

    @Test
    void a_project_can_have_its_shards_checked(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b");
        sandbox.script("render.java", "--chart", "umbrella", "--check-shards", "--debug").succeeds()
                .saysOnErr("shards: 2 charts in 2 shards");
    }
}

//SOURCES Sharding.java
//SOURCES Umbrellas.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shards that have not changed are not rendered again, and others are. */
@InSandbox
class ShardCacheTest {
    private static final long LARGE = 1 << 20;

    private static ShardCache cache(Sandbox sandbox) {
        return new ShardCache(sandbox.path("cache"), LARGE);
    }

    private static List<Path> entries(Sandbox sandbox) throws IOException {
        if (!sandbox.has("cache")) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(sandbox.path("cache"))) {
            return all.filter(entry -> !entry.endsWith(".pruned")).sorted().toList();
        }
    }

    /** Renders, and says how many shards were known of how many. */
    private static String known(Sandbox sandbox, String... options) {
        Sharding sharding = new Sharding(sandbox.directory(), List.of(options));
        sharding.render(cache(sandbox));
        assertTrue(sharding.isInShards(), () -> "" + sharding.reasons());
        List<String> reasons = sharding.reasons();
        return reasons.get(reasons.size() - 1).replaceAll(" .*", "") + " of "
                + reasons.get(reasons.size() - 2).replaceAll(".* in (\\d+) .*", "$1");
    }

    private static String text(Sandbox sandbox, String chart) {
        return sandbox.read("rendered/umbrella/charts/" + chart + "/templates/settings.yaml");
    }

    private static Sandbox rendered(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b", "c", "d");
        assertEquals("0 of 4", known(sandbox));
        assertEquals("4 of 4", known(sandbox));
        return sandbox;
    }

    @Test
    void what_one_helm_rendered_is_in_the_cache_shard_by_shard(Sandbox sandbox) throws Exception {
        Umbrellas.of(sandbox, "a", "b", "c", "d");
        Sharding sharding = new Sharding(sandbox.directory(), List.of());
        RenderedChart rendered = sharding.renderAsOne(cache(sandbox));
        assertFalse(sharding.isInShards());
        assertEquals("4 of 4", known(sandbox));
        assertEquals(Set.of(), rendered.differing(new RenderedChart(FileTree.contents(sharding.rendered()), List.of())));
        sandbox.write("umbrella/charts/b/values.yaml", "colour: red\n");
        sharding.renderAsOne(cache(sandbox));
        assertTrue(sharding.isInShards(), () -> "" + sharding.reasons());
        assertEquals("4 of 4", known(sandbox));
        assertTrue(text(sandbox, "b").contains("red here"));
    }

    @Test
    void an_umbrella_that_cannot_be_split_is_rendered_as_one_and_in_no_cache(Sandbox sandbox) throws Exception {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/values.yaml", "global: {place: {in: {side: yes}}}\n");
        Umbrellas.template(sandbox, "a", "{{ $_ := set .Values.global.place.in `by` `a` }}");
        Sharding sharding = new Sharding(sandbox.directory(), List.of());
        assertEquals(Set.of(), sharding.renderAsOne(cache(sandbox)).differing(sharding.whole().render()));
        assertEquals(List.of(), entries(sandbox));
    }

    @Test
    void a_change_in_a_chart_renders_that_chart_again(Sandbox sandbox) {
        rendered(sandbox).write("umbrella/charts/b/values.yaml", "colour: red\n");
        assertEquals("3 of 4", known(sandbox));
        assertTrue(text(sandbox, "b").contains("red here"));
        assertTrue(text(sandbox, "a").contains("blue here"));
    }

    @Test
    void a_value_of_the_umbrella_for_a_chart_renders_that_chart_again(Sandbox sandbox) {
        rendered(sandbox).write("umbrella/values.yaml", "global: {place: here}\nc: {colour: red}\n");
        assertEquals("3 of 4", known(sandbox));
        assertTrue(text(sandbox, "c").contains("red here"));
    }

    @Test
    void a_global_value_renders_all_again(Sandbox sandbox) {
        rendered(sandbox).write("umbrella/values.yaml", "global: {place: there}\n");
        assertEquals("0 of 4", known(sandbox));
        assertTrue(text(sandbox, "c").contains("blue there"));
    }

    @Test
    void an_option_of_helm_renders_all_again(Sandbox sandbox) {
        rendered(sandbox);
        assertEquals("0 of 4", known(sandbox, "--set", "a.colour=red"));
        assertTrue(text(sandbox, "a").contains("red here"));
    }

    @Test
    void a_named_template_of_another_chart_renders_again_who_includes_it(Sandbox sandbox) {
        rendered(sandbox).write("umbrella/charts/a/templates/_text.tpl", "{{ define \"a.text\" }}one{{ end }}");
        Umbrellas.template(sandbox, "d", "{{ include `a.text` . }}");
        assertEquals("2 of 4", known(sandbox));
        sandbox.write("umbrella/charts/a/templates/_text.tpl", "{{ define \"a.text\" }}two{{ end }}");
        assertEquals("2 of 4", known(sandbox));
        assertTrue(text(sandbox, "d").contains("two"));
    }

    @Test
    void a_damaged_entry_is_rendered_again(Sandbox sandbox) throws Exception {
        rendered(sandbox);
        Path entry = entries(sandbox).get(0);
        byte[] content = Files.readAllBytes(entry);
        content[content.length - 1] ^= 1;
        Files.write(entry, content);
        Files.write(entries(sandbox).get(1), new byte[3]);
        assertEquals("2 of 4", known(sandbox));
        assertEquals("4 of 4", known(sandbox));
    }

    @Test
    void what_was_changed_by_hand_after_the_last_render_is_written_again(Sandbox sandbox) {
        rendered(sandbox);
        String good = text(sandbox, "a");
        sandbox.write("rendered/umbrella/charts/a/templates/settings.yaml", "changed: by hand\n")
                .write("rendered/umbrella/charts/b/templates/more.yaml", "more: by hand\n");
        assertEquals("4 of 4", known(sandbox));
        assertEquals(good, text(sandbox, "a"));
        assertTrue(!sandbox.has("rendered/umbrella/charts/b/templates/more.yaml"));
    }

    @Test
    void values_of_a_file_that_sops_encrypts_are_in_no_cache(Sandbox sandbox) throws Exception {
        Umbrellas.of(sandbox, "a", "b").write("secrets.yaml", "a: {colour: secret}\nsops: {version: 3.0.0}\n");
        assertEquals("0 of 2", known(sandbox, "--values", "secrets.yaml"));
        assertEquals("1 of 2", known(sandbox, "--values", "secrets.yaml"));
        assertEquals(1, entries(sandbox).size());
    }

    @Test
    void values_that_options_call_secret_are_in_no_cache(Sandbox sandbox) throws Exception {
        Umbrellas.of(sandbox, "a", "b");
        assertEquals("0 of 2", known(sandbox, "--set", "a.dbPassword=secret"));
        assertEquals(0, entries(sandbox).size());
    }

    @Test
    void secrets_that_may_come_from_options_are_in_no_cache(Sandbox sandbox) throws Exception {
        Umbrellas.of(sandbox, "a", "b").write("umbrella/charts/a/templates/secret.yaml",
                "kind: Secret\nmetadata: {name: a}\nstringData: {text: {{ .Values.text }}}\n");
        assertEquals("0 of 2", known(sandbox, "--set", "a.text=secret"));
        assertEquals(1, entries(sandbox).size());
    }

    @Test
    void what_helm_warns_of_is_remembered_for_as_long_as_it_does(Sandbox sandbox) {
        String plain = "global: {place: here}\n";
        Umbrellas.of(sandbox, "a", "b", "c", "e").write("umbrella/values.yaml", plain + "a: {colour: {is: red}}\n");
        List<String> warnings = new Sharding(sandbox.directory(), List.of()).render(cache(sandbox));
        assertEquals(1, warnings.size());
        assertEquals("4 of 4", known(sandbox));
        assertEquals(warnings, new Sharding(sandbox.directory(), List.of()).render(cache(sandbox)));
        sandbox.write("umbrella/values.yaml", plain);
        assertEquals("2 of 4", known(sandbox)); // e is rendered at once with a
        assertEquals("4 of 4", known(sandbox));
        assertEquals(List.of(), new Sharding(sandbox.directory(), List.of()).render(cache(sandbox)));
    }

    @Test
    void what_depends_on_chance_or_time_is_in_no_cache(Sandbox sandbox) {
        Umbrellas.of(sandbox, "a", "b", "c");
        Umbrellas.template(sandbox, "a", "{{ randAlphaNum 20 }}");
        Umbrellas.template(sandbox, "b", "{{ now }}");
        assertEquals("0 of 3", known(sandbox));
        String random = text(sandbox, "a");
        assertEquals("1 of 3", known(sandbox));
        assertTrue(!text(sandbox, "a").equals(random));
    }

    @Test
    void what_was_used_least_recently_goes_when_there_is_too_much(Sandbox sandbox) throws Exception {
        rendered(sandbox);
        Path oldest = entries(sandbox).get(2);
        Files.setLastModifiedTime(oldest, FileTime.from(Instant.now().minusSeconds(3600)));
        long bytes = entries(sandbox).stream().mapToLong(entry -> entry.toFile().length()).sum();
        new ShardCache(sandbox.path("cache"), bytes - 1).prune();
        assertEquals(3, entries(sandbox).size());
        assertTrue(!Files.exists(oldest));
    }

    @Test
    void renders_at_once_share_the_cache(Sandbox sandbox) throws Exception {
        Umbrellas.of(sandbox, "a", "b", "c", "d");
        for (String project : List.of("one", "two")) {
            sandbox.copy(sandbox.path("umbrella"), project + "/umbrella");
        }
        List<Sharding> both = Stream.of("one", "two")
                .map(project -> new Sharding(sandbox.path(project), List.of())).toList();
        both.parallelStream().forEach(sharding -> sharding.render(cache(sandbox)));
        assertEquals(4, entries(sandbox).size());
        assertEquals("4 of 4", known(sandbox));
        sandbox.shell("diff -r one/rendered two/rendered && diff -r one/rendered rendered").succeeds();
    }
}

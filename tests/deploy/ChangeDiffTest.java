//SOURCES Deploying.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Diffs are printed as kapp prints them. */
class ChangeDiffTest {
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: keys, namespace: shop}
            data: {a: YQ==, b: Yg==, c: YQ==}
            """;

    @Test
    void what_is_created_as_kapp_prints_it() throws IOException {
        assertEquals(diffs("1-deploy.txt"), print(samples("app.yaml", List.of()), List.of()));
    }

    @Test
    void what_changes_as_kapp_prints_it() throws IOException {
        List<JsonNode> live = live("1-live.yaml");
        String printed = print(samples("app-2.yaml", live), live);
        String expected = diffs("2-deploy.txt");
        assertEquals(expected.substring(0, expected.indexOf("@@ update deployment/web")),
                printed.substring(0, printed.indexOf("@@ update deployment/web")));
        assertTrue(printed.contains("""
                @@ update deployment/web (apps/v1) namespace: kdemo @@
                  ...
                 29, 29           - configMapRef:
                 30     -             name: settings-ver-1
                     30 +             name: settings-ver-2
                 31, 31           image: nginx
                 32, 32           name: web
                @@ delete secret/token (v1) namespace: kdemo @@
                  0     - apiVersion: v1
                """), printed);
    }

    @Test
    void lines_need_not_be_numbered() {
        assertEquals("""
                  ...
                  b
                - c
                + x
                + y
                  d
                 \s
                """, new LineDiff(2, LineDiff.Numbers.LEFT_OUT).of("a\nb\nc\nd\n", "a\nb\nx\ny\nd\n"));
    }

    @Test
    void what_is_between_changes_is_left_out() {
        assertEquals("""
                  0     - a
                  1,  0   1
                  2,  1   2
                  ...
                  4,  3   4
                      4 + b
                  5,  5   5
                  6,  6  \s
                """, new LineDiff(2, LineDiff.Numbers.SHOWN).of("a\n1\n2\n3\n4\n5\n", "1\n2\n3\n4\nb\n5\n"));
        assertEquals("", new LineDiff(2, LineDiff.Numbers.SHOWN).of("a\n", "a\n"));
    }

    @Test
    void equal_values_of_secrets_have_equal_numbers() {
        String other = "---\n" + SECRET.replace("keys", "other").replace("Yg==", "bmV3");
        String printed = print(Deploying.plain().changes(SECRET + other, List.of()), List.of());
        assertEquals(List.of("#1", "#2", "#1", "#1", "#3", "#1"), numbers(printed));
        assertFalse(printed.contains("YQ=="), printed);
    }

    @Test
    void a_changed_value_of_a_secret_has_another_number() {
        Deploying deploying = Deploying.plain();
        List<JsonNode> live = deploying.live(SECRET);
        String changed = SECRET.replace("data: {a: YQ==, b: Yg==, c: YQ==}", "stringData: {a: a, b: new, c: a}");
        assertEquals("""
                @@ update secret/keys (v1) namespace: shop @@
                  ...
                  2,  2     a: <-- value not shown (#1)
                  3     -   b: <-- value not shown (#2)
                      3 +   b: <-- value not shown (#3)
                  4,  4     c: <-- value not shown (#1)
                  5,  5   kind: Secret
                """, print(deploying.changes(changed, live), live));
    }

    @Test
    void copies_of_a_secret_in_annotations_are_hidden_too() {
        String annotated = SECRET.replace("namespace: shop", "namespace: shop, annotations: "
                + "{kubectl.kubernetes.io/last-applied-configuration: 'data: YQ=='}");
        assertFalse(print(Deploying.plain().changes(annotated, List.of()), List.of()).contains("YQ=="));
    }

    @Test
    void more_can_be_hidden() {
        Deploying deploying = Deploying.with("""
                apiVersion: kapp.k14s.io/v1alpha1
                kind: Config
                diffMaskRules:
                - path: [spec, users, {allIndexes: true}, password]
                  resourceMatchers: [{apiVersionKindMatcher: {apiVersion: example.com/v1, kind: Thing}}]
                - path: [spec, more]
                  resourceMatchers: [{apiVersionKindMatcher: {apiVersion: example.com/v1, kind: Thing}}]
                """);
        String printed = print(deploying.config(), deploying.changes("""
                apiVersion: example.com/v1
                kind: Thing
                metadata: {name: a}
                spec: {users: [{name: u, password: p}], more: [p, {deep: 1}], less: shown}
                """, List.of()), List.of());
        assertTrue(printed.contains("+   less: shown"), printed);
        assertEquals(List.of("#1", "#1", "#2"), numbers(printed).stream().sorted().toList());
    }

    @Test
    void everything_can_be_shown() {
        ChangeDiff diff = new ChangeDiff(new Comparison(DefaultRules.config()), new DiffMask(List.of()),
                new LineDiff(2, LineDiff.Numbers.SHOWN), new OlderVersions(List.of()));
        assertTrue(diff.block(Deploying.plain().changes(SECRET, List.of()).get(0)).contains("+   b: Yg=="));
    }

    @Test
    void whole_resources_can_be_shown() throws IOException {
        List<JsonNode> live = live("1-live.yaml");
        ChangeDiff diff = diff(DefaultRules.config(), live);
        String printed = samples("app-2.yaml", live).stream().filter(ChangeDiff::isShown).map(diff::document)
                .collect(Collectors.joining());
        String sample = Files.readString(Samples.DIRECTORY.resolve("5-diff-yaml.txt"))
                .replace("1795457876891703268", Samples.APP);
        assertEquals(withoutMetadataOfTheServer(sample.substring(sample.indexOf("---"), sample.indexOf("\nChanges"))),
                withoutMetadataOfTheServer(printed));
    }

    @Test
    void the_strategy_stands_beside_a_whole_resource() {
        String skipped = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop, "
                + "annotations: {kapp.k14s.io/update-strategy: fallback-on-replace}}, data: {x: '%s'}}\n";
        Deploying deploying = Deploying.plain();
        List<JsonNode> live = deploying.live(skipped.formatted(1));
        assertEquals("# update: configmap/a (v1) namespace: shop (strategy: fallback on replace)",
                diff(deploying.config(), live).document(deploying.changes(skipped.formatted(2), live).get(0)).lines()
                        .skip(1).findFirst().orElseThrow());
    }

    private static List<Change> samples(String manifests, List<JsonNode> live) {
        Ownership ownership = new Ownership(Samples.APP, label -> Optional.empty(), Ownership.TakeOver.UNOWNED);
        return new ChangeSet(DefaultRules.config(), ownership, Instant.now()).changes(Samples.wanted(manifests),
                live, List.of());
    }

    private static List<JsonNode> live(String file) {
        return Samples.live(file).stream().filter(object -> KappKeys.label(object, "app").isPresent()).toList();
    }

    private static String print(List<Change> changes, List<JsonNode> live) {
        return print(DefaultRules.config(), changes, live);
    }

    private static String print(KappConfig config, List<Change> changes, List<JsonNode> live) {
        ChangeDiff diff = diff(config, live);
        return changes.stream().filter(ChangeDiff::isShown)
                .map(change -> ChangeDiff.header(change) + diff.block(change)).collect(Collectors.joining());
    }

    private static ChangeDiff diff(KappConfig config, List<JsonNode> live) {
        return new ChangeDiff(new Comparison(config), new DiffMask(config.diffMaskRules()),
                new LineDiff(2, LineDiff.Numbers.SHOWN), new OlderVersions(live));
    }

    private static List<String> numbers(String printed) {
        return printed.lines().filter(line -> line.contains("value not shown"))
                .map(line -> line.replaceAll(".*\\((#\\d+)\\)", "$1")).toList();
    }

    private static String withoutMetadataOfTheServer(String text) {
        return text.replaceAll("(?m)^  (creationTimestamp|resourceVersion|uid): .*\n", "");
    }

    private static String diffs(String file) throws IOException {
        String sample = Files.readString(Samples.DIRECTORY.resolve(file));
        return sample.substring(sample.indexOf("@@ "), sample.indexOf("\nChanges\n"));
    }
}

//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where images are looked for. */
@InSandbox
class SearchRuleTest {
    private static final String OVERRIDES = """
            apiVersion: kbld.k14s.io/v1alpha1
            kind: Config
            overrides:
            - {image: app, newImage: 'example.com/app@sha256:1', preresolved: true}
            - {image: tool, newImage: 'example.com/tool@sha256:2', preresolved: true}
            """;

    @Test
    void below_every_key_image_of_any_kind_at_any_depth(Sandbox sandbox) {
        assertPins(sandbox, "", """
                kind: Anything
                image: app
                spec:
                  a: [{b: {image: app}}, [{image: tool}]]
                  image: {image: app, name: app}
                """, """
                kind: Anything
                image: PINNED-app
                spec:
                  a: [{b: {image: PINNED-app}}, [{image: PINNED-tool}]]
                  image: {image: PINNED-app, name: app}
                """);
    }

    @Test
    void not_where_the_value_is_no_text_or_the_key_is_another(Sandbox sandbox) {
        assertPins(sandbox, "", """
                spec: {image: [app], images: app, Image: app, sidecar: app}
                image: 5
                """, """
                spec: {image: [app], images: app, Image: app, sidecar: app}
                image: 5
                """);
    }

    @Test
    void below_further_keys(Sandbox sandbox) {
        assertPins(sandbox, "keys: [sidecar, x.y]", """
                sidecar: app
                spec: {x.y: tool, x: {y: tool}, image: app}
                """, """
                sidecar: PINNED-app
                spec: {x.y: PINNED-tool, x: {y: tool}, image: PINNED-app}
                """);
    }

    @Test
    void where_a_rule_names_a_key(Sandbox sandbox) {
        assertPins(sandbox, "searchRules: [{keyMatcher: {name: sidecar}}]", """
                spec: {sidecar: app, list: [{sidecar: tool}], other: app}
                """, """
                spec: {sidecar: PINNED-app, list: [{sidecar: PINNED-tool}], other: app}
                """);
    }

    @Test
    void where_a_rule_gives_a_path_from_the_root(Sandbox sandbox) {
        assertPins(sandbox, "searchRules: [{keyMatcher: {path: [spec, sidecar]}}]", """
                spec: {sidecar: app, spec: {sidecar: app}}
                sidecar: app
                """, """
                spec: {sidecar: PINNED-app, spec: {sidecar: app}}
                sidecar: app
                """);
    }

    @Test
    void at_one_index_of_a_list_or_at_all(Sandbox sandbox) {
        assertPins(sandbox, """
                searchRules:
                - keyMatcher: {path: [args, {index: 1}]}
                - keyMatcher: {path: [all, {allIndexes: true}, x]}
                - keyMatcher: {path: [both, {index: 1, allIndexes: true}]}
                """, """
                args: [app, app, app]
                all: [{x: app}, {y: app}, {x: tool}]
                both: [app, tool, app]
                """, """
                args: [app, PINNED-app, app]
                all: [{x: PINNED-app}, {y: app}, {x: PINNED-tool}]
                both: [app, PINNED-tool, app]
                """);
    }

    @Test
    void where_the_value_is_an_image_or_of_a_repository(Sandbox sandbox) {
        assertPins(sandbox, """
                searchRules:
                - valueMatcher: {image: app}
                - valueMatcher: {imageRepo: example.com:5000/tool}
                overrides:
                - {imageRepo: example.com:5000/tool, newImage: example.com/tool@sha256:2, preresolved: true}
                """, """
                anywhere: [app, app2, app:1, tool, {deep: app}]
                other: example.com:5000/tool:1.2
                third: example.com:5000/tools:1.2
                """, """
                anywhere: [PINNED-app, app2, app:1, tool, {deep: PINNED-app}]
                other: PINNED-tool
                third: example.com:5000/tools:1.2
                """);
    }

    @Test
    void only_where_both_key_and_value_fit(Sandbox sandbox) {
        assertPins(sandbox, "searchRules: [{keyMatcher: {name: a}, valueMatcher: {image: app}}]", """
                spec: [{a: app}, {a: tool}, {b: app}]
                """, """
                spec: [{a: PINNED-app}, {a: tool}, {b: app}]
                """);
    }

    @Test
    void the_first_rule_that_fits_decides(Sandbox sandbox) {
        assertPins(sandbox, """
                searchRules:
                - keyMatcher: {path: [skipped, image]}
                  updateStrategy: {none: {}}
                - keyMatcher: {name: image}
                  updateStrategy: {entireValue: {}}
                """, """
                skipped: {image: app}
                spec: {image: app}
                """, """
                skipped: {image: app}
                spec: {image: PINNED-app}
                """);
    }

    @Test
    void keys_come_before_rules(Sandbox sandbox) {
        assertPins(sandbox, """
                keys: [a]
                searchRules: [{keyMatcher: {name: a}, updateStrategy: {none: {}}}]
                """, "spec: {a: app}", "spec: {a: PINNED-app}");
    }

    @Test
    void empty_texts_are_no_images(Sandbox sandbox) {
        Pinning pinning = Pinning.of(sandbox, OVERRIDES, "spec: {image: ''}\n");
        assertEquals(Set.of(), pinning.unlocked().keySet());
        assertEquals("---\nspec:\n  image: \"\"\n", pinning.state());
    }

    private static void assertPins(Sandbox sandbox, String config, String manifest, String expected) {
        sandbox.write("locks/more.yml", "apiVersion: kbld.k14s.io/v1alpha1\nkind: Config\n" + config);
        Pinning pinning = Pinning.of(sandbox, OVERRIDES, manifest);
        String wanted = expected.replaceAll("PINNED-app", "example.com/app@sha256:1")
                .replaceAll("PINNED-tool", "example.com/tool@sha256:2");
        assertEquals(content(wanted), content(pinning.state()));
    }

    /** The document without the note on where its images are from. */
    private static String content(String yaml) {
        ObjectNode resource = (ObjectNode) Yaml.read("state.yaml", yaml).get(0).content();
        resource.remove("metadata");
        return Yaml.write(resource);
    }
}

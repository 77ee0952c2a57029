//SOURCES Pinning.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts in resources that are documents themselves: update strategies json and yaml. */
@InSandbox
class EmbeddedDocumentTest {
    private static final String LOCK = """
            apiVersion: kbld.k14s.io/v1alpha1
            kind: Config
            overrides:
            - {image: app, newImage: new-app, preresolved: true}
            - {image: tool, newImage: new-tool, preresolved: true}
            searchRules:
            - keyMatcher: {name: config.yaml}
              updateStrategy: {yaml: {searchRules: [{keyMatcher: {name: image}}]}}
            - keyMatcher: {name: config.json}
              updateStrategy: {json: {searchRules: [{keyMatcher: {name: image}}]}}
            - keyMatcher: {name: nested.yaml}
              updateStrategy:
                yaml:
                  searchRules:
                  - keyMatcher: {name: inner.json}
                    updateStrategy: {json: {searchRules: [{keyMatcher: {path: [list, {index: 0}]}}]}}
            """;

    @Test
    void yaml_documents_are_searched_and_written_anew(Sandbox sandbox) {
        assertBecomes(sandbox, """
                data:
                  config.yaml: |
                    # a comment that goes
                    spec: {image: app, name: app}
                    on: 0755
                    ---
                    ---
                    - image: tool
                """, """
                data:
                  config.yaml: |
                    ---
                    spec:
                      image: new-app
                      name: app
                    "true": 493
                    ---
                    - image: new-tool
                """);
    }

    @Test
    void json_documents_are_searched_and_written_with_sorted_keys(Sandbox sandbox) {
        assertBecomes(sandbox, """
                data:
                  config.json: '{"z": 1.0, "image": "app", "a": ["<b>&", 1e21, 1e-7, 1e20, "é\\u2028\\t"]}'
                """, """
                data:
                  config.json: '{"a":["\\u003cb\\u003e\\u0026",1e+21,1e-7,100000000000000000000,"é\\u2028\\t"],REST}'
                """.replace("REST", "\"image\":\"new-app\",\"z\":1"));
    }

    @Test
    void json_below_the_strategy_yaml_stays_json(Sandbox sandbox) {
        assertBecomes(sandbox, "data: {config.yaml: '{\"image\": \"app\"}'}",
                "data: {config.yaml: '{\"image\":\"new-app\"}'}");
    }

    @Test
    void documents_nest(Sandbox sandbox) {
        assertBecomes(sandbox, """
                data:
                  nested.yaml: |
                    inner.json: '{"list": ["app", "app"]}'
                    image: app
                """, """
                data:
                  nested.yaml: |
                    ---
                    image: app
                    inner.json: '{"list":["new-app","app"]}'
                """);
    }

    @Test
    void what_is_no_document_of_that_kind_stays_as_it_is(Sandbox sandbox) {
        String manifest = """
                data:
                  config.json: 'image: app'
                  nested.yaml: "a: [b"
                other:
                - config.json: '{"image": "app"} x'
                - config.yaml: "image: app\\n---\\na: b: c\\n"
                - config.json: ''
                - config.json: '{"a": 1e400}'
                """;
        assertBecomes(sandbox, manifest, manifest);
    }

    @Test
    void values_that_are_no_texts_are_searched_as_usual(Sandbox sandbox) {
        assertBecomes(sandbox, "config.json: {image: app}", "config.json: {image: new-app}");
    }

    @Test
    void images_in_embedded_documents_are_reported_when_no_lock_covers_them(Sandbox sandbox) {
        Pinning pinning = Pinning.of(sandbox, LOCK, "kind: A\ndata: {config.yaml: 'image: unknown'}");
        assertEquals(Set.of("unknown"), pinning.unlocked().keySet());
    }

    private static void assertBecomes(Sandbox sandbox, String manifest, String expected) {
        String state = Pinning.of(sandbox, LOCK, manifest).state();
        assertEquals("---\n" + Yaml.write(Yaml.read("expected.yaml", expected).get(0).content()),
                state.replaceFirst("(?s)metadata:\n  annotations:\n    kbld.k14s.io/images: \\|\n(      .*?\n)+", ""));
    }
}

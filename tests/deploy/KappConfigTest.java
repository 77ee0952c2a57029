//SOURCES ../../lib/resource/DefaultRules.java
//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The rules that projects write in {@code Config} documents. */
class KappConfigTest {
    @Test
    void all_kinds_of_rules_are_read() {
        KappConfig config = config("""
                minimumRequiredVersion: 0.60.0
                rebaseRules:
                - paths: [[spec, replicas], [webhooks, {allIndexes: true}, x], [a, {index: 0}], [b, {regex: "^c"}]]
                  type: copy
                  sources: [new, existing]
                  resourceMatchers: [allMatcher: {}]
                waitRules:
                - supportsObservedGeneration: true
                  conditionMatchers:
                  - {type: Ready, status: "True", success: true, timeout: 5m}
                  - {type: Ready, status: "False", failure: true, unblockChanges: false}
                  resourceMatchers: [apiVersionKindMatcher: {apiVersion: x.org/v1, kind: Farm}]
                templateRules:
                - resourceMatchers: [kindNamespaceNameMatcher: {kind: ConfigMap, namespace: shop, name: a}]
                  affectedResources:
                    objectReferences: [{path: [spec, ref], nameKey: map, resourceMatchers: [customResourceMatcher: {}]}]
                diffMaskRules: [{path: [data], resourceMatchers: [hasAnnotationMatcher: {keys: [a/b]}]}]
                ownershipLabelRules: [{path: [spec, labels], resourceMatchers: [hasNamespaceMatcher: {}]}]
                labelScopingRules: [{path: [spec, selector], resourceMatchers: [hasNamespaceMatcher: {names: [shop]}]}]
                additionalLabels: {team: shop}
                diffAgainstLastAppliedFieldExclusionRules: [{path: [a], resourceMatchers: [allMatcher: {}]}]
                diffAgainstExistingFieldExclusionRules: [{path: [a], resourceMatchers: [allMatcher: {}]}]
                changeGroupBindings: [{name: g, resourceMatchers: [apiGroupKindMatcher: {apiGroup: "", kind: Pod}]}]
                changeRuleBindings: [{rules: [upsert after upserting g], ignoreIfCyclical: true,
                  resourceMatchers: [andMatcher: {matchers: [allMatcher: {}, notMatcher: {matcher: {
                    anyMatcher: {matchers: [emptyFieldMatcher: {path: [spec]}]}}}]}]}]
                """);
        assertEquals(4, config.rebaseRules().get(0).allPaths().size());
        assertEquals("5m", config.waitRules().get(0).conditionMatchers().get(0).timeout());
        assertTrue(config.waitRules().get(0).conditionMatchers().get(1).failure());
        assertEquals("map", config.templateRules().get(0).affectedResources().objectReferences().get(0).nameKey());
        assertTrue(config.changeRuleBindings().get(0).ignoreIfCyclical());
    }

    @Test
    void matchers_choose_resources() {
        JsonNode map = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop, "
                + "annotations: {a/b: ''}}, spec: {}}");
        JsonNode farm = Samples.yaml("{apiVersion: x.org/v1, kind: Farm, metadata: {name: f}, spec: {n: 1}}");
        assertMatches("allMatcher: {}", map, farm);
        assertMatches("apiVersionKindMatcher: {apiVersion: v1, kind: ConfigMap}", map);
        assertMatches("apiGroupKindMatcher: {apiGroup: x.org, kind: Farm}", farm);
        assertMatches("apiGroupKindMatcher: {apiGroup: '', kind: ConfigMap}", map);
        assertMatches("kindNamespaceNameMatcher: {kind: ConfigMap, namespace: shop, name: a}", map);
        assertMatches("hasAnnotationMatcher: {keys: [a/b]}", map);
        assertMatches("hasNamespaceMatcher: {}", map);
        assertMatches("hasNamespaceMatcher: {names: [shop]}", map);
        assertMatches("hasNamespaceMatcher: {names: [other]}");
        assertMatches("customResourceMatcher: {}", farm);
        assertMatches("emptyFieldMatcher: {path: [spec]}", map);
        assertMatches("emptyFieldMatcher: {path: [other]}", map, farm);
        assertMatches("notMatcher: {matcher: {customResourceMatcher: {}}}", map);
        assertMatches("anyMatcher: {matchers: [customResourceMatcher: {}, hasNamespaceMatcher: {}]}", map, farm);
        assertMatches("andMatcher: {matchers: [customResourceMatcher: {}, hasNamespaceMatcher: {}]}");
    }

    @Test
    void an_unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
        Failure failure = assertThrows(Failure.class, () -> config("rebaseRule: []\n"));
        assertEquals("config.yml, line 3: unknown key rebaseRule", failure.getMessage());
        assertEquals("Did you mean rebaseRules?", failure.advice());
    }

    @Test
    void what_rules_lack_is_named_with_its_line() {
        assertFails("line 4: this rebase rule has no path", """
                rebaseRules:
                - {type: copy, sources: [new], resourceMatchers: [allMatcher: {}]}
                """);
        assertFails("line 4: the type of a rebase rule is copy or remove, not move", """
                rebaseRules:
                - {path: [a], type: move, resourceMatchers: [allMatcher: {}]}
                """);
        assertFails("line 4: sources of a rebase rule are new and existing, not [old]", """
                rebaseRules:
                - {path: [a], type: copy, sources: [old], resourceMatchers: [allMatcher: {}]}
                """);
        assertFails("line 6: this resource matcher says nothing", """
                rebaseRules:
                - {path: [a], type: remove, resourceMatchers: [
                  allMatcher: {},
                  {}]}
                """);
        assertFails("line 5: {\"index\":true} is no step of a path", """
                diffMaskRules:
                - resourceMatchers: []
                  path: [a, {index: true}]
                """.replace("- resourceMatchers: []\n  path", "# a comment\n- path"));
        assertFails("line 4: a condition matcher needs a type and a status", """
                waitRules:
                - conditionMatchers: [{type: Ready}]
                """);
        assertFails("line 4: this change rule binding has no rules", """
                changeRuleBindings:
                - {resourceMatchers: [allMatcher: {}]}
                """);
    }

    @Test
    void rules_in_ytt_are_refused_with_the_way_out() {
        Failure failure = assertThrows(Failure.class, () -> config("""
                rebaseRules:
                - {ytt: {overlayContractV1: {overlay.yml: ""}}, resourceMatchers: [allMatcher: {}]}
                """));
        assertEquals("config.yml, line 4: this rebase rule is written in ytt", failure.getMessage());
        assertEquals("Rules in ytt work with kapp itself: --with kapp.", failure.advice());
    }

    @Test
    void configuration_is_known_by_its_kind() {
        assertTrue(KappConfig.isConfig(Samples.yaml("{apiVersion: kapp.k14s.io/v1alpha1, kind: Config}")));
        assertFalse(KappConfig.isConfig(Samples.yaml("{apiVersion: kbld.k14s.io/v1alpha1, kind: Config}")));
    }

    @Test
    void rules_add_to_the_defaults() {
        KappConfig config = DefaultRules.with(Yaml.read("config.yml", """
                apiVersion: kapp.k14s.io/v1alpha1
                kind: Config
                diffMaskRules: [{path: [spec], resourceMatchers: [allMatcher: {}]}]
                """));
        assertEquals(3, config.diffMaskRules().size());
        assertEquals(DefaultRules.config().rebaseRules().size(), config.rebaseRules().size());
    }

    private static KappConfig config(String rules) {
        return KappConfig.of(Yaml.read("config.yml", "apiVersion: kapp.k14s.io/v1alpha1\nkind: Config\n" + rules)
                .get(0));
    }

    private static void assertFails(String message, String rules) {
        assertEquals("config.yml, " + message, assertThrows(Failure.class, () -> config(rules)).getMessage());
    }

    private static void assertMatches(String matcher, JsonNode... expected) {
        KappConfig.FieldRule rule = config("diffMaskRules: [{path: [a], resourceMatchers: [" + matcher + "]}]\n")
                .diffMaskRules().get(0);
        JsonNode map = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop, "
                + "annotations: {a/b: ''}}, spec: {}}");
        JsonNode farm = Samples.yaml("{apiVersion: x.org/v1, kind: Farm, metadata: {name: f}, spec: {n: 1}}");
        java.util.List<JsonNode> matched = java.util.stream.Stream.of(map, farm).filter(rule::matches).toList();
        assertEquals(java.util.List.of(expected), matched, matcher);
    }
}

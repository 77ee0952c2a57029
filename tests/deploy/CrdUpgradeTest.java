import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a new version of a custom resource definition would break. */
class CrdUpgradeTest {
    private static final String SCHEMA = "{type: object, required: [a], properties: {a: {type: string, enum: [p, q], "
            + "default: p}, count: {type: integer, minimum: 1, maximum: 9}, list: {type: array, items: {type: object, "
            + "properties: {b: {type: string}}}}, map: {type: object, additionalProperties: {type: string}}}}";

    @Test
    void what_admits_more_is_safe() {
        unsafe(SCHEMA);
        unsafe(SCHEMA.replace("required: [a], ", ""));
        unsafe(SCHEMA.replace("[p, q]", "[p, q, r]"));
        unsafe(SCHEMA.replace(" enum: [p, q],", ""));
        unsafe(SCHEMA.replace("minimum: 1, maximum: 9", "minimum: 0, maximum: 10"));
        unsafe(SCHEMA.replace("minimum: 1, maximum: 9", "description: any"));
        unsafe(SCHEMA.replace("properties: {a:", "properties: {new: {type: string}, a:"));
        unsafe(SCHEMA.replace("b: {type: string}", "b: {type: string}, c: {type: string}"));
    }

    @Test
    void what_admits_less_is_named_with_version_and_field() {
        unsafe(SCHEMA.replace("[a]", "[a, count]"), "the resource itself requires more: count");
        unsafe(SCHEMA.replace("[p, q]", "[p]"), ".a does not admit any more: q");
        unsafe(SCHEMA.replace("b: {type: string}", "b: {type: string, enum: [x]}"),
                ".list[*].b admits some values only, where it admitted all");
        unsafe(SCHEMA.replace("minimum: 1", "minimum: 2"), ".count has a stricter minimum: 1 → 2");
        unsafe(SCHEMA.replace("maximum: 9", "maximum: 8"), ".count has a stricter maximum: 9 → 8");
        unsafe(SCHEMA.replace("enum: [p, q],", "enum: [p, q], minLength: 1,"),
                ".a has a stricter minLength: none → 1");
        unsafe(SCHEMA.replace("properties: {b: {type: string}}", "properties: {}"), ".list[*].b is removed");
        unsafe(SCHEMA.replace("type: integer", "type: string"), ".count has another type: \"integer\" → \"string\"");
        unsafe(SCHEMA.replace("default: p", "default: q"), ".a has another default: \"p\" → \"q\"");
        unsafe(SCHEMA.replace("additionalProperties: {type: string}", "additionalProperties: {type: string, "
                + "pattern: x}"), ".map.* has another pattern: none → \"x\"");
    }

    @Test
    void the_scope_and_versions_in_which_resources_are_stored_stay() {
        JsonNode live = definition("Namespaced", "v1", SCHEMA);
        assertEquals(List.of("the scope changes from Namespaced to Cluster",
                "version v1, in which resources are stored, is removed"),
                CrdUpgrade.problems(live, definition("Cluster", "v2", SCHEMA)));
    }

    private static void unsafe(String schema, String... problems) {
        assertEquals(List.of(problems).stream().map(problem -> "version v1: " + problem).toList(),
                CrdUpgrade.problems(definition("Namespaced", "v1", SCHEMA), definition("Namespaced", "v1", schema)));
    }

    private static JsonNode definition(String scope, String version, String schema) {
        return Yaml.read("crd.yaml", "{spec: {scope: " + scope + ", versions: [{name: " + version
                + ", schema: {openAPIV3Schema: " + schema + "}}]}, status: {storedVersions: [" + version + "]}}")
                .get(0).content();
    }
}

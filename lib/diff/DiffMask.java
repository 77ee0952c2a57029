//SOURCES ../resource/KappConfig.java
//SOURCES ../yaml/FieldPath.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hides values that are nobody's business; equal values get equal numbers. One mask is for all diffs of a run. */
final class DiffMask {
    /** Where tools keep whole resources, hidden values included. */
    private static final List<String> COPIES =
            List.of("kubectl.kubernetes.io/last-applied-configuration", "kapp.k14s.io/original");

    private final List<KappConfig.FieldRule> rules;
    private final Map<JsonNode, Integer> numbers = new HashMap<>();

    /** @param rules none to show everything */
    DiffMask(List<KappConfig.FieldRule> rules) {
        this.rules = rules;
    }

    /** A copy that shows no hidden value, or the resource itself when it has none. */
    JsonNode masked(JsonNode resource) {
        List<KappConfig.FieldRule> fitting = rules.stream().filter(rule -> rule.matches(resource)).toList();
        if (fitting.isEmpty()) {
            return resource;
        }
        ObjectNode copy = resource.deepCopy();
        for (KappConfig.FieldRule rule : fitting) {
            for (List<Object> field : rule.path().in(resource)) {
                FieldPath.set(copy, field, hidden(FieldPath.get(resource, field)));
            }
        }
        if (copy.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            COPIES.stream().filter(annotations::has).forEach(key -> annotations.set(key, hidden(annotations.get(key))));
        }
        return copy;
    }

    private JsonNode hidden(JsonNode value) {
        if (value.isObject()) {
            ObjectNode object = value.deepCopy();
            value.properties().stream().sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> object.set(entry.getKey(), hidden(entry.getValue())));
            return object;
        }
        if (value.isArray()) {
            ArrayNode list = value.deepCopy();
            for (int i = 0; i < list.size(); i++) {
                list.set(i, hidden(list.get(i)));
            }
            return list;
        }
        return TextNode.valueOf("<-- value not shown (#" + numbers.computeIfAbsent(value, key -> numbers.size() + 1)
                + ")");
    }
}

//SOURCES ../yaml/Json.java
//SOURCES ../yaml/SameValue.java
//SOURCES FieldConflict.java
//SOURCES ListKeys.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings together what two have made of one value: field by field, and in lists item by item where items have keys.
 * What one side has left alone becomes as the other has it; where both have changed the same field, upstream wins.
 */
final class FieldMerge {
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final List<FieldConflict> conflicts = new ArrayList<>();

    /** The fields in which upstream has won, in their order. */
    List<FieldConflict> conflicts() {
        return conflicts;
    }

    /** Values that are not there are missing nodes. */
    JsonNode merge(JsonNode base, JsonNode local, JsonNode upstream) {
        return merge("", "", base, local, upstream);
    }

    private JsonNode merge(String path, String field, JsonNode base, JsonNode local, JsonNode upstream) {
        if (SameValue.equal(local, upstream) || SameValue.equal(base, upstream)) {
            return local;
        }
        if (SameValue.equal(base, local)) {
            return upstream;
        }
        if (local.isObject() && upstream.isObject()) {
            return objects(path, base.isObject() ? base : Json.object(), local, upstream);
        }
        if (local.isArray() && upstream.isArray()) {
            JsonNode before = base.isArray() ? base : Json.array();
            Optional<ListKeys> keys = ListKeys.of(field, List.of(before, local, upstream));
            if (keys.isPresent()) {
                return lists(path, keys.get(), before, local, upstream);
            }
        }
        conflicts.add(new FieldConflict(path, base, local, upstream));
        return upstream;
    }

    private JsonNode objects(String path, JsonNode base, JsonNode local, JsonNode upstream) {
        ObjectNode merged = Json.object();
        for (String key : inOrder(names(local), names(upstream))) {
            JsonNode value = merge(path.isEmpty() ? key : path + "." + key, key,
                    base.path(key), local.path(key), upstream.path(key));
            if (!value.isMissingNode()) {
                merged.set(key, value);
            }
        }
        return merged;
    }

    private JsonNode lists(String path, ListKeys keys, JsonNode base, JsonNode local, JsonNode upstream) {
        Map<String, JsonNode> before = items(keys, base);
        Map<String, JsonNode> here = items(keys, local);
        Map<String, JsonNode> there = items(keys, upstream);
        ArrayNode merged = Json.array();
        for (String key : inOrder(List.copyOf(here.keySet()), List.copyOf(there.keySet()))) {
            JsonNode item = merge(path + "[" + key + "]", "", before.getOrDefault(key, NOTHING),
                    here.getOrDefault(key, NOTHING), there.getOrDefault(key, NOTHING));
            if (!item.isMissingNode()) {
                merged.add(item);
            }
        }
        return merged;
    }

    private static Map<String, JsonNode> items(ListKeys keys, JsonNode list) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        list.forEach(item -> items.put(keys.key(item), item));
        return items;
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Ours in our order, and those that only upstream has behind what they follow there. */
    static List<String> inOrder(List<String> local, List<String> upstream) {
        List<String> all = new ArrayList<>(local);
        for (int i = 0; i < upstream.size(); i++) {
            if (!all.contains(upstream.get(i))) {
                all.add(i == 0 ? 0 : all.indexOf(upstream.get(i - 1)) + 1, upstream.get(i));
            }
        }
        return all;
    }
}

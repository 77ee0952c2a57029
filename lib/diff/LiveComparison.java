//SOURCES ../resource/EmptyValues.java
//SOURCES ../resource/EncodedBytes.java
//SOURCES ../resource/Quantities.java
//SOURCES ../resource/SecretData.java
//SOURCES ../resource/ServerDefaults.java
//SOURCES ../yaml/FieldPath.java
//SOURCES ../yaml/SameValue.java
//SOURCES FieldOwners.java
//SOURCES LastApplied.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a wanted resource with a live object that others may have written to. What the object says beyond that is no
 * difference when the server fills it in or a controller wrote it, but is when Git said it once or somebody wrote it by
 * hand.
 */
final class LiveComparison {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();
    private static final List<List<String>> ITEM_KEYS = List.of(List.of("name"), List.of("mountPath"),
            List.of("containerPort", "protocol"), List.of("port", "protocol"), List.of("topologyKey"));

    private final JsonNode live;
    private final JsonNode applied;
    private final FieldOwners owners;
    private final List<List<Object>> differences = new ArrayList<>();

    private LiveComparison(JsonNode live, JsonNode applied) {
        this.live = live;
        this.applied = applied;
        this.owners = FieldOwners.of(live);
    }

    /**
     * @param sent what would be written, with all metadata of the live object but labels and annotations
     * @param applied what was applied last, if that is known
     */
    static boolean isSame(JsonNode live, JsonNode sent, Optional<JsonNode> applied) {
        return differences(live, sent, applied).isEmpty();
    }

    /** The paths of the fields, in the live object, that are not as wanted. */
    static List<List<Object>> differences(JsonNode live, JsonNode sent, Optional<JsonNode> applied) {
        LiveComparison comparison = new LiveComparison(live, applied.orElse(NOTHING));
        comparison.compare(LastApplied.without(live), SecretData.encoded(sent), comparison.applied, List.of());
        return comparison.differences;
    }

    private void compare(JsonNode is, JsonNode wanted, JsonNode was, List<Object> path) {
        if (!EmptyValues.isEmpty(wanted) && is.isObject() && wanted.isObject()) {
            compareMappings(is, wanted, was, path);
        } else if (!EmptyValues.isEmpty(wanted) && is.isArray() && wanted.isArray()) {
            compareLists(is, wanted, was, path);
        } else if (!same(is, wanted, was, path)) {
            differences.add(path);
        }
    }

    private boolean same(JsonNode is, JsonNode wanted, JsonNode was, List<Object> path) {
        if (EmptyValues.isEmpty(wanted)) {
            return EmptyValues.isEmpty(is) ? sameEmpty(is, wanted, was, path) : isOther(is, was, path);
        }
        return is.isMissingNode() && isZero(wanted) || SameValue.equal(is, wanted)
                || Quantities.standAt(path) && Quantities.equal(is, wanted)
                || EncodedBytes.standAt(path) && EncodedBytes.equal(is, wanted);
    }

    /** Servers leave out what is empty, or add it; but Git may have meant something by it. */
    private boolean sameEmpty(JsonNode is, JsonNode wanted, JsonNode was, List<Object> path) {
        return EmptyValues.same(is, wanted, path) || applied.isMissingNode() || !EmptyValues.isEmpty(was)
                || EmptyValues.same(wanted, was, path);
    }

    private void compareMappings(JsonNode is, JsonNode wanted, JsonNode was, List<Object> path) {
        Set<String> keys = new TreeSet<>();
        is.fieldNames().forEachRemaining(keys::add);
        wanted.fieldNames().forEachRemaining(keys::add);
        if (path.isEmpty()) {
            keys.remove("status");
        }
        keys.forEach(key -> compare(is.path(key), wanted.path(key), was.path(key), FieldPath.append(path, key)));
    }

    /** Items with names are compared by these; others by their place. */
    private void compareLists(JsonNode is, JsonNode wanted, JsonNode was, List<Object> path) {
        Optional<List<String>> keys = ITEM_KEYS.stream()
                .filter(names -> identify(is, names) && identify(wanted, names)).findFirst();
        if (keys.isEmpty()) {
            if (is.size() != wanted.size()) {
                differences.add(path);
                return;
            }
            for (int i = 0; i < is.size(); i++) {
                compare(is.get(i), wanted.get(i), was.path(i), FieldPath.append(path, i));
            }
            return;
        }
        int found = 0;
        for (int i = 0; i < is.size(); i++) {
            JsonNode item = find(wanted, is.get(i), keys.get());
            found += item.isMissingNode() ? 0 : 1;
            compare(is.get(i), item, find(was, is.get(i), keys.get()), FieldPath.append(path, i));
        }
        if (found < wanted.size()) {
            differences.add(path);
        }
    }

    /** Whether something that is not wanted may stay. */
    private boolean isOther(JsonNode is, JsonNode was, List<Object> path) {
        if (!EmptyValues.isEmpty(was) || owners.isOfPeople(path)) {
            return false;
        }
        boolean isRecorded = !applied.isMissingNode();
        boolean inMapping = path.get(path.size() - 1) instanceof String;
        return owners.isOfControllers(path) || ServerDefaults.explain(live, path, is)
                || isRecorded && !(inMapping && isContent(path));
    }

    /** Content that no server fills in. */
    private static boolean isContent(List<Object> path) {
        return Set.of("data", "binaryData").contains(path.get(0));
    }

    private static boolean identify(JsonNode list, List<String> keys) {
        Set<List<String>> identities = new HashSet<>();
        for (JsonNode item : list) {
            if (!item.has(keys.get(0)) || !identities.add(identity(item, keys))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode find(JsonNode list, JsonNode item, List<String> keys) {
        for (JsonNode candidate : list) {
            if (identity(candidate, keys).equals(identity(item, keys))) {
                return candidate;
            }
        }
        return NOTHING;
    }

    private static List<String> identity(JsonNode item, List<String> keys) {
        return keys.stream().map(key -> item.path(key).asText(key.equals("protocol") ? "TCP" : "")).toList();
    }

    /** Servers leave such values out. */
    private static boolean isZero(JsonNode value) {
        return value.isTextual() && value.textValue().isEmpty() || value.isBoolean() && !value.booleanValue()
                || value.isNumber() && value.decimalValue().signum() == 0;
    }
}

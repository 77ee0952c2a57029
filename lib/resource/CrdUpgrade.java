import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a new custom resource definition could break for the resources and the clients that there are, by the rules of
 * kapp's {@code CRDUpgradeSafety}. A change that is none of the safe ones counts as one that breaks something.
 */
final class CrdUpgrade {
    private static final Set<String> LEAST = Set.of("minimum", "minLength", "minItems", "minProperties");
    private static final Set<String> MOST = Set.of("maximum", "maxLength", "maxItems", "maxProperties");
    private static final Set<String> TEXTS = Set.of("description", "title", "example", "externalDocs");
    private static final Set<String> INNER = Set.of("properties", "items", "additionalProperties");

    private final List<String> problems = new ArrayList<>();

    private CrdUpgrade() {}

    static boolean isDefinition(JsonNode resource) {
        return resource.path("kind").asText().equals("CustomResourceDefinition")
                && resource.path("apiVersion").asText().startsWith("apiextensions.k8s.io/");
    }

    /** @return a sentence for each change that is not safe, without the definition's name */
    static List<String> problems(JsonNode live, JsonNode wanted) {
        CrdUpgrade upgrade = new CrdUpgrade();
        upgrade.compare(live, wanted);
        return upgrade.problems;
    }

    private void compare(JsonNode live, JsonNode wanted) {
        JsonNode scope = live.at("/spec/scope");
        if (!scope.equals(wanted.at("/spec/scope"))) {
            problems.add("the scope changes from " + scope.asText() + " to " + wanted.at("/spec/scope").asText());
        }
        for (JsonNode stored : live.at("/status/storedVersions")) {
            if (version(wanted, stored.asText()).isEmpty()) {
                problems.add("version " + stored.asText() + ", in which resources are stored, is removed");
            }
        }
        for (JsonNode old : live.at("/spec/versions")) {
            String name = old.path("name").asText();
            version(wanted, name).ifPresent(now -> schema("version " + name + ": ", "",
                    old.at("/schema/openAPIV3Schema"), now.at("/schema/openAPIV3Schema")));
        }
    }

    private static Optional<JsonNode> version(JsonNode definition, String name) {
        return StreamSupport.stream(definition.at("/spec/versions").spliterator(), false)
                .filter(version -> version.path("name").asText().equals(name)).findFirst();
    }

    private void schema(String version, String field, JsonNode old, JsonNode now) {
        Set<String> keys = new TreeSet<>();
        old.fieldNames().forEachRemaining(keys::add);
        now.fieldNames().forEachRemaining(keys::add);
        keys.removeAll(TEXTS);
        keys.removeAll(INNER);
        String place = version + (field.isEmpty() ? "the resource itself" : field);
        keys.stream().filter(key -> !old.path(key).equals(now.path(key)))
                .forEach(key -> unsafe(key, old.path(key), now.path(key)).ifPresent(
                        change -> problems.add(place + " " + change)));
        old.path("properties").properties().forEach(property -> {
            String inner = field + "." + property.getKey();
            JsonNode left = now.path("properties").path(property.getKey());
            if (left.isMissingNode()) {
                problems.add(version + inner + " is removed");
            } else {
                schema(version, inner, property.getValue(), left);
            }
        });
        items(version, field + "[*]", old.path("items"), now.path("items"));
        items(version, field + ".*", old.path("additionalProperties"), now.path("additionalProperties"));
    }

    private void items(String version, String field, JsonNode old, JsonNode now) {
        if (old.isObject() && now.isObject()) {
            schema(version, field, old, now);
        } else if (!old.equals(now)) {
            problems.add(version + field + " is another kind of schema");
        }
    }

    private static Optional<String> unsafe(String key, JsonNode old, JsonNode now) {
        if (key.equals("required")) {
            return lacking(now, old).map(names -> "requires more: " + names);
        }
        if (key.equals("enum")) {
            return old.isMissingNode() ? Optional.of("admits some values only, where it admitted all")
                    : now.isMissingNode() ? Optional.empty()
                    : lacking(old, now).map(values -> "does not admit any more: " + values);
        }
        if (LEAST.contains(key) || MOST.contains(key)) {
            boolean isWider = now.isMissingNode() || !old.isMissingNode()
                    && (LEAST.contains(key) ? now.asDouble() <= old.asDouble() : now.asDouble() >= old.asDouble());
            return isWider ? Optional.empty() : Optional.of("has a stricter " + key + ": " + change(old, now));
        }
        return Optional.of("has another " + key + ": " + change(old, now));
    }

    /** What is in the one list and not in the other. */
    private static Optional<String> lacking(JsonNode list, JsonNode other) {
        Set<JsonNode> others = StreamSupport.stream(other.spliterator(), false).collect(Collectors.toSet());
        String lacking = StreamSupport.stream(list.spliterator(), false).filter(item -> !others.contains(item))
                .map(JsonNode::asText).collect(Collectors.joining(", "));
        return Optional.of(lacking).filter(text -> !text.isEmpty());
    }

    private static String change(JsonNode old, JsonNode now) {
        return text(old) + " → " + text(now);
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "none" : value.toString();
    }
}

//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the API server makes of resources, foreseen from what it has made of others of the same shape: it gives all
 * Deployments with one container the same defaults. A prediction that is wrong does no harm, as what is recorded of a
 * resource is compared with the answer anyway; one that is right saves the write that would correct the record.
 */
final class ServerAdditions {
    private final Map<String, Example> examples = new ConcurrentHashMap<>();

    private record Example(JsonNode sent, JsonNode live) {}

    /** Remembers what became of a resource. */
    void learn(JsonNode sent, JsonNode live) {
        examples.putIfAbsent(shape(sent), new Example(sent, live));
    }

    /** What a resource will be in the cluster; empty when none of its shape was seen yet. */
    Optional<JsonNode> foresee(JsonNode sent) {
        return Optional.ofNullable(examples.get(shape(sent)))
                .map(example -> foreseen(sent, example.sent, example.live));
    }

    private static JsonNode foreseen(JsonNode sent, JsonNode exampleSent, JsonNode exampleLive) {
        if (sent.isObject() && exampleLive.isObject()) {
            return object(sent, exampleSent, exampleLive);
        }
        if (sent.isArray() && sent.size() == exampleLive.size()) {
            ArrayNode items = Json.array();
            for (int i = 0; i < sent.size(); i++) {
                items.add(foreseen(sent.get(i), exampleSent.get(i), exampleLive.get(i)));
            }
            return items;
        }
        return sent.equals(exampleSent) ? exampleLive : sent;
    }

    private static ObjectNode object(JsonNode sent, JsonNode exampleSent, JsonNode exampleLive) {
        ObjectNode object = Json.object();
        exampleLive.properties().forEach(field -> object.set(field.getKey(), sent.has(field.getKey())
                ? foreseen(sent.get(field.getKey()), exampleSent.get(field.getKey()), field.getValue())
                : addition(field.getValue(), sent, exampleSent)));
        return object;
    }

    /** Some defaults repeat a field beside them, as {@code serviceAccount} does {@code serviceAccountName}. */
    private static JsonNode addition(JsonNode added, JsonNode sent, JsonNode exampleSent) {
        return exampleSent.properties().stream()
                .filter(field -> added.isTextual() && field.getValue().equals(added))
                .map(field -> sent.get(field.getKey())).findFirst().orElse(added);
    }

    /** What kind of resource has which fields, whatever they say. */
    private static String shape(JsonNode sent) {
        StringBuilder shape = new StringBuilder(sent.path("apiVersion").asText()).append(sent.path("kind").asText());
        addShape(sent, shape);
        return shape.toString();
    }

    private static void addShape(JsonNode node, StringBuilder shape) {
        if (node.isObject()) {
            shape.append('{');
            node.properties().forEach(field -> {
                shape.append(field.getKey()).append(':');
                addShape(field.getValue(), shape);
            });
            shape.append('}');
        } else if (node.isArray()) {
            shape.append('[');
            node.forEach(item -> addShape(item, shape));
            shape.append(']');
        } else {
            shape.append(node.getNodeType()).append(' ');
        }
    }
}

//SOURCES ../cluster/ApiResources.java
//SOURCES ../resource/Resource.java
//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says which namespace resources go to.
 *
 * @param namespace for those that name none
 * @param into for all, whatever they name
 * @param map other namespaces by those that resources name
 */
record Placement(String namespace, Optional<String> into, Map<String, String> map) {
    private static final String NAMESPACE = "namespace";
    private static final String INTO = "into";
    private static final String MAP = "map";

    /** Leaves resources where they say, and puts others into a namespace. */
    static Placement usual(String namespace) {
        return new Placement(namespace, Optional.empty(), Map.of());
    }

    /** What {@link #text()} has written; empty when it is something else. */
    static Optional<Placement> parse(String text) {
        return EmbeddedJson.read(text).filter(json -> json.path(NAMESPACE).isTextual()).map(json -> {
            Map<String, String> map = new TreeMap<>();
            json.path(MAP).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
            return new Placement(json.path(NAMESPACE).asText(),
                    Optional.ofNullable(json.path(INTO).textValue()), map);
        });
    }

    /** The same in one line, to be remembered. */
    String text() {
        ObjectNode json = Json.object().put(NAMESPACE, namespace);
        into.ifPresent(name -> json.put(INTO, name));
        if (!map.isEmpty()) {
            new TreeMap<>(map).forEach(json.putObject(MAP)::put);
        }
        return EmbeddedJson.write(json);
    }

    /** The resources with their namespaces, without one where their kind has none; unknown kinds stay as they are. */
    List<Resource> place(List<Resource> resources, ApiResources kinds) {
        return resources.stream().map(resource -> kinds.of(resource.content())
                .map(kind -> new Resource(resource.place(), place(resource.content(), kind)))
                .orElse(resource)).toList();
    }

    private JsonNode place(JsonNode resource, ApiResource kind) {
        ObjectNode placed = resource.deepCopy();
        ObjectNode metadata = placed.withObjectProperty("metadata");
        if (!kind.namespaced()) {
            metadata.remove("namespace");
            return placed;
        }
        String own = metadata.path("namespace").asText("");
        String given = own.isEmpty() ? namespace : own;
        metadata.put("namespace", into.orElseGet(() -> map.getOrDefault(given, given)));
        return placed;
    }
}

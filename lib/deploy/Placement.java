//SOURCES ../cluster/ApiResources.java
//SOURCES ../resource/Resource.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which namespace resources go to.
 *
 * @param namespace for those that name none
 * @param into for all, whatever they name
 * @param map other namespaces by those that resources name
 */
record Placement(String namespace, Optional<String> into, Map<String, String> map) {

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

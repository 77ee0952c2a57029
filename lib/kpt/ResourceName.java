//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What tells a resource from others, whatever the version of its kind.
 *
 * @param namespace {@code default} where it says none
 */
record ResourceName(String group, String kind, String namespace, String name) {
    private static final String DEFAULT = "default";
    /** Where kpt writes down what a resource is called upstream, for those that are renamed here. */
    private static final String UPSTREAM = "internal.kpt.dev/upstream-identifier";

    /** Empty for what is no resource, such as a chart's values. */
    static Optional<ResourceName> of(JsonNode content) {
        JsonNode metadata = content.path("metadata");
        if (!isResource(content)) {
            return Optional.empty();
        }
        String version = content.path("apiVersion").asText();
        String namespace = metadata.path("namespace").asText("");
        return Optional.of(new ResourceName(version.contains("/") ? version.substring(0, version.indexOf('/')) : "",
                content.path("kind").asText(), namespace.isEmpty() ? DEFAULT : namespace,
                metadata.path("name").asText()));
    }

    /** As {@link #of}, but with the name that it has upstream, if kpt has written it down. */
    static Optional<ResourceName> upstreamOf(JsonNode content) {
        String[] parts = content.path("metadata").path("annotations").path(UPSTREAM).asText("").split("\\|", -1);
        return parts.length == 4 ? Optional.of(new ResourceName(parts[0], parts[1], parts[2], parts[3])) : of(content);
    }

    static boolean isResource(JsonNode content) {
        return content.path("apiVersion").isTextual() && content.path("kind").isTextual()
                && content.path("metadata").path("name").isValueNode();
    }

    /** For people. */
    String title() {
        return kind + " " + name + (namespace.equals(DEFAULT) ? "" : " in " + namespace);
    }
}

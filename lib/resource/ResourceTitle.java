//SOURCES ResourceKey.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a resource is called where people read it, as kapp says: {@code deployment/web (apps/v1) namespace: shop}. */
final class ResourceTitle {
    private ResourceTitle() {}

    static String of(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        String namespace = metadata.path("namespace").asText("");
        return shortOf(resource) + " (" + resource.path("apiVersion").asText() + ") "
                + (namespace.isEmpty() ? "cluster" : "namespace: " + namespace);
    }

    /** Kind and name only: {@code deployment/web}. */
    static String shortOf(JsonNode resource) {
        return resource.path("kind").asText().toLowerCase(Locale.ROOT) + "/"
                + ResourceKey.name(resource.path("metadata"));
    }
}

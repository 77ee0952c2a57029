//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * What a resource is known by, whatever version of its API it is written in.
 *
 * @param namespace empty for what belongs to the whole cluster
 * @param group of its API; empty for the core one
 */
record ResourceKey(String namespace, String group, String kind, String name) implements Comparable<ResourceKey> {
    private static final Comparator<ResourceKey> ORDER = Comparator.comparing(ResourceKey::namespace)
            .thenComparing(ResourceKey::name).thenComparing(ResourceKey::kind).thenComparing(ResourceKey::group);

    static ResourceKey of(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        return new ResourceKey(metadata.path("namespace").asText(""), group(resource.path("apiVersion").asText()),
                resource.path("kind").asText(), name(metadata));
    }

    /** What the server is to name is known by how its name begins: {@code migrate-*}. */
    static String name(JsonNode metadata) {
        String start = metadata.path("generateName").asText("");
        return metadata.path("name").asText(start.isEmpty() ? "" : start + "*");
    }

    /** As of any record; but what Java makes for records takes it long to make, and to call before it is compiled. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceKey key && name.equals(key.name) && kind.equals(key.kind)
                && namespace.equals(key.namespace) && group.equals(key.group);
    }

    @Override
    public int hashCode() {
        return name.hashCode() + 31 * (kind.hashCode() + 31 * (namespace.hashCode() + 31 * group.hashCode()));
    }

    /** kapp's form: {@code NAMESPACE/GROUP/KIND/NAME}. */
    @Override
    public String toString() {
        return namespace + "/" + group + "/" + kind + "/" + name;
    }

    /** By namespace, then name, then kind. */
    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }

    private static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}

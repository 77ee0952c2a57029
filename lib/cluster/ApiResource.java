//SOURCES ../resource/ResourceKey.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of resources that a cluster serves, in one version.
 *
 * @param group empty for the core API
 * @param plural as paths name it
 */
record ApiResource(String group, String version, String kind, String plural, boolean namespaced, Set<String> verbs) {

    /** A kind in a version has one path. What Java makes for records would take it long to make. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ApiResource kind && plural.equals(kind.plural) && version.equals(kind.version)
                && group.equals(kind.group);
    }

    @Override
    public int hashCode() {
        return plural.hashCode();
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    boolean can(String verb) {
        return verbs.contains(verb);
    }

    /** As kubectl names it: {@code deployments.apps}. */
    String title() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Its resources in a namespace, or in all for an empty name, for people. */
    String title(String namespace) {
        return title() + in(namespace);
    }

    /** One of its resources, for people. */
    String title(ResourceKey key) {
        return title() + " " + key.name() + in(key.namespace());
    }

    /** Makes a resource say what it is, as items of lists do not. */
    JsonNode named(JsonNode resource) {
        return ((ObjectNode) resource).put("apiVersion", apiVersion()).put("kind", kind);
    }

    /** The path of all its resources, in a namespace or everywhere. */
    String path(Optional<String> namespace) {
        return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version + "/"
                + namespace.filter(name -> namespaced && !name.isEmpty())
                        .map(name -> "namespaces/" + encoded(name) + "/").orElse("") + plural;
    }

    String path(ResourceKey key) {
        return path(Optional.of(key.namespace())) + "/" + encoded(key.name());
    }

    private static String in(String namespace) {
        return namespace.isEmpty() ? "" : " in namespace " + namespace;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

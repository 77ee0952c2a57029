//SOURCES ../resource/ResourceKey.java

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

    /** The path of all its resources, in a namespace or everywhere. */
    String path(Optional<String> namespace) {
        return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version + "/"
                + namespace.filter(name -> namespaced && !name.isEmpty())
                        .map(name -> "namespaces/" + encoded(name) + "/").orElse("") + plural;
    }

    String path(ResourceKey key) {
        return path(Optional.of(key.namespace())) + "/" + encoded(key.name());
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

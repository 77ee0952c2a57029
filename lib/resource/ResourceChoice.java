//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses resources. */
interface ResourceChoice extends Predicate<JsonNode> {
    ResourceChoice ALL = resource -> true;
    ResourceChoice NAMESPACED = resource -> !resource.path("metadata").path("namespace").asText("").isEmpty();
    ResourceChoice CUSTOM = resource -> !ApiGroups.BUILT_IN.contains(group(resource));

    /** The groups of APIs that Kubernetes itself brings. */
    final class ApiGroups {
        private static final Set<String> BUILT_IN = Set.of("", "admissionregistration.k8s.io", "apiextensions.k8s.io",
                "apiregistration.k8s.io", "apps", "authentication.k8s.io", "authorization.k8s.io", "autoscaling",
                "batch", "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io",
                "extensions", "flowcontrol.apiserver.k8s.io", "internal.apiserver.k8s.io", "networking.k8s.io",
                "node.k8s.io", "policy", "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io",
                "storage.k8s.io", "storagemigration.k8s.io");

        private ApiGroups() {}
    }

    /** Of one API group, in any version. */
    static ResourceChoice kinds(String group, String... kinds) {
        Set<String> wanted = Set.of(kinds);
        return resource -> wanted.contains(resource.path("kind").asText()) && group.equals(group(resource));
    }

    static ResourceChoice annotated(List<String> annotations) {
        return resource -> annotations.stream().allMatch(resource.path("metadata").path("annotations")::has);
    }

    static ResourceChoice not(ResourceChoice matcher) {
        return resource -> !matcher.test(resource);
    }

    default ResourceChoice and(ResourceChoice other) {
        return resource -> test(resource) && other.test(resource);
    }

    default ResourceChoice or(ResourceChoice other) {
        return resource -> test(resource) || other.test(resource);
    }

    private static String group(JsonNode resource) {
        String apiVersion = resource.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}

//SOURCES ../Failure.java
//SOURCES ../yaml/FieldPath.java
//SOURCES ../yaml/Yaml.java
//SOURCES ResourceKey.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Says which resources a rule is for; exactly one of its fields is set. */
record ResourceMatcher(
        JsonNode allMatcher,
        Several anyMatcher,
        Several andMatcher,
        One notMatcher,
        ApiVersionKind apiVersionKindMatcher,
        ApiGroupKind apiGroupKindMatcher,
        KindNamespaceName kindNamespaceNameMatcher,
        Annotations hasAnnotationMatcher,
        Namespaces hasNamespaceMatcher,
        JsonNode customResourceMatcher,
        EmptyField emptyFieldMatcher) {

    private static final Set<String> BUILT_IN = Set.of("", "apps", "autoscaling", "batch", "extensions", "policy",
            "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "authentication.k8s.io",
            "authorization.k8s.io", "certificates.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io",
            "flowcontrol.apiserver.k8s.io", "internal.apiserver.k8s.io", "networking.k8s.io", "node.k8s.io",
            "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io",
            "storagemigration.k8s.io");

    record Several(List<ResourceMatcher> matchers) {
        Several {
            matchers = Objects.requireNonNullElse(matchers, List.of());
        }
    }

    record One(ResourceMatcher matcher) {}

    record ApiVersionKind(String apiVersion, String kind) {}

    record ApiGroupKind(String apiGroup, String kind) {}

    record KindNamespaceName(String kind, String namespace, String name) {}

    record Annotations(List<String> keys) {
        Annotations {
            keys = Objects.requireNonNullElse(keys, List.of());
        }
    }

    /** @param names empty for any namespace */
    record Namespaces(List<String> names) {
        Namespaces {
            names = Objects.requireNonNullElse(names, List.of());
        }
    }

    record EmptyField(FieldPath path) {}

    static ResourceMatcher of(String apiVersion, String kind) {
        return new ResourceMatcher(null, null, null, null, new ApiVersionKind(apiVersion, kind), null, null, null, null,
                null, null);
    }

    static boolean anyMatches(List<ResourceMatcher> matchers, JsonNode resource) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(resource));
    }

    boolean matches(JsonNode resource) {
        if (anyMatcher != null) {
            return anyMatches(anyMatcher.matchers, resource);
        }
        if (andMatcher != null) {
            return andMatcher.matchers.stream().allMatch(matcher -> matcher.matches(resource));
        }
        if (notMatcher != null) {
            return !notMatcher.matcher.matches(resource);
        }
        return allMatcher != null || matchesKey(resource) || matchesContent(resource);
    }

    private boolean matchesKey(JsonNode resource) {
        ResourceKey key = ResourceKey.of(resource);
        if (apiVersionKindMatcher != null) {
            return resource.path("apiVersion").asText().equals(apiVersionKindMatcher.apiVersion)
                    && key.kind().equals(apiVersionKindMatcher.kind);
        }
        if (apiGroupKindMatcher != null) {
            return key.group().equals(apiGroupKindMatcher.apiGroup) && key.kind().equals(apiGroupKindMatcher.kind);
        }
        if (kindNamespaceNameMatcher != null) {
            return key.kind().equals(kindNamespaceNameMatcher.kind)
                    && key.namespace().equals(Objects.requireNonNullElse(kindNamespaceNameMatcher.namespace, ""))
                    && key.name().equals(kindNamespaceNameMatcher.name);
        }
        if (hasNamespaceMatcher != null) {
            List<String> names = hasNamespaceMatcher.names;
            return names.isEmpty() ? !key.namespace().isEmpty() : names.contains(key.namespace());
        }
        return customResourceMatcher != null && !BUILT_IN.contains(key.group());
    }

    private boolean matchesContent(JsonNode resource) {
        if (hasAnnotationMatcher != null) {
            JsonNode annotations = resource.path("metadata").path("annotations");
            return hasAnnotationMatcher.keys.stream().allMatch(annotations::has);
        }
        return emptyFieldMatcher != null && emptyFieldMatcher.path.in(resource).stream()
                .map(field -> FieldPath.get(resource, field))
                .allMatch(value -> value.isNull() || value.isContainerNode() && value.isEmpty());
    }

    /**
     * @param matchers those at the path in the document
     * @throws Failure naming the line of one that says nothing
     */
    static void check(List<ResourceMatcher> matchers, Yaml.Document document, List<Object> path) {
        for (int i = 0; i < matchers.size(); i++) {
            check(matchers.get(i), document, FieldPath.append(path, i));
        }
    }

    private static void check(ResourceMatcher matcher, Yaml.Document document, List<Object> path) {
        if (matcher == null || matcher.parts().isEmpty()) {
            throw new Failure(document.place(path) + ": this resource matcher says nothing",
                    "Name a kind: {apiVersionKindMatcher: {apiVersion: apps/v1, kind: Deployment}}.");
        }
        if (matcher.parts().size() > 1) {
            throw new Failure(document.place(path) + ": this resource matcher says several things",
                    "Join them: {andMatcher: {matchers: [...]}} or {anyMatcher: {matchers: [...]}}.");
        }
        if (matcher.notMatcher != null) {
            check(matcher.notMatcher.matcher, document, inside(path, "notMatcher", "matcher"));
        } else if (matcher.anyMatcher != null) {
            check(matcher.anyMatcher.matchers, document, inside(path, "anyMatcher", "matchers"));
        } else if (matcher.andMatcher != null) {
            check(matcher.andMatcher.matchers, document, inside(path, "andMatcher", "matchers"));
        } else if (matcher.emptyFieldMatcher != null) {
            document.check(inside(path, "emptyFieldMatcher", "path"), matcher.emptyFieldMatcher.path::check);
        }
    }

    private List<Object> parts() {
        List<Object> parts = new ArrayList<>();
        for (Object part : new Object[] {allMatcher, anyMatcher, andMatcher, notMatcher, apiVersionKindMatcher,
            apiGroupKindMatcher, kindNamespaceNameMatcher, hasAnnotationMatcher, hasNamespaceMatcher,
            customResourceMatcher, emptyFieldMatcher}) {
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static List<Object> inside(List<Object> path, String... keys) {
        List<Object> longer = new ArrayList<>(path);
        longer.addAll(List.of(keys));
        return longer;
    }
}

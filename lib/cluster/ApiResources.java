//SOURCES ../io/Parallel.java
//SOURCES ApiResource.java
//SOURCES ClusterHttp.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds that a cluster serves, asked for with two requests where it tells all groups at once (since Kubernetes
 * 1.26), and with one for each group and version elsewhere.
 */
final class ApiResources {
    private static final String ALL_AT_ONCE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
    private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(1);
    private static final String ACTION = "ask which kinds there are";

    /** By group and kind; the version that the cluster prefers comes first. */
    private final Map<String, List<ApiResource>> byKind;
    /** Groups and versions whose own API server does not answer. */
    private final Set<String> broken;

    private ApiResources(Map<String, List<ApiResource>> byKind, Set<String> broken) {
        this.byKind = byKind;
        this.broken = broken;
    }

    static ApiResources ask(ClusterHttp http) {
        Map<String, List<ApiResource>> byKind = new LinkedHashMap<>();
        Set<String> broken = new LinkedHashSet<>();
        for (String root : List.of("/api", "/apis")) {
            JsonNode answer = http.ask(ClusterHttp.Question.get(root, ACTION).accepting(ALL_AT_ONCE));
            if (answer.path("kind").asText().equals("APIGroupDiscoveryList")) {
                answer.path("items").forEach(group -> read(group, byKind, broken));
            } else {
                askEach(http, root, answer, byKind, broken);
            }
        }
        return new ApiResources(byKind, broken);
    }

    private static void read(JsonNode group, Map<String, List<ApiResource>> byKind, Set<String> broken) {
        String name = group.path("metadata").path("name").asText("");
        for (JsonNode version : group.path("versions")) {
            if (version.path("freshness").asText().equals("Stale")) {
                broken.add(name + "/" + version.path("version").asText());
            }
            for (JsonNode resource : version.path("resources")) {
                add(byKind, new ApiResource(name, version.path("version").asText(),
                        resource.path("responseKind").path("kind").asText(), resource.path("resource").asText(),
                        resource.path("scope").asText().equals("Namespaced"), texts(resource.path("verbs"))));
            }
        }
    }

    private static void askEach(ClusterHttp http, String root, JsonNode answer, Map<String, List<ApiResource>> byKind,
            Set<String> broken) {
        List<String> versions = new ArrayList<>();
        answer.path("versions").forEach(version -> versions.add(version.asText()));
        for (JsonNode group : answer.path("groups")) {
            String preferred = group.path("preferredVersion").path("groupVersion").asText();
            versions.add(preferred);
            group.path("versions").forEach(version -> versions.add(version.path("groupVersion").asText()));
        }
        ClusterHttp impatient = http.with(PATIENCE_WITH_ONE);
        Map<String, JsonNode> lists = new LinkedHashMap<>();
        Parallel.map(new LinkedHashSet<>(versions), version -> Map.entry(version, list(impatient, root, version)))
                .forEach(list -> lists.put(list.getKey(), list.getValue()));
        lists.forEach((version, list) -> {
            if (list.isMissingNode()) {
                broken.add(version);
            }
            list.path("resources").forEach(resource -> readOld(version, resource, byKind));
        });
    }

    /** What a group has in one version; nothing when it does not answer. */
    private static JsonNode list(ClusterHttp http, String root, String version) {
        try {
            return http.ask(ClusterHttp.Question.get(root + "/" + version, ACTION));
        } catch (ClusterRefusal e) {
            return MissingNode.getInstance();
        }
    }

    private static void readOld(String apiVersion, JsonNode resource, Map<String, List<ApiResource>> byKind) {
        int slash = apiVersion.indexOf('/');
        if (!resource.path("name").asText().contains("/")) {
            add(byKind, new ApiResource(slash < 0 ? "" : apiVersion.substring(0, slash),
                    apiVersion.substring(slash + 1), resource.path("kind").asText(), resource.path("name").asText(),
                    resource.path("namespaced").asBoolean(), texts(resource.path("verbs"))));
        }
    }

    private static void add(Map<String, List<ApiResource>> byKind, ApiResource resource) {
        byKind.computeIfAbsent(resource.group() + "/" + resource.kind(), kind -> new ArrayList<>()).add(resource);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The version that the cluster prefers of those that answer. */
    Optional<ApiResource> find(String group, String kind) {
        return byKind.getOrDefault(group + "/" + kind, List.of()).stream().min(Comparator.comparing(this::isBroken));
    }

    /** What a resource is one of, in the version that it is written in. */
    Optional<ApiResource> of(JsonNode resource) {
        String apiVersion = resource.path("apiVersion").asText();
        return byKind.getOrDefault(ResourceKey.of(resource).group() + "/" + resource.path("kind").asText(), List.of())
                .stream().filter(served -> served.apiVersion().equals(apiVersion)).findFirst();
    }

    /** All kinds that can be listed and deleted, each in the version that the cluster prefers. */
    List<ApiResource> all() {
        return byKind.values().stream().map(versions -> versions.get(0))
                .filter(resource -> resource.can("list") && resource.can("delete")).toList();
    }

    /** Whether the API server behind a kind does not answer. */
    boolean isBroken(ApiResource kind) {
        return broken.contains(kind.apiVersion());
    }

    /** Which versions of a group do not answer, so that it is not known what kinds there are. */
    List<String> brokenOf(String group) {
        return broken.stream().filter(version -> version.startsWith(group + "/") && !group.isEmpty()).toList();
    }

    /** These, and the kinds that a release's CustomResourceDefinitions will make. */
    ApiResources with(Iterable<JsonNode> resources) {
        Map<String, List<ApiResource>> all = new LinkedHashMap<>();
        byKind.forEach((kind, versions) -> all.put(kind, new ArrayList<>(versions)));
        for (JsonNode definition : resources) {
            if (definition.path("kind").asText().equals("CustomResourceDefinition")) {
                add(definition.path("spec"), all);
            }
        }
        return new ApiResources(all, broken);
    }

    private static void add(JsonNode definition, Map<String, List<ApiResource>> all) {
        Set<String> verbs = Set.of("get", "list", "create", "update", "delete");
        for (JsonNode version : definition.path("versions")) {
            ApiResource resource = new ApiResource(definition.path("group").asText(), version.path("name").asText(),
                    definition.path("names").path("kind").asText(), definition.path("names").path("plural").asText(),
                    definition.path("scope").asText().equals("Namespaced"), verbs);
            boolean known = all.getOrDefault(resource.group() + "/" + resource.kind(), List.of()).stream()
                    .anyMatch(served -> served.version().equals(resource.version()));
            if (!known && version.path("served").asBoolean()) {
                add(all, resource);
            }
        }
    }
}

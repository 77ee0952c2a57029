//SOURCES ../Failure.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/Resource.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../yaml/SameValue.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Looks at all resources before the first of them is written. */
final class ManifestCheck {
    private static final SortedMap<String, List<String>> STRATEGIES = new TreeMap<>(Map.of(
            "create-strategy", List.of("", "fallback-on-update", "fallback-on-update-or-noop"),
            "update-strategy", List.of("", "fallback-on-replace", "always-replace", "skip"),
            "delete-strategy", List.of("", "orphan")));

    private final Predicate<JsonNode> isKnown;
    private final List<String> problems = new ArrayList<>();
    private final List<String> copies = new ArrayList<>();
    private final Map<ResourceKey, Resource> byKey = new LinkedHashMap<>();

    private ManifestCheck(Predicate<JsonNode> isKnown) {
        this.isKnown = isKnown;
    }

    /**
     * The resources, each once: identical copies, as charts that bring the same CRD make them, count as one.
     *
     * @param resources with their namespaces
     * @param isKnown whether the cluster, or a CRD among the resources, has the kind of a resource
     * @throws Failure naming all that is wrong with any of them
     */
    static List<Resource> check(List<Resource> resources, Predicate<JsonNode> isKnown) {
        ManifestCheck check = new ManifestCheck(isKnown);
        resources.forEach(check::check);
        if (!check.problems.isEmpty()) {
            List<String> all = new ArrayList<>(check.problems);
            all.addAll(check.copies);
            throw new Failure((all.size() == 1 ? "the manifests have a problem:" : "the manifests have "
                    + all.size() + " problems:") + "\n- " + String.join("\n- ", all), "Nothing was changed.");
        }
        return List.copyOf(check.byKey.values());
    }

    private void check(Resource resource) {
        int before = problems.size();
        required(resource, "apiVersion", resource.content().path("apiVersion"));
        required(resource, "kind", resource.content().path("kind"));
        JsonNode metadata = resource.content().path("metadata");
        if (!metadata.has("generateName")) {
            required(resource, "metadata.name", metadata.path("name"));
        }
        texts(resource, "labels");
        texts(resource, "annotations");
        if (problems.size() == before) {
            known(resource);
            strategies(resource);
            once(resource);
        }
    }

    private void required(Resource resource, String field, JsonNode value) {
        if (!value.isTextual() || value.textValue().isEmpty()) {
            String problem = value.isMissingNode() || value.isNull() || value.isTextual()
                    ? " has no " : " has no text as ";
            problems.add(resource.place() + ": " + name(resource.content()) + problem + field);
        }
    }

    private void texts(Resource resource, String map) {
        resource.content().path("metadata").path(map).properties().stream()
                .filter(entry -> !entry.getValue().isTextual())
                .forEach(entry -> problems.add(resource.place() + ": " + name(resource.content()) + ": metadata." + map
                        + "." + entry.getKey() + " is no text; write it in quotes"));
    }

    private void known(Resource resource) {
        if (!isKnown.test(resource.content())) {
            problems.add(resource.place() + ": " + name(resource.content()) + ": the cluster has no kind "
                    + resource.kind() + " in " + resource.content().path("apiVersion").asText()
                    + ", and no CRD here defines it");
        }
    }

    private void strategies(Resource resource) {
        STRATEGIES.forEach((name, values) -> KappKeys.annotation(resource.content(), name)
                .filter(value -> !values.contains(value))
                .ifPresent(value -> problems.add(resource.place() + ": " + name(resource.content()) + ": "
                        + KappKeys.PREFIX + name + " cannot be " + value + ", only "
                        + String.join(", ", values.subList(1, values.size())))));
    }

    private void once(Resource resource) {
        JsonNode content = resource.content();
        if (!content.path("metadata").has("name")) {
            byKey.put(new ResourceKey("", "", "", resource.place().toString()), resource);
            return;
        }
        Resource first = byKey.putIfAbsent(ResourceKey.of(content), resource);
        if (first == null) {
            return;
        }
        boolean same = SameValue.equal(first.content(), content);
        (same ? copies : problems).add(resource.place() + ": " + ResourceTitle.of(content)
                + (same ? " stands in " : " differs from the one in ") + first.place() + (same ? " too" : ""));
    }

    private static String name(JsonNode content) {
        String kind = content.path("kind").asText("");
        String name = content.path("metadata").path("name").asText("");
        return kind.isEmpty() && name.isEmpty() ? "a resource" : (kind.isEmpty() ? "resource" : kind)
                + (name.isEmpty() ? "" : " " + name);
    }
}

//SOURCES ../cluster/Cluster.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The kinds of an application's resources, which its record lists in {@code usedGKs} and, with their versions, in
 * {@code usedGVs}, so that nobody has to look through all kinds that the cluster has.
 *
 * @param spec of the record, which changes of the lists go into
 */
record UsedKinds(Cluster cluster, ObjectNode spec) {
    private static final String KINDS = "usedGKs";
    private static final String VERSIONS = "usedGVs";

    /**
     * Those that the cluster has.
     *
     * @throws Failure when it does not say which it has
     */
    Set<ApiResource> known() {
        Set<ApiResource> kinds = new LinkedHashSet<>();
        spec.path(KINDS).forEach(used -> cluster.resources()
                .find(used.path("Group").asText(), used.path("Kind").asText())
                .ifPresentOrElse(kinds::add, () -> cluster.requireKnown(used.path("Group").asText())));
        return kinds;
    }

    /** Lists the kinds of resources besides those that are listed. */
    void add(Collection<JsonNode> resources) {
        for (JsonNode resource : resources) {
            ApiResource kind = cluster.resources().of(resource).orElse(null);
            ResourceKey used = ResourceKey.of(resource);
            String apiVersion = resource.path("apiVersion").asText();
            String version = kind == null ? apiVersion.substring(apiVersion.indexOf('/') + 1) : kind.version();
            add(VERSIONS, "Version", used.group(), version);
            add(KINDS, "Kind", used.group(), used.kind());
        }
    }

    /** Lists the kinds of all resources that there are now, and those that were left alone. */
    void replace(Collection<JsonNode> resources) {
        JsonNode kindsBefore = spec.path(KINDS);
        spec.putArray(VERSIONS);
        spec.putArray(KINDS);
        add(resources);
        kindsBefore.forEach(this::addIfHidden);
    }

    /** There may be resources of kinds that were left alone, as their API server does not answer. */
    private void addIfHidden(JsonNode kind) {
        String group = kind.path("Group").asText();
        List<String> broken = cluster.resources().brokenOf(group);
        broken.forEach(version -> add(VERSIONS, "Version", group, version.substring(group.length() + 1)));
        if (!broken.isEmpty()) {
            add(KINDS, "Kind", group, kind.path("Kind").asText());
        }
    }

    private void add(String list, String key, String group, String value) {
        ArrayNode used = spec.withArrayProperty(list);
        for (JsonNode one : used) {
            if (one.path("Group").asText().equals(group) && one.path(key).asText().equals(value)) {
                return;
            }
        }
        used.addObject().put("Group", group).put(key, value);
    }
}

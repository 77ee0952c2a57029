//SOURCES ../Table.java
//SOURCES ../diff/ChangeTable.java
//SOURCES ../diff/LastApplied.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceAge.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES ../wait/Readiness.java
//SOURCES ../wait/Verdict.java
//SOURCES ../yaml/YamlWriter.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources of an application, those that controllers made included: as they are in the cluster. */
final class ResourceTable {
    private static final List<Table.Column> COLUMNS = List.of(
            new Table.Column("namespace", "Namespace"), new Table.Column("name", "Name"),
            new Table.Column("kind", "Kind"), new Table.Column("owner", "Owner"),
            new Table.Column("reconcile_state", "Rs"), new Table.Column("reconcile_info", "Ri"),
            new Table.Column("age", "Age"));
    private static final List<Table.Column> COLUMNS_OF_STATUS = List.of(COLUMNS.get(0), COLUMNS.get(1),
            COLUMNS.get(2), new Table.Column("status", "Status"));
    private static final String CONTENT = "resources";
    private static final List<String> NOTES = List.of("Rs: Reconcile state", "Ri: Reconcile information");

    private final List<JsonNode> sorted;
    private final Readiness readiness;
    private final Instant now;

    /** @param live all that bears the application's label */
    ResourceTable(List<JsonNode> live, Readiness readiness, Instant now) {
        this.sorted = live.stream().sorted(Comparator.comparing(ResourceKey::of)).toList();
        this.readiness = readiness;
        this.now = now;
    }

    Table flat() {
        return table(sorted.stream().map(resource -> row(resource, "")).toList());
    }

    /** By namespace, name and kind. */
    List<JsonNode> sorted() {
        return sorted;
    }

    /** What was made for a resource follows it. */
    Table tree() {
        return table(branches().stream().map(branch -> row(branch.resource, branch.prefix())).toList());
    }

    /** The same resources as they are. */
    List<JsonNode> inTree() {
        return branches().stream().map(Branch::resource).toList();
    }

    /** The status of resources, in their order. */
    static Table status(List<JsonNode> resources) {
        return new Table(CONTENT, COLUMNS_OF_STATUS, resources.stream().map(ResourceTable::statusRow).toList(),
                List.of());
    }

    private static List<String> statusRow(JsonNode resource) {
        ResourceKey key = ResourceKey.of(resource);
        JsonNode status = resource.path("status");
        return List.of(ChangeTable.namespace(key.namespace()), key.name(), key.kind(),
                status.isEmpty() ? "" : YamlWriter.write(status).stripTrailing());
    }

    private record Branch(JsonNode resource, int depth) {
        String prefix() {
            return depth == 0 ? "" : " L" + "..".repeat(depth - 1) + " ";
        }
    }

    private List<Branch> branches() {
        Map<String, JsonNode> byUid = new HashMap<>();
        Map<String, JsonNode> byAssociation = new HashMap<>();
        sorted.forEach(resource -> byUid.put(ResourceMetadata.uid(resource), resource));
        sorted.stream().filter(LastApplied::hasIdentity).forEach(resource -> KappKeys.label(resource, "association")
                .ifPresent(association -> byAssociation.putIfAbsent(association, resource)));
        Map<ResourceKey, List<JsonNode>> children = new LinkedHashMap<>();
        List<JsonNode> roots = new ArrayList<>();
        for (JsonNode resource : sorted) {
            JsonNode parent = parent(resource, byUid, byAssociation);
            (parent == null ? roots : children.computeIfAbsent(ResourceKey.of(parent), key -> new ArrayList<>()))
                    .add(resource);
        }
        List<Branch> branches = new ArrayList<>();
        roots.forEach(root -> add(root, 0, children, branches));
        return branches;
    }

    /** An owner among these resources, or else the resource with the same association; null when there is none. */
    private static JsonNode parent(JsonNode resource, Map<String, JsonNode> byUid,
            Map<String, JsonNode> byAssociation) {
        if (LastApplied.hasIdentity(resource)) {
            return null;
        }
        for (JsonNode owner : resource.path("metadata").path("ownerReferences")) {
            if (byUid.containsKey(owner.path("uid").asText())) {
                return byUid.get(owner.path("uid").asText());
            }
        }
        return KappKeys.label(resource, "association").map(byAssociation::get).orElse(null);
    }

    private static void add(JsonNode resource, int depth, Map<ResourceKey, List<JsonNode>> children,
            List<Branch> branches) {
        branches.add(new Branch(resource, depth));
        children.getOrDefault(ResourceKey.of(resource), List.of())
                .forEach(child -> add(child, depth + 1, children, branches));
    }

    private List<String> row(JsonNode resource, String branch) {
        ResourceKey key = ResourceKey.of(resource);
        Verdict verdict = readiness.of(resource);
        return List.of(ChangeTable.namespace(key.namespace()), branch + key.name(), key.kind(),
                LastApplied.hasIdentity(resource) ? "kapp" : "cluster", ChangeTable.state(verdict),
                Table.wrapped(verdict.message(), ChangeTable.WIDTH_OF_MESSAGES), ResourceAge.of(resource, now));
    }

    private static Table table(List<List<String>> rows) {
        return new Table(CONTENT, COLUMNS, rows, NOTES);
    }
}

//SOURCES ../deploy/Change.java
//SOURCES ../deploy/OlderVersions.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../resource/SecretData.java
//SOURCES ../yaml/YamlWriter.java
//SOURCES Comparison.java
//SOURCES DiffMask.java
//SOURCES LastApplied.java
//SOURCES LineDiff.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows what changes do to resources, without what the records of the application add. */
final class ChangeDiff {
    private static final List<String> OF_THE_SERVER =
            List.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "uid");

    private final Comparison comparison;
    private final DiffMask mask;
    private final LineDiff diff;
    private final OlderVersions olderVersions;

    /**
     * @param mask one for all changes of a run
     * @param olderVersions what a new version of a versioned resource is compared with
     */
    ChangeDiff(Comparison comparison, DiffMask mask, LineDiff diff, OlderVersions olderVersions) {
        this.comparison = comparison;
        this.mask = mask;
        this.diff = diff;
        this.olderVersions = olderVersions;
    }

    /** Whether a change has something to show. */
    static boolean isShown(Change change) {
        return change.operation() != Change.Operation.NOOP && change.operation() != Change.Operation.EXISTS;
    }

    /** The line above a diff: {@code @@ update deployment/web (apps/v1) namespace: shop @@}. */
    static String header(Change change) {
        return "@@ " + operation(change) + " " + ResourceTitle.of(change.resource()) + " @@\n";
    }

    /** The lines that change, as {@link LineDiff} prints them. */
    String block(Change change) {
        Optional<JsonNode> before = before(change);
        Optional<JsonNode> after = after(change);
        boolean inBoth = before.isPresent() && after.isPresent();
        return diff.of(yaml(before.map(one -> inBoth ? SecretData.encoded(one) : one)),
                yaml(after.map(one -> inBoth ? SecretData.encoded(one) : one)));
    }

    /** The whole resource as it will be, for {@code --diff-changes-yaml}; only a comment when it goes. */
    String document(Change change) {
        String strategy = change.strategy() == Change.Strategy.PLAIN ? ""
                : " (strategy: " + change.strategy().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        Optional<JsonNode> after = after(change).map(resource -> without(resource, List.of("managedFields")));
        return "---\n# " + operation(change) + ": " + ResourceTitle.of(change.resource()) + strategy + "\n"
                + yaml(after) + "\n";
    }

    private Optional<JsonNode> before(Change change) {
        if (change.operation() == Change.Operation.CREATE) {
            return olderVersions.of(change).map(older -> renamed(LastApplied.recorded(older)
                    .orElseGet(() -> without(LastApplied.without(older), OF_THE_SERVER)), change.key().name()));
        }
        return change.live().map(comparison::before);
    }

    private static Optional<JsonNode> after(Change change) {
        return change.operation() == Change.Operation.DELETE ? Optional.empty()
                : change.wanted().map(LastApplied::without);
    }

    private String yaml(Optional<JsonNode> resource) {
        return resource.map(one -> YamlWriter.write(mask.masked(withoutEmptyAnnotations(one)))).orElse("");
    }

    private static JsonNode renamed(JsonNode resource, String name) {
        ObjectNode copy = resource.deepCopy();
        copy.withObjectProperty("metadata").put("name", name);
        return copy;
    }

    private static JsonNode without(JsonNode resource, List<String> metadata) {
        ObjectNode copy = resource.deepCopy();
        copy.withObjectProperty("metadata").remove(metadata);
        return copy;
    }

    private static JsonNode withoutEmptyAnnotations(JsonNode resource) {
        JsonNode annotations = resource.path("metadata").path("annotations");
        return annotations.isObject() && annotations.isEmpty() ? without(resource, List.of("annotations")) : resource;
    }

    private static String operation(Change change) {
        return change.operation().name().toLowerCase(Locale.ROOT);
    }
}

//SOURCES LabelSelector.java
//SOURCES ResourceKey.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Chooses resources as kapp's filters do: those that fit each list that is not empty. Kinds and names may begin or end
 * with {@code %}, which stands for anything; resources that are in no cluster yet are older than all others.
 *
 * @param createdAtBeforeTime as in {@code 2026-11-24T12:00:00Z}; null for any time
 * @param kindNames such as {@code Pod/web}
 * @param kindNamespaces such as {@code Pod/shop}, and {@code ClusterRole/} for what has no namespace
 * @param kindNsNames such as {@code Pod/shop/web}
 * @param labels selectors of which one has to fit
 */
record ResourceFilter(String createdAtBeforeTime, String createdAtAfterTime, List<String> kinds,
        List<String> namespaces, List<String> names, List<String> kindNames, List<String> kindNamespaces,
        List<String> kindNsNames, List<String> labels) implements Predicate<JsonNode> {

    ResourceFilter {
        kinds = given(kinds);
        namespaces = given(namespaces);
        names = given(names);
        kindNames = given(kindNames);
        kindNamespaces = given(kindNamespaces);
        kindNsNames = given(kindNsNames);
        labels = given(labels);
        labels.forEach(LabelSelector::parse);
        time(createdAtBeforeTime, Instant.MAX);
        time(createdAtAfterTime, Instant.MIN);
    }

    @Override
    public boolean test(JsonNode resource) {
        ResourceKey key = ResourceKey.of(resource);
        return fits(kinds, key.kind()) && fits(names, key.name())
                && isOneOf(namespaces, key.namespace())
                && isOneOf(kindNames, key.kind() + "/" + key.name())
                && isOneOf(kindNamespaces, key.kind() + "/" + key.namespace())
                && isOneOf(kindNsNames, key.kind() + "/" + key.namespace() + "/" + key.name())
                && (labels.isEmpty() || labels.stream().anyMatch(label -> LabelSelector.parse(label).test(resource)))
                && hasAge(created(resource));
    }

    private boolean hasAge(Instant created) {
        return created.isBefore(time(createdAtBeforeTime, Instant.MAX))
                && (createdAtAfterTime == null || created.isAfter(time(createdAtAfterTime, Instant.MIN)));
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Failure.usage("'" + text + "' is no time", "Write it so: 2026-11-24T12:00:00Z");
        }
    }

    private static Instant created(JsonNode resource) {
        try {
            return Instant.parse(resource.path("metadata").path("creationTimestamp").asText(""));
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    private static boolean isOneOf(List<String> wanted, String text) {
        return wanted.isEmpty() || wanted.contains(text);
    }

    private static boolean fits(List<String> patterns, String text) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> fits(pattern, text));
    }

    private static boolean fits(String pattern, String text) {
        boolean anyStart = pattern.startsWith("%");
        boolean anyEnd = pattern.length() > 1 && pattern.endsWith("%");
        String rest = pattern.substring(anyStart ? 1 : 0, pattern.length() - (anyEnd ? 1 : 0));
        if (anyStart && anyEnd) {
            return text.contains(rest);
        }
        return anyStart ? text.endsWith(rest) : anyEnd ? text.startsWith(rest) : text.equals(rest);
    }

    /** An option without a value asks for nothing. */
    private static List<String> given(List<String> list) {
        return Objects.requireNonNullElse(list, List.<String>of()).stream().filter(text -> !text.isEmpty()).toList();
    }
}

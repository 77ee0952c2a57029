//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * A resource that is not in the cluster as a commit says.
 *
 * @param resource as it is in the cluster, or as it should be when it is not there
 * @param fields that are not as they should be; their values are left out, as they may be secret
 * @param writers programs that wrote these fields
 * @param message what a resource that is not ready waits for
 */
record DriftFinding(Kind kind, JsonNode resource, List<String> fields, Set<String> writers, String message) {
    private static final int WIDTH_OF_KIND = 10;

    enum Kind {
        /** Somebody has written to it since it was deployed. */
        CHANGED,
        MISSING,
        /** It belongs to the application, but the commit does not have it. */
        EXTRA,
        NOT_READY,
        /** The commit says something else than what was deployed. */
        OUTDATED;

        String words() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    static DriftFinding of(Kind kind, JsonNode resource) {
        return new DriftFinding(kind, resource, List.of(), Set.of(), "");
    }

    /** For people: a line, and one for each field. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(line(kind.words(), ResourceTitle.of(resource)));
        fields.forEach(field -> text.append(line("", "  " + field)));
        if (!writers.isEmpty()) {
            text.append(line("", "  by " + String.join(", ", writers)));
        }
        if (!message.isBlank()) {
            message.strip().lines().forEach(line -> text.append(line("", "  " + line)));
        }
        return text.toString();
    }

    /** A line with something in its first column. */
    static String line(String first, String rest) {
        return String.format("%-" + WIDTH_OF_KIND + "s  %s%n", first, rest);
    }

    ObjectNode json() {
        ResourceKey key = ResourceKey.of(resource);
        ObjectNode json = Json.object().put("drift", kind.words())
                .put("apiVersion", resource.path("apiVersion").asText())
                .put("kind", key.kind()).put("namespace", key.namespace()).put("name", key.name());
        fields.forEach(json.putArray("fields")::add);
        writers.forEach(json.putArray("writers")::add);
        return json.put("message", message);
    }
}

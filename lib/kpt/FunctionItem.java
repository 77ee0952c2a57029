//SOURCES ../yaml/Json.java
//SOURCES YamlParts.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A resource on its way through functions.
 *
 * @param origin the text that it was read from; empty for one that a function has made
 * @param path of its file, from the directory that functions work on; empty when nobody has said
 * @param index among the documents of that file
 * @param content what it says by now, without the annotations that functions use among themselves
 */
record FunctionItem(Optional<YamlParts.Part> origin, String path, int index, JsonNode content) {
    private static final String ID = "internal.config.kubernetes.io/annotations-migration-resource-id";
    private static final List<String> PATHS =
            List.of("internal.config.kubernetes.io/path", "config.kubernetes.io/path");
    private static final List<String> INDEXES =
            List.of("internal.config.kubernetes.io/index", "config.kubernetes.io/index");
    private static final List<String> OTHERS = List.of(ID, "internal.config.kubernetes.io/id", "config.k8s.io/id",
            "internal.config.kubernetes.io/seqindent", "internal.config.kubernetes.io/package-path");

    /** A resource as it stands in a list of them. */
    static FunctionItem of(Optional<YamlParts.Part> origin, JsonNode annotated) {
        return new FunctionItem(origin, annotation(annotated, PATHS, ""), index(annotated, 0), plain(annotated));
    }

    /** The same as a function has given it back, which may have said another file. */
    FunctionItem became(JsonNode annotated) {
        return new FunctionItem(origin, annotation(annotated, PATHS, path), index(annotated, index), plain(annotated));
    }

    /** The number that an item was sent under; empty when the function has lost it. */
    static Optional<Integer> id(JsonNode annotated) {
        String id = annotations(annotated).path(ID).asText("");
        return id.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(id)) : Optional.empty();
    }

    /** What functions read. */
    JsonNode annotated() {
        ObjectNode annotated = content.deepCopy();
        if (!path.isEmpty()) {
            ObjectNode annotations = annotated.withObjectProperty("metadata").withObjectProperty("annotations");
            PATHS.forEach(key -> annotations.put(key, path));
            INDEXES.forEach(key -> annotations.put(key, "" + index));
        }
        return annotated;
    }

    /** What functions read, with a number by which it is known again. */
    JsonNode annotated(int id) {
        ObjectNode annotated = (ObjectNode) annotated();
        annotated.withObjectProperty("metadata").withObjectProperty("annotations").put(ID, "" + id);
        return annotated;
    }

    /** One of the two annotations, the one that a function has changed if it has changed one of them. */
    private static String annotation(JsonNode annotated, List<String> keys, String before) {
        List<String> values = keys.stream().map(key -> annotations(annotated).path(key).asText(""))
                .filter(value -> !value.isEmpty()).toList();
        return values.stream().filter(value -> !value.equals(before)).findFirst()
                .orElse(values.isEmpty() ? before : values.get(0));
    }

    private static int index(JsonNode annotated, int before) {
        String index = annotation(annotated, INDEXES, "" + before);
        return index.matches("\\d{1,9}") ? Integer.parseInt(index) : before;
    }

    private static JsonNode annotations(JsonNode content) {
        return content.path("metadata").path("annotations");
    }

    private static JsonNode plain(JsonNode annotated) {
        ObjectNode plain = annotated.deepCopy();
        if (annotations(plain) instanceof ObjectNode annotations) {
            annotations.remove(PATHS);
            annotations.remove(INDEXES);
            annotations.remove(OTHERS);
            if (annotations.isEmpty()) {
                ((ObjectNode) plain.get("metadata")).remove("annotations");
            }
        }
        if (plain.path("metadata") instanceof ObjectNode metadata && metadata.isEmpty()) {
            plain.remove("metadata");
        }
        return plain;
    }
}

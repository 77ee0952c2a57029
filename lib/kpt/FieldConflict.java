//SOURCES ../yaml/Json.java
//SOURCES ../yaml/YamlText.java

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field that upstream and we have changed, each to something else. Values that are not there are missing nodes.
 *
 * @param field where it is, such as {@code spec.replicas}
 * @param base what it was
 * @param local what it is here
 * @param upstream what it is upstream, which is taken
 */
record FieldConflict(String field, JsonNode base, JsonNode local, JsonNode upstream) {

    /** For people, below a line that says which resource it is in. */
    String describe() {
        return "  " + field + "\n    was       " + value(base) + "\n    here      " + value(local)
                + "\n    upstream  " + value(upstream) + "  (taken)";
    }

    private static String value(JsonNode value) {
        return value.isMissingNode() ? "-" : YamlText.flow(value);
    }
}

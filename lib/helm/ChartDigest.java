//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/YamlNumber.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The digest in {@code Chart.lock}, by which Helm sees whether {@code Chart.yaml} still says what it said: SHA-256 over
 * the JSON of the wanted and of the locked dependencies, fields in a fixed order, empty ones left out.
 */
final class ChartDigest {
    private ChartDigest() {}

    static String of(List<JsonNode> wanted, List<JsonNode> locked) {
        ArrayNode both = Json.array();
        wanted.stream().map(ChartDigest::canonical).forEach(both.addArray()::add);
        locked.stream().map(ChartDigest::canonical).forEach(both.addArray()::add);
        return "sha256:" + FileTree.sha256(escaped(Json.text(both)));
    }

    private static ObjectNode canonical(JsonNode dependency) {
        ObjectNode fields = Json.object();
        fields.put("name", text(dependency.path("name")));
        putUnlessEmpty(fields, "version", text(dependency.path("version")));
        fields.put("repository", text(dependency.path("repository")));
        putUnlessEmpty(fields, "condition", text(dependency.path("condition")));
        ArrayNode tags = Json.array();
        dependency.path("tags").forEach(tag -> tags.add(text(tag)));
        putUnlessEmpty(fields, "tags", tags);
        if (dependency.path("enabled").asBoolean()) {
            fields.put("enabled", true);
        }
        putUnlessEmpty(fields, "import-values", sorted(dependency.path("import-values")));
        putUnlessEmpty(fields, "alias", asText(dependency.path("alias")));
        return fields;
    }

    private static void putUnlessEmpty(ObjectNode fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    private static void putUnlessEmpty(ObjectNode fields, String name, JsonNode list) {
        if (!list.isEmpty()) {
            fields.set(name, list);
        }
    }

    /** What Helm makes of a scalar where it wants text: {@code 1.10} is 1.1, and only what can be printed stays. */
    private static String text(JsonNode scalar) {
        return asText(scalar).replaceAll("\\p{IsWhite_Space}", " ").replaceAll("\\p{C}", "");
    }

    private static String asText(JsonNode scalar) {
        return scalar.isNumber() ? YamlNumber.printKey(scalar) : scalar.asText("");
    }

    /** Go writes the entries of a map in the order of their keys. */
    private static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            ArrayNode items = Json.array();
            value.forEach(item -> items.add(sorted(item)));
            return items;
        }
        if (value.isObject()) {
            ObjectNode entries = Json.object();
            value.properties().stream().sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> entries.set(entry.getKey(), sorted(entry.getValue())));
            return entries;
        }
        return value;
    }

    /** What Go writes as an escape in JSON and Jackson as it is. */
    private static String escaped(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}

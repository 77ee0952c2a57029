//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The content of an application's record in the order in which kapp writes it to a file. */
final class RecordText {
    private static final List<String> KEYS = List.of("labelKey", "labelValue", "lastChangeName", "lastChange");
    private static final List<String> KEYS_OF_CHANGE = List.of("startedAt", "finishedAt", "successful", "description",
            "namespaces");
    private static final List<String> KEYS_OF_USED = List.of("Group", "Version", "Kind");
    private static final String NOT_YET = "0001-01-01T00:00:00Z";

    private RecordText() {}

    static String of(JsonNode spec) {
        ObjectNode complete = spec.deepCopy();
        if (!complete.path("lastChange").isObject()) {
            complete.putObject("lastChange").put("startedAt", NOT_YET).put("finishedAt", NOT_YET);
        }
        if (!complete.has("usedGKs")) {
            complete.putArray("usedGKs");
        }
        complete.set("lastChange", ordered(complete.get("lastChange"), KEYS_OF_CHANGE));
        for (String used : List.of("usedGVs", "usedGKs")) {
            if (complete.has(used)) {
                JsonNode list = complete.remove(used);
                list.forEach(one -> complete.withArrayProperty(used).add(ordered(one, KEYS_OF_USED)));
                complete.withArrayProperty(used);
            }
        }
        return EmbeddedJson.writeInOrder(ordered(complete, KEYS));
    }

    /** The keys that are known, and then the rest. */
    private static ObjectNode ordered(JsonNode object, List<String> keys) {
        ObjectNode ordered = Json.object();
        keys.stream().filter(object::has).forEach(key -> ordered.set(key, object.get(key)));
        object.properties().stream().filter(entry -> !ordered.has(entry.getKey()))
                .forEach(entry -> ordered.set(entry.getKey(), entry.getValue()));
        return ordered;
    }
}

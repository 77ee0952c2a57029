//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.23.0

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** New values to fill, and records as such. The files that handle values get Jackson through this one. */
final class Json {
    /** As Jackson is without settings; to make one takes time. */
    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** What a record or a list of records says, as its annotations have it. */
    static <N extends JsonNode> N of(Object records) {
        return MAPPER.valueToTree(records);
    }

    /** A value as JSON, in one line without spaces. */
    static String text(JsonNode value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Bytes in base64, which Kubernetes writes in one line, in however many Git has them. */
final class EncodedBytes {
    private EncodedBytes() {}

    /** Whether bytes stand at a path of keys and indexes of any kind of resource. */
    static boolean standAt(List<?> path) {
        return path.size() == 2 && path.get(0).equals("binaryData")
                || !path.isEmpty() && path.get(path.size() - 1).equals("caBundle");
    }

    static boolean equal(JsonNode a, JsonNode b) {
        return inOneLine(a).equals(inOneLine(b));
    }

    /** What is no text as it is. */
    static JsonNode inOneLine(JsonNode value) {
        return value.isTextual() ? TextNode.valueOf(value.textValue().replaceAll("[\r\n]", "")) : value;
    }
}

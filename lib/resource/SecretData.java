//SOURCES ../yaml/Json.java
//SOURCES EncodedBytes.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The two ways to write what a Secret holds. */
final class SecretData {
    private SecretData() {}

    static boolean isSecret(JsonNode resource) {
        return resource.path("kind").asText().equals("Secret") && resource.path("apiVersion").asText().equals("v1");
    }

    /**
     * A Secret as the server holds it: what {@code stringData} says is in {@code data}, encoded values are in one line,
     * null is empty, and no type says as little as an empty one.
     */
    static JsonNode encoded(JsonNode secret) {
        if (!isSecret(secret)) {
            return secret;
        }
        ObjectNode encoded = secret.deepCopy();
        if (secret.path("type").asText("").isEmpty()) {
            encoded.remove("type");
        }
        if (secret.path("data").isObject() || secret.path("stringData").isObject()) {
            ObjectNode data = encoded.putObject("data");
            secret.path("data").properties().forEach(entry -> data.set(entry.getKey(), bytes(entry.getValue())));
            secret.path("stringData").properties().forEach(entry -> data.put(entry.getKey(), Base64.getEncoder()
                    .encodeToString(entry.getValue().asText("").getBytes(StandardCharsets.UTF_8))));
            encoded.remove("stringData");
        }
        return encoded;
    }

    private static JsonNode bytes(JsonNode value) {
        return value.isNull() ? TextNode.valueOf("") : EncodedBytes.inOneLine(value);
    }
}

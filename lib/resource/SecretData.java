//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The two ways to write what a Secret holds. */
final class SecretData {
    private SecretData() {}

    static boolean isSecret(JsonNode resource) {
        return resource.path("kind").asText().equals("Secret") && resource.path("apiVersion").asText().equals("v1");
    }

    /** A Secret as the server holds it: what {@code stringData} says is in {@code data}, and null is empty. */
    static JsonNode encoded(JsonNode secret) {
        boolean isText = secret.path("stringData").isObject();
        boolean hasNull = secret.path("data").valueStream().anyMatch(JsonNode::isNull);
        if (!isSecret(secret) || !isText && !hasNull) {
            return secret;
        }
        ObjectNode encoded = secret.deepCopy();
        ObjectNode data = encoded.path("data") instanceof ObjectNode present ? present : encoded.putObject("data");
        data.properties().stream().filter(entry -> entry.getValue().isNull()).map(Map.Entry::getKey).toList()
                .forEach(key -> data.put(key, ""));
        secret.path("stringData").properties().forEach(entry -> data.put(entry.getKey(), Base64.getEncoder()
                .encodeToString(entry.getValue().asText("").getBytes(StandardCharsets.UTF_8))));
        encoded.remove("stringData");
        return encoded;
    }
}

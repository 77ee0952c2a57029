//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The two ways to write what a Secret holds. */
final class SecretData {
    private SecretData() {}

    static boolean isSecret(JsonNode resource) {
        return resource.path("kind").asText().equals("Secret") && resource.path("apiVersion").asText().equals("v1");
    }

    /** A Secret as the server holds it: what {@code stringData} says is in {@code data}. */
    static JsonNode encoded(JsonNode secret) {
        if (!isSecret(secret) || !secret.path("stringData").isObject()) {
            return secret;
        }
        ObjectNode encoded = secret.deepCopy();
        ObjectNode data = encoded.path("data") instanceof ObjectNode present ? present : encoded.putObject("data");
        secret.get("stringData").properties().forEach(entry -> data.put(entry.getKey(), Base64.getEncoder()
                .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        encoded.remove("stringData");
        return encoded;
    }
}

//SOURCES ../yaml/Json.java
//SOURCES ../yaml/YamlText.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a function has to say of a resource. */
record FunctionResult(JsonNode content) {

    /** Severity, resource, file, field and message, in one line. */
    String describe() {
        JsonNode resource = content.path("resourceRef");
        String name = Stream.of(resource.path("kind"), resource.path("name").isMissingNode()
                        ? resource.path("metadata").path("name") : resource.path("name"))
                .map(JsonNode::asText).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
        String file = content.path("file").path("path").asText("");
        String field = content.path("field").path("path").asText("");
        JsonNode proposed = content.path("field").path("proposedValue");
        String place = Stream.of(name, file, field).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
        return content.path("severity").asText("error") + "  " + (place.isEmpty() ? "" : place + ": ")
                + content.path("message").asText("").strip()
                + (proposed.isMissingNode() ? "" : " (proposed: " + YamlText.flow(proposed) + ")");
    }
}

//SOURCES ../wait/Verdict.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The conditions in the status of a resource. */
record Conditions(JsonNode resource) {

    Optional<JsonNode> find(String type) {
        for (JsonNode condition : resource.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    Optional<JsonNode> find(String type, String status) {
        return find(type).filter(condition -> condition.path("status").asText().equals(status));
    }

    /** Done when all of these conditions are true; the first that is not is named. */
    Verdict allTrue(List<String> types) {
        for (String type : types) {
            Optional<JsonNode> condition = find(type);
            if (condition.isEmpty()) {
                return Verdict.ongoing("Condition " + type + " is not set");
            }
            String status = condition.get().path("status").asText();
            if (!status.equals("True")) {
                return Verdict.ongoing("Condition " + type + " is not True (" + status + ")");
            }
        }
        return Verdict.done("");
    }

    /** Why a condition or a container is as it is: {@code REASON (message: MESSAGE)}. */
    static String why(JsonNode condition) {
        String message = condition.path("message").asText("");
        return condition.path("reason").asText("") + (message.isEmpty() ? "" : " (message: " + message + ")");
    }

    static Optional<Instant> lastTransition(JsonNode condition) {
        try {
            return Optional.of(Instant.parse(condition.path("lastTransitionTime").asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

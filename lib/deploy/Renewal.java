//SOURCES ../Failure.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../yaml/GoDuration.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Resources that are to change although nobody changed them: at each deploy or after some time. */
final class Renewal {
    private static final String LAST = KappKeys.PREFIX + "last-renewed-time";

    private Renewal() {}

    /** With a value for {@code nonce} that no deploy had before. */
    static ObjectNode nonced(ObjectNode resource, Instant now) {
        if (KappKeys.has(resource, "nonce")) {
            annotations(resource).put(KappKeys.PREFIX + "nonce", nanoseconds(now));
        }
        return resource;
    }

    /** With the time of renewal that the live object has, or the present one when {@code renew-duration} is over. */
    static ObjectNode renewed(ObjectNode resource, JsonNode live, Instant now) {
        String duration = KappKeys.annotation(resource, "renew-duration").orElse("");
        if (duration.isEmpty()) {
            return resource;
        }
        ObjectNode renewed = resource.deepCopy();
        String last = live.path("metadata").path("annotations").path(LAST).asText("");
        String since = last.isEmpty() ? live.path("metadata").path("creationTimestamp").asText() : last;
        if (!now.isBefore(Instant.parse(since).plus(parsed(duration, resource)))) {
            annotations(renewed).put(LAST, now.truncatedTo(ChronoUnit.SECONDS).toString());
        } else if (!last.isEmpty()) {
            annotations(renewed).put(LAST, last);
        }
        return renewed;
    }

    static String nanoseconds(Instant time) {
        return "" + (time.getEpochSecond() * 1_000_000_000 + time.getNano());
    }

    private static Duration parsed(String text, JsonNode resource) {
        try {
            return new GoDuration().convert(text);
        } catch (RuntimeException e) {
            throw new Failure(ResourceTitle.of(resource) + ": " + KappKeys.PREFIX + "renew-duration is no duration: "
                    + text, "Write hours, minutes and seconds: 720h or 1h30m.");
        }
    }

    private static ObjectNode annotations(ObjectNode resource) {
        return resource.withObjectProperty("metadata").withObjectProperty("annotations");
    }
}

//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How old resources are, in the largest unit that is not 0: {@code 5s}, {@code 17m}, {@code 3h}, {@code 40d}. */
final class ResourceAge {
    private static final int DAYS_OF_A_YEAR = 365;

    private ResourceAge() {}

    /** Empty when it is not known. */
    static String of(JsonNode live, Instant now) {
        try {
            return between(Instant.parse(live.path("metadata").path("creationTimestamp").asText("")), now);
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    static String between(Instant start, Instant now) {
        Duration age = Duration.between(start, now);
        if (age.toDays() >= DAYS_OF_A_YEAR) {
            return age.toDays() / DAYS_OF_A_YEAR + "y";
        }
        return age.toDays() > 0 ? age.toDays() + "d" : age.toHours() > 0 ? age.toHours() + "h"
                : age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}

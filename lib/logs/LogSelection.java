//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which containers' logs are wanted.
 *
 * @param pod a name, in which {@code %} stands for anything; empty for all
 * @param containers names as well; none for all
 */
record LogSelection(Optional<String> pod, List<String> containers) {
    static final LogSelection ALL = new LogSelection(Optional.empty(), List.of());

    boolean hasPod(JsonNode candidate) {
        return pod.isEmpty() || fits(pod.get(), candidate.path("metadata").path("name").asText());
    }

    boolean hasContainer(String name) {
        return containers.isEmpty() || containers.stream().anyMatch(wanted -> fits(wanted, name));
    }

    private static boolean fits(String wanted, String name) {
        return name.matches(Pattern.quote(wanted).replace("%", "\\E.*\\Q"));
    }
}

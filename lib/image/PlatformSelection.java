//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which image of an index an override uses: {@code platformSelection} in kbld's configuration.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code arm64}
 * @param variant null for any, as are the following
 */
@JsonInclude(Include.NON_EMPTY)
record PlatformSelection(String os, String architecture, String variant, @JsonProperty("os.version") String osVersion,
        @JsonProperty("os.features") List<String> osFeatures, List<String> features) {
    PlatformSelection {
        osFeatures = Objects.requireNonNullElse(osFeatures, List.of());
        features = Objects.requireNonNullElse(features, List.of());
    }

    /** Whether an image for a platform, as an index describes it, is wanted. */
    boolean fits(JsonNode platform) {
        return platform.path("os").asText().equals(os) && platform.path("architecture").asText().equals(architecture)
                && isAnyOr(platform.path("variant").asText(), variant)
                && isAnyOr(platform.path("os.version").asText(), osVersion)
                && texts(platform.path("os.features")).containsAll(osFeatures)
                && texts(platform.path("features")).containsAll(features);
    }

    /** @throws Failure when it says too little */
    void check() {
        if (isEmpty(os) || isEmpty(architecture)) {
            throw new Failure("this platformSelection has no " + (isEmpty(os) ? "os" : "architecture"),
                    "Write both, such as {os: linux, architecture: amd64}.");
        }
    }

    /** For people: {@code linux/arm/v7}. */
    String title() {
        return String.join("/", Stream.of(os, architecture, variant).filter(part -> !isEmpty(part)).toList());
    }

    private static boolean isAnyOr(String value, String wanted) {
        return isEmpty(wanted) || value.equals(wanted);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}

//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Labels and annotations of kapp, called here by what follows {@code kapp.k14s.io/}. */
final class KappKeys {
    static final String PREFIX = "kapp.k14s.io/";
    static final String APP = PREFIX + "app";
    static final String ASSOCIATION = PREFIX + "association";
    static final String IDENTITY = PREFIX + "identity";
    static final String ORIGINAL = PREFIX + "original";
    static final String ORIGINAL_DIFF = PREFIX + "original-diff-md5";

    private KappKeys() {}

    /** Whether a resource is annotated so, with whatever value. */
    static boolean has(JsonNode resource, String name) {
        return annotation(resource, name).isPresent();
    }

    static Optional<String> annotation(JsonNode resource, String name) {
        return text(resource.path("metadata").path("annotations").path(PREFIX + name));
    }

    static Optional<String> label(JsonNode resource, String name) {
        return text(resource.path("metadata").path("labels").path(PREFIX + name));
    }

    /** The values of an annotation and of those with its name, a dot and anything: {@code change-rule.1}. */
    static List<String> annotations(JsonNode resource, String name) {
        List<String> values = new ArrayList<>();
        resource.path("metadata").path("annotations").properties().stream()
                .filter(entry -> entry.getKey().equals(PREFIX + name) || entry.getKey().startsWith(PREFIX + name + "."))
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> values.add(entry.getValue().asText()));
        return values;
    }

    private static Optional<String> text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }
}

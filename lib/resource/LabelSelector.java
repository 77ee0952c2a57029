//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses resources by one label, as Kubernetes' selectors do: {@code x}, {@code !x}, {@code x=y}, {@code x!=y}. */
final class LabelSelector implements Predicate<JsonNode> {
    private static final Pattern PRESENCE = Pattern.compile("(!?)([\\w./-]+)");
    private static final Pattern EQUALITY = Pattern.compile("([\\w./-]+)\\s*(!?)==?\\s*([\\w.-]*)");
    private static final Pattern MEMBERSHIP = Pattern.compile("([\\w./-]+)\\s+(not)?in\\s*\\(([\\w., -]*)\\)");

    private final String label;
    private final Predicate<JsonNode> value;

    private LabelSelector(String label, Predicate<JsonNode> value) {
        this.label = label;
        this.value = value;
    }

    /** @throws Failure when the text is no selector */
    static LabelSelector parse(String text) {
        Matcher presence = PRESENCE.matcher(text.strip());
        if (presence.matches()) {
            boolean wantsNone = !presence.group(1).isEmpty();
            return new LabelSelector(presence.group(2), value -> value.isMissingNode() == wantsNone);
        }
        Matcher equality = EQUALITY.matcher(text.strip());
        if (equality.matches()) {
            return oneOf(equality.group(1), List.of(equality.group(3)), equality.group(2).isEmpty());
        }
        Matcher membership = MEMBERSHIP.matcher(text.strip());
        if (membership.matches()) {
            return oneOf(membership.group(1), Arrays.asList(membership.group(3).strip().split("\\s*,\\s*")),
                    membership.group(2) == null);
        }
        throw Failure.usage("'" + text + "' selects no label",
                "Write x=y, x!=y, x, !x, 'x in (y,z)' or 'x notin (y,z)'.");
    }

    private static LabelSelector oneOf(String label, List<String> values, boolean wanted) {
        return new LabelSelector(label, value -> (!value.isMissingNode() && values.contains(value.asText())) == wanted);
    }

    @Override
    public boolean test(JsonNode resource) {
        return value.test(resource.path("metadata").path("labels").path(label));
    }
}

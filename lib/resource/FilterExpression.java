//SOURCES ../Failure.java
//SOURCES ../yaml/Yaml.java
//SOURCES ResourceFilter.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A choice of resources in JSON, as kapp's {@code --filter} takes it; one of the parts is there.
 *
 * @param and all of them
 * @param or one of them
 */
record FilterExpression(List<FilterExpression> and, List<FilterExpression> or, FilterExpression not,
        ResourceFilter resource) implements Predicate<JsonNode> {

    FilterExpression {
        if (Stream.of(and, or, not, resource).filter(java.util.Objects::nonNull).count() != 1) {
            throw new Failure("a filter says one of and, or, not and resource",
                    "For example {\"not\":{\"resource\":{\"kinds\":[\"Secret\"]}}}.");
        }
    }

    /** @param option where the text comes from, for people */
    static FilterExpression parse(String option, String json) {
        return binding(option, json, FilterExpression.class);
    }

    /** The one value of an option, bound to a record. */
    static <T> T binding(String option, String json, Class<T> type) {
        List<Yaml.Document> documents = Yaml.read(option, json);
        if (documents.size() != 1 || !documents.get(0).content().isObject()) {
            throw Failure.usage(option + " is no JSON object: " + json, "");
        }
        return documents.get(0).as(type);
    }

    @Override
    public boolean test(JsonNode candidate) {
        if (and != null) {
            return and.stream().allMatch(part -> part.test(candidate));
        }
        if (or != null) {
            return or.stream().anyMatch(part -> part.test(candidate));
        }
        return not != null ? !not.test(candidate) : resource.test(candidate);
    }
}

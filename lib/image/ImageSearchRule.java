//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES ImageReference.java

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Says of strings in resources that they are images or, by its update strategy, that they hold documents with images.
 *
 * @param keyMatcher where the string stands; null for anywhere
 * @param valueMatcher what it is; null for anything
 * @param updateStrategy what to do with it; null to replace all of it
 */
@JsonInclude(Include.NON_NULL)
record ImageSearchRule(KeyMatcher keyMatcher, ValueMatcher valueMatcher, UpdateStrategy updateStrategy) {

    /**
     * @param name the key itself; or
     * @param path keys, {@code {index: n}} and {@code {allIndexes: true}} from the document's root
     */
    @JsonInclude(Include.NON_EMPTY)
    record KeyMatcher(String name, List<JsonNode> path) {
        KeyMatcher {
            path = Objects.requireNonNullElse(path, List.of());
        }
    }

    @JsonInclude(Include.NON_EMPTY)
    record ValueMatcher(String image, String imageRepo) {}

    /** The first that is set counts; {@code none} means that the string is no image after all. */
    @JsonInclude(Include.NON_NULL)
    record UpdateStrategy(JsonNode none, JsonNode entireValue, Embedded json, Embedded yaml) {
        UpdateStrategy {
            none = emptyIfSet(none);
            entireValue = emptyIfSet(entireValue);
        }

        boolean replacesNothing() {
            return none != null;
        }

        boolean replacesAll() {
            return entireValue != null;
        }

        /** Only whether these are there counts. */
        private static JsonNode emptyIfSet(JsonNode value) {
            return value == null || value.isNull() ? null : Json.object();
        }
    }

    /** A string that holds a document of its own, searched by rules of its own. */
    @JsonInclude(Include.NON_EMPTY)
    record Embedded(List<ImageSearchRule> searchRules) {
        Embedded {
            searchRules = Objects.requireNonNullElse(searchRules, List.of());
        }
    }

    static ImageSearchRule ofKey(String key) {
        return new ImageSearchRule(new KeyMatcher(key, null), null, null);
    }

    boolean matches(String text, List<Object> path) {
        return (keyMatcher == null || matches(keyMatcher, path))
                && (valueMatcher == null || matches(valueMatcher, text));
    }

    /**
     * @param rules the rules at the path in the document
     * @throws Failure naming the line of a rule that says too little
     */
    static void check(List<ImageSearchRule> rules, Yaml.Document document, List<Object> path) {
        for (int i = 0; i < rules.size(); i++) {
            List<Object> at = append(path, i);
            ImageSearchRule rule = rules.get(i);
            if (rule == null || rule.keyMatcher == null && rule.valueMatcher == null) {
                throw incomplete(document, at, "search rule has neither keyMatcher nor valueMatcher");
            }
            rule.checkMatchers(document, at);
            if (rule.updateStrategy != null) {
                rule.checkStrategy(document, append(at, "updateStrategy"));
            }
        }
    }

    private void checkMatchers(Yaml.Document document, List<Object> at) {
        if (keyMatcher != null && isEmpty(keyMatcher.name) && keyMatcher.path.isEmpty()) {
            throw incomplete(document, append(at, "keyMatcher"), "keyMatcher has neither name nor path");
        }
        if (valueMatcher != null && isEmpty(valueMatcher.image) && isEmpty(valueMatcher.imageRepo)) {
            throw incomplete(document, append(at, "valueMatcher"), "valueMatcher has neither image nor imageRepo");
        }
        for (int i = 0; keyMatcher != null && i < keyMatcher.path.size(); i++) {
            JsonNode step = keyMatcher.path.get(i);
            if (!step.isTextual() && !step.path("index").isIntegralNumber() && !step.has("allIndexes")) {
                throw new Failure(document.place(append(append(at, "keyMatcher"), "path", i)) + ": " + step
                        + " is no step of a path", "A step is a key, {index: 0} or {allIndexes: true}.");
            }
        }
    }

    private void checkStrategy(Yaml.Document document, List<Object> at) {
        if (updateStrategy.json != null) {
            check(updateStrategy.json.searchRules, document, append(at, "json", "searchRules"));
        } else if (updateStrategy.yaml != null) {
            check(updateStrategy.yaml.searchRules, document, append(at, "yaml", "searchRules"));
        } else if (!updateStrategy.replacesNothing() && !updateStrategy.replacesAll()) {
            throw incomplete(document, at, "updateStrategy has none of entireValue, json, yaml and none");
        }
    }

    private static Failure incomplete(Yaml.Document document, List<Object> at, String problem) {
        return new Failure(document.place(at) + ": this " + problem,
                "Complete it, or remove it: {keyMatcher: {name: image}} is a search rule.");
    }

    private static boolean matches(ValueMatcher matcher, String text) {
        return !isEmpty(matcher.image) ? matcher.image.equals(text)
                : ImageReference.parse(text).repository().equals(matcher.imageRepo);
    }

    private static boolean matches(KeyMatcher matcher, List<Object> path) {
        if (!isEmpty(matcher.name)) {
            return matcher.name.equals(path.get(path.size() - 1));
        }
        boolean matches = matcher.path.size() == path.size();
        for (int i = 0; matches && i < path.size(); i++) {
            matches = matches(matcher.path.get(i), path.get(i));
        }
        return matches;
    }

    private static boolean matches(JsonNode expected, Object step) {
        if (step instanceof Integer index) {
            return expected.has("index") ? expected.get("index").asInt() == index : expected.has("allIndexes");
        }
        return expected.isTextual() && expected.textValue().equals(step);
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    private static List<Object> append(List<Object> path, Object... steps) {
        List<Object> longer = new ArrayList<>(path);
        longer.addAll(List.of(steps));
        return longer;
    }
}

//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java
//SOURCES ResourceTitle.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name that several changes go by in rules about order. */
record ChangeGroup(String name) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+)}");
    private static final String PART = "[A-Za-z0-9][-A-Za-z0-9_.]*+(?<=[A-Za-z0-9])";
    private static final Pattern QUALIFIED_NAME = Pattern.compile("(?:" + PART + "/)?" + PART);
    private static final String CRD = "CustomResourceDefinition";

    /** What stands for each placeholder in the groups and rules of a resource; null where it has no meaning. */
    private static final Map<String, Function<JsonNode, String>> PLACEHOLDERS = Map.of(
            "api-group", resource -> apiGroup(resource.path("apiVersion").asText()),
            "kind", resource -> resource.path("kind").asText(),
            "name", resource -> resource.path("metadata").path("name").asText(),
            "namespace", resource -> resource.path("metadata").path("namespace").asText(""),
            "crd-kind", resource -> ofCrd(resource, resource.path("spec").path("names").path("kind")),
            "crd-group", resource -> ofCrd(resource, resource.path("spec").path("group")));

    /**
     * The group that a text with placeholders names for a resource.
     *
     * @throws Failure when it is no qualified name or has a placeholder without a value
     */
    static ChangeGroup of(String text, JsonNode resource) {
        String name = text.indexOf('{') < 0 ? text
                : PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, resource)));
        if (!QUALIFIED_NAME.matcher(name).matches()) {
            throw new Failure("\"" + name + "\" is no name of a change group (" + ResourceTitle.of(resource) + ")",
                    "It is made of letters, digits, '-', '_' and '.', after a domain and '/' or by itself.");
        }
        return new ChangeGroup(name);
    }

    private static String value(MatchResult found, JsonNode resource) {
        Function<JsonNode, String> placeholder = PLACEHOLDERS.get(found.group(1));
        String value = placeholder == null ? null : placeholder.apply(resource);
        if (value == null) {
            throw new Failure(found.group() + " stands for nothing in the change groups and rules of "
                    + ResourceTitle.of(resource),
                    "Known are {api-group}, {kind}, {name} and {namespace}; {crd-kind} and {crd-group} in CRDs only.");
        }
        return value;
    }

    private static String ofCrd(JsonNode resource, JsonNode value) {
        return resource.path("kind").asText().equals(CRD) ? value.asText() : null;
    }

    private static String apiGroup(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}

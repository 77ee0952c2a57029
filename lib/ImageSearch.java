//SOURCES ImageConfig.java
//SOURCES ImageReference.java
//SOURCES Yaml.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds the images of a document and replaces them: every string below a key {@code image}, at any depth, and what the
 * configuration's keys and search rules name before that.
 */
final class ImageSearch {
    private final List<ImageConfig.SearchRule> rules;
    private final UnaryOperator<String> replacement;

    /**
     * @param rules tried in order; the first that fits a string decides
     * @param replacement what to put in place of an image
     */
    private ImageSearch(List<ImageConfig.SearchRule> rules, UnaryOperator<String> replacement) {
        this.rules = rules;
        this.replacement = replacement;
    }

    /**
     * The search in a resource: keys first, then rules, and {@code image} last.
     *
     * @param keys further keys whose strings are images
     */
    static ImageSearch of(List<String> keys, List<ImageConfig.SearchRule> rules, UnaryOperator<String> replacement) {
        List<ImageConfig.SearchRule> all = new ArrayList<>();
        keys.forEach(key -> all.add(ruleForKey(key)));
        all.addAll(rules);
        all.add(ruleForKey("image"));
        return new ImageSearch(all, replacement);
    }

    /** Replaces the images in place. */
    void replaceIn(JsonNode document) {
        descend(document, new ArrayList<>());
    }

    private void descend(JsonNode parent, List<Object> path) {
        if (parent instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                path.add(entry.getKey());
                JsonNode value = visit(entry.getValue(), path);
                path.remove(path.size() - 1);
                entry.setValue(value);
            });
        } else if (parent instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                path.add(i);
                array.set(i, visit(array.get(i), path));
                path.remove(path.size() - 1);
            }
        }
    }

    private JsonNode visit(JsonNode value, List<Object> path) {
        if (!value.isTextual()) {
            descend(value, path);
            return value;
        }
        String text = value.textValue();
        for (ImageConfig.SearchRule rule : rules) {
            if (matches(rule, text, path)) {
                String updated = update(rule.updateStrategy(), text);
                return updated.equals(text) ? value : JsonNodeFactory.instance.textNode(updated);
            }
        }
        return value;
    }

    private String update(ImageConfig.UpdateStrategy strategy, String text) {
        if (strategy == null || strategy.entireValue() != null) {
            return replacement.apply(text);
        }
        if (strategy.json() != null) {
            return updateJson(strategy.json(), text);
        }
        return strategy.yaml() != null ? updateYaml(strategy.yaml(), text) : text;
    }

    private String updateYaml(ImageConfig.Embedded embedded, String text) {
        ImageSearch inner = new ImageSearch(embedded.searchRules(), replacement);
        StringBuilder updated = new StringBuilder();
        for (Yaml.Document document : Yaml.read("the YAML in a string", text)) {
            inner.replaceIn(document.content());
            updated.append("---\n").append(Yaml.write(document.content()));
        }
        return updated.toString();
    }

    private String updateJson(ImageConfig.Embedded embedded, String text) {
        try {
            JsonNode document = EmbeddedJson.MAPPER.readTree(text);
            new ImageSearch(embedded.searchRules(), replacement).replaceIn(document);
            return EmbeddedJson.MAPPER.writeValueAsString(EmbeddedJson.MAPPER.treeToValue(document, Object.class));
        } catch (JsonProcessingException e) {
            throw new Failure("a search rule says that a string is JSON, and it is not: " + e.getOriginalMessage());
        }
    }

    private static boolean matches(ImageConfig.SearchRule rule, String text, List<Object> path) {
        return (rule.keyMatcher() != null || rule.valueMatcher() != null)
                && (rule.keyMatcher() == null || matches(rule.keyMatcher(), path))
                && (rule.valueMatcher() == null || matches(rule.valueMatcher(), text));
    }

    private static boolean matches(ImageConfig.ValueMatcher matcher, String text) {
        return matcher.image() != null ? matcher.image().equals(text)
                : ImageReference.parse(text).repository().equals(matcher.imageRepo());
    }

    private static boolean matches(ImageConfig.KeyMatcher matcher, List<Object> path) {
        if (matcher.name() != null) {
            return matcher.name().equals(path.get(path.size() - 1));
        }
        if (matcher.path() == null || matcher.path().size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!matches(matcher.path().get(i), path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(JsonNode expected, Object step) {
        if (step instanceof Integer index) {
            return expected.path("allIndexes").asBoolean() || expected.path("index").asInt(-1) == index;
        }
        return expected.isTextual() && expected.textValue().equals(step);
    }

    private static ImageConfig.SearchRule ruleForKey(String key) {
        return new ImageConfig.SearchRule(new ImageConfig.KeyMatcher(key, null), null, null);
    }

    /** JSON as Go writes it, whose library kbld uses: keys sorted, HTML's signs escaped. */
    private static final class EmbeddedJson extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

        static {
            MAPPER.getFactory().setCharacterEscapes(new EmbeddedJson());
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
            for (char c : "<>&".toCharArray()) {
                escapes[c] = CharacterEscapes.ESCAPE_CUSTOM;
            }
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return new SerializedString(String.format("\\u%04x", c));
        }
    }
}

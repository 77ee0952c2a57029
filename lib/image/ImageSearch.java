//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/Yaml.java
//SOURCES ImageSearchRule.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds the images of a document and replaces them: what search rules name, and every string below a key
 * {@code image}, at any depth.
 */
final class ImageSearch {
    private final List<ImageSearchRule> rules;
    private final UnaryOperator<String> replacement;

    private ImageSearch(List<ImageSearchRule> rules, UnaryOperator<String> replacement) {
        this.rules = rules;
        this.replacement = replacement;
    }

    /**
     * The search in a resource.
     *
     * @param rules tried in order, and {@code image} last; the first that fits a string decides
     * @param replacement what to put in place of an image
     */
    static ImageSearch of(List<ImageSearchRule> rules, UnaryOperator<String> replacement) {
        List<ImageSearchRule> all = new ArrayList<>(rules);
        all.add(ImageSearchRule.ofKey("image"));
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
        for (ImageSearchRule rule : rules) {
            if (rule.matches(text, path)) {
                return JsonNodeFactory.instance.textNode(update(rule.updateStrategy(), text));
            }
        }
        return value;
    }

    private String update(ImageSearchRule.UpdateStrategy strategy, String text) {
        if (strategy == null) {
            return replacement.apply(text);
        }
        if (strategy.replacesNothing()) {
            return text;
        }
        if (strategy.replacesAll()) {
            return replacement.apply(text);
        }
        return strategy.json() != null ? updateJson(strategy.json(), text).orElse(text)
                : updateJson(strategy.yaml(), text).or(() -> updateYaml(strategy.yaml(), text)).orElse(text);
    }

    /** Empty when the text is not JSON, and so stays. */
    private Optional<String> updateJson(ImageSearchRule.Embedded embedded, String text) {
        return EmbeddedJson.read(text).map(document -> {
            new ImageSearch(embedded.searchRules(), replacement).replaceIn(document);
            return EmbeddedJson.write(document);
        });
    }

    private Optional<String> updateYaml(ImageSearchRule.Embedded embedded, String text) {
        List<Yaml.Document> documents;
        try {
            documents = Yaml.read("embedded YAML", text);
        } catch (Failure notYaml) {
            return Optional.empty();
        }
        ImageSearch inner = new ImageSearch(embedded.searchRules(), replacement);
        StringBuilder updated = new StringBuilder();
        for (Yaml.Document document : documents) {
            inner.replaceIn(document.content());
            updated.append("---\n").append(Yaml.write(document.content()));
        }
        return Optional.of(updated.toString());
    }
}

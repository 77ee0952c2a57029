//SOURCES ../Failure.java
//SOURCES Json.java

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where fields of a resource stand, as rules write it: keys, {@code {index: n}}, {@code {allIndexes: true}} and
 * {@code {regex: pattern}} of keys.
 */
record FieldPath(List<JsonNode> steps) {
    FieldPath {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    @JsonCreator
    static FieldPath of(List<JsonNode> steps) {
        return new FieldPath(steps);
    }

    /** @param keys {@code *} stands for all items of a list */
    static FieldPath of(String... keys) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<JsonNode> steps = new ArrayList<>();
        List.of(keys).forEach(key -> steps.add(
                key.equals("*") ? json.objectNode().put("allIndexes", true) : json.textNode(key)));
        return new FieldPath(steps);
    }

    /** @throws Failure telling what is no step of a path */
    void check() {
        for (JsonNode step : steps) {
            boolean known = step.isTextual() || step.path("index").isIntegralNumber()
                    || step.path("allIndexes").asBoolean() || step.path("regex").isTextual();
            if (!known) {
                throw new Failure(step + " is no step of a path",
                        "A step is a key, {index: 0}, {allIndexes: true} or {regex: \"^pattern\"}.");
            }
            if (step.has("regex")) {
                checkRegex(step.get("regex").textValue());
            }
        }
    }

    private static void checkRegex(String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Failure(regex + " is no regular expression: " + e.getDescription());
        }
    }

    /** The fields that are there, each by its keys (text) and indexes (numbers). */
    List<List<Object>> in(JsonNode root) {
        List<List<Object>> found = new ArrayList<>();
        find(root, 0, List.of(), found);
        return found;
    }

    /** Whether a field, by its keys and indexes, is one of these or inside of one. */
    boolean covers(List<?> field) {
        boolean covers = field.size() >= steps.size();
        for (int i = 0; covers && i < steps.size(); i++) {
            covers = matches(steps.get(i), field.get(i));
        }
        return covers;
    }

    private static boolean matches(JsonNode step, Object part) {
        if (part instanceof Integer index) {
            return step.has("allIndexes") || step.has("index") && step.get("index").asInt() == index;
        }
        return step.isTextual() ? step.textValue().equals(part)
                : step.has("regex") && Pattern.compile(step.get("regex").textValue()).matcher((String) part).find();
    }

    private void find(JsonNode at, int depth, List<Object> path, List<List<Object>> found) {
        if (depth == steps.size()) {
            found.add(path);
            return;
        }
        JsonNode step = steps.get(depth);
        if (step.isTextual() && at.has(step.textValue())) {
            find(at.get(step.textValue()), depth + 1, append(path, step.textValue()), found);
        } else if (step.isObject() && at.isObject()) {
            at.properties().stream().filter(entry -> matches(step, entry.getKey())).forEach(entry ->
                    find(entry.getValue(), depth + 1, append(path, entry.getKey()), found));
        } else if (step.isObject() && at.isArray()) {
            for (int i = 0; i < at.size(); i++) {
                if (matches(step, i)) {
                    find(at.get(i), depth + 1, append(path, i), found);
                }
            }
        }
    }

    /** The mappings that this leads to, made where they are missing; lists and their items are not made. */
    List<ObjectNode> mappings(ObjectNode root) {
        List<ObjectNode> found = new ArrayList<>();
        collect(root, 0, found);
        return found;
    }

    private void collect(JsonNode at, int depth, List<ObjectNode> found) {
        if (depth == steps.size()) {
            if (at instanceof ObjectNode mapping) {
                found.add(mapping);
            }
            return;
        }
        JsonNode step = steps.get(depth);
        if (at instanceof ObjectNode parent && step.isTextual()) {
            boolean listFollows = depth + 1 < steps.size() && steps.get(depth + 1).isObject();
            JsonNode value = parent.path(step.textValue());
            boolean make = !listFollows && (value.isMissingNode() || value.isNull());
            collect(make ? parent.putObject(step.textValue()) : value, depth + 1, found);
        } else if (at.isArray() && step.isObject()) {
            for (int i = 0; i < at.size(); i++) {
                if (matches(step, i)) {
                    collect(at.get(i), depth + 1, found);
                }
            }
        }
    }

    static JsonNode get(JsonNode root, List<?> field) {
        JsonNode at = root;
        for (Object part : field) {
            at = part instanceof Integer index ? at.path(index) : at.path((String) part);
        }
        return at;
    }

    /** Sets a field; mappings on the way to it are made, items of lists are not. */
    static void set(ObjectNode root, List<?> field, JsonNode value) {
        JsonNode at = root;
        for (Object part : field.subList(0, field.size() - 1)) {
            boolean make = part instanceof String && at.isObject() && !at.path((String) part).isContainerNode();
            at = make ? ((ObjectNode) at).putObject((String) part) : get(at, List.of(part));
        }
        Object last = field.get(field.size() - 1);
        if (at instanceof ObjectNode object && last instanceof String key) {
            object.set(key, value);
        } else if (at instanceof ArrayNode list && last instanceof Integer index && index < list.size()) {
            list.set(index, value);
        }
    }

    static void remove(JsonNode root, List<?> field) {
        JsonNode parent = get(root, field.subList(0, field.size() - 1));
        Object last = field.get(field.size() - 1);
        if (parent instanceof ObjectNode object && last instanceof String key) {
            object.remove(key);
        } else if (parent instanceof ArrayNode list && last instanceof Integer index) {
            list.remove(index);
        }
    }

    static List<Object> append(List<?> path, Object part) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(part);
        return longer;
    }
}

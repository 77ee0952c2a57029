//SOURCES Yaml.java
//SOURCES YamlScalar.java
//SOURCES YamlShape.java
//SOURCES YamlWriter.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * New text for values that go into a document somebody has written: keys stay in their order.
 *
 * @param listIndent how far lists stand below their key: 0 or 2
 */
record YamlText(int listIndent) {
    private static final String IN_FLOW = "[],{}?:";
    private static final String NULL_VALUE = " null\n";

    /** Lines that begin at the left, each with a line break. */
    String block(JsonNode value) {
        if (!isBlock(value)) {
            return scalar(value) + "\n";
        }
        StringBuilder text = new StringBuilder();
        if (value.isArray()) {
            value.forEach(item -> text.append(item(item)));
        } else {
            value.properties().forEach(entry -> text.append(entry(entry.getKey(), entry.getValue())));
        }
        return text.toString();
    }

    /** A key with its value, as lines that begin at the left. */
    String entry(String key, JsonNode value) {
        return key(key) + ":" + (!isBlock(value) ? " " + scalar(value) + "\n"
                : "\n" + indented(block(value), value.isArray() ? listIndent : 2));
    }

    /** An item of a list, as lines that begin at the left. */
    String item(JsonNode value) {
        return !isBlock(value) ? "- " + scalar(value) + "\n" : "- " + indented(block(value), 2).substring(2);
    }

    /** A value without lines of its own; but text of several lines is a block that is indented by 2. */
    static String scalar(JsonNode value) {
        if (value.isTextual() && value.textValue().matches("(?s).*\\n\\s*\\n|\\n")) {
            return doubleQuoted(value.textValue()); // a block that keeps blank lines would take what follows, too
        }
        String text = Yaml.write(value);
        return text.substring(0, text.length() - 1);
    }

    /** A value between brackets. */
    static String flow(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).map(YamlText::flow)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> flowText(entry.getKey()) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.isTextual() ? flowText(value.textValue()) : scalar(value);
    }

    /** A value in the place of another; text keeps the quotes that it had. */
    static String scalarLike(Node before, JsonNode value) {
        if (value.isTextual() && before instanceof ScalarNode old && value.textValue().indexOf('\n') < 0) {
            if (old.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED) {
                return doubleQuoted(value.textValue());
            }
            if (old.getScalarStyle() == ScalarStyle.SINGLE_QUOTED && YamlShape.of(value.textValue()).quotable()) {
                return "'" + value.textValue().replace("'", "''") + "'";
            }
        }
        return scalar(value);
    }

    /** As {@link #scalarLike}, between brackets. */
    static String flowLike(Node before, JsonNode value) {
        boolean isQuoted = before instanceof ScalarNode old && !old.isPlain() && value.isTextual();
        return isQuoted && value.textValue().indexOf('\n') < 0 ? scalarLike(before, value) : flow(value);
    }

    /** Text in double quotes, in one line. */
    static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> YamlWriter.escape(c, quoted));
        return quoted.append('"').toString();
    }

    /** The lines of a text, each but empty ones further to the right. */
    static String indented(String text, int by) {
        return by == 0 ? text : text.replaceAll("(?m)^(?=.)", " ".repeat(by));
    }

    static boolean isBlock(JsonNode value) {
        return value.isContainerNode() && !value.isEmpty();
    }

    private static String flowText(String text) {
        boolean isPlain = YamlShape.of(text).plainAllowed() && !YamlScalar.needsQuotes(text)
                && text.chars().noneMatch(c -> IN_FLOW.indexOf(c) >= 0);
        return isPlain ? text : doubleQuoted(text);
    }

    private static String key(String key) {
        String entry = Yaml.write(Json.object().putNull(key));
        return entry.startsWith("? ") ? doubleQuoted(key)
                : entry.substring(0, entry.length() - NULL_VALUE.length() - 1);
    }
}

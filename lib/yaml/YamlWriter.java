//SOURCES YamlNumber.java
//SOURCES YamlScalar.java
//SOURCES YamlShape.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Writes YAML byte for byte as Kubernetes' tools (and so kbld and kapp) do: keys sorted, two spaces, lists not
 * indented below their key, lines wrapped at the first space after column 80, literal blocks for text of several lines.
 *
 * <p>The presentation is that of libyaml, which sigs.k8s.io/yaml uses.
 */
final class YamlWriter {
    private static final int WIDTH = 80;
    private static final int LONGEST_SIMPLE_KEY = 128;

    private final StringBuilder out = new StringBuilder();
    private final Function<JsonNode, String> numbers;
    private int lineStart;

    private YamlWriter(Function<JsonNode, String> numbers) {
        this.numbers = numbers;
    }

    /** One document, without a leading {@code ---}; ends with a line break. */
    static String write(JsonNode value) {
        return write(value, YamlNumber::print);
    }

    /** @param numbers how numbers are printed */
    static String write(JsonNode value, Function<JsonNode, String> numbers) {
        YamlWriter writer = new YamlWriter(numbers);
        if (isBlock(value)) {
            writer.block(value, 0);
        } else {
            writer.scalar(value, 2, true);
            writer.newLine();
        }
        return writer.out.toString();
    }

    /** The first line of a block starts where the writer stands; the others are indented. */
    private void block(JsonNode value, int indent) {
        if (value.isArray()) {
            sequence(value, indent);
        } else {
            mapping(value, indent);
        }
    }

    private void sequence(JsonNode items, int indent) {
        boolean first = true;
        for (JsonNode item : items) {
            startLine(first, indent);
            first = false;
            out.append("- ");
            inline(item, indent);
        }
    }

    private void mapping(JsonNode entries, int indent) {
        boolean first = true;
        for (String key : sortedKeys(entries)) {
            startLine(first, indent);
            first = false;
            JsonNode value = entries.get(key);
            if (isSimpleKey(key)) {
                string(key, indent, false);
                out.append(':');
                valueAfterKey(value, indent);
            } else {
                out.append("? ");
                string(key, indent + 2, true);
                newLine();
                startLine(false, indent);
                out.append(": ");
                inline(value, indent);
            }
        }
    }

    private void valueAfterKey(JsonNode value, int indent) {
        if (isBlock(value)) {
            newLine();
            int inner = value.isArray() ? indent : indent + 2;
            startLine(false, inner);
            block(value, inner);
        } else {
            out.append(' ');
            scalar(value, indent + 2, true);
            newLine();
        }
    }

    /** What stands after {@code "- "}, {@code "? "} or {@code ": "}: a block begins on the same line. */
    private void inline(JsonNode value, int indent) {
        if (isBlock(value)) {
            block(value, indent + 2);
        } else {
            scalar(value, indent + 2, true);
            newLine();
        }
    }

    private void scalar(JsonNode value, int indent, boolean mayWrap) {
        if (value.isTextual()) {
            string(value.textValue(), indent, mayWrap);
        } else if (value.isNumber()) {
            out.append(numbers.apply(value));
        } else if (value.isArray()) {
            out.append("[]");
        } else if (value.isObject()) {
            out.append("{}");
        } else {
            out.append(value.asText());
        }
    }

    private void string(String text, int indent, boolean mayWrap) {
        YamlShape shape = YamlShape.of(text);
        if (text.indexOf('\n') >= 0 && shape.literalAllowed() && mayWrap) {
            literal(text, indent);
        } else if (shape.multiLine() || !shape.quotable() || YamlScalar.needsQuotes(text)) {
            doubleQuoted(text, indent, mayWrap);
        } else if (shape.plainAllowed()) {
            wrapped(text, indent, mayWrap, 0, text.length());
        } else {
            out.append('\'');
            wrapped(text.replace("'", "''"), indent, mayWrap, 1, text.replace("'", "''").length() - 1);
            out.append('\'');
        }
    }

    /** Plain and single-quoted text: a single space past column 80 becomes a line break. */
    private void wrapped(String text, int indent, boolean mayWrap, int from, int to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean single = c == ' ' && !isSpace(text, i - 1) && !isSpace(text, i + 1);
            if (single && mayWrap && column() > WIDTH && i >= from && i < to) {
                newLine();
                startLine(false, indent);
            } else {
                out.append(c);
            }
        }
    }

    private void literal(String text, int indent) {
        boolean startsBlank = text.startsWith(" ") || text.startsWith("\n");
        String chomping = !text.endsWith("\n") ? "-" : text.equals("\n") || text.endsWith("\n\n") ? "+" : "";
        out.append('|').append(startsBlank ? "2" : "").append(chomping);
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            newLine();
            if (!line.isEmpty()) {
                startLine(false, indent);
                out.append(line);
            }
        }
    }

    private void doubleQuoted(String text, int indent, boolean mayWrap) {
        out.append('"');
        boolean afterSpace = false;
        int last = text.length() - 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean wraps = c == ' ' && mayWrap && !afterSpace && column() > WIDTH && i > 0 && i < last;
            if (wraps) {
                newLine();
                startLine(false, indent);
                out.append(isSpace(text, i + 1) ? "\\" : "");
            } else {
                escape(c, out);
            }
            afterSpace = c == ' ';
        }
        out.append('"');
    }

    /** A character as it stands in double quotes. */
    static void escape(int c, StringBuilder out) {
        String named = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u2028\u2029";
        int at = named.indexOf(c);
        if (at >= 0) {
            out.append('\\').append("0abtnvfre\"\\NLP".charAt(at));
        } else if (YamlShape.isPrintable(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(c < 0x100 ? String.format("\\x%02X", c)
                    : c < 0x10000 ? String.format("\\u%04X", c) : String.format("\\U%08X", c));
        }
    }

    private int column() {
        return out.codePointCount(lineStart, out.length());
    }

    private void newLine() {
        out.append('\n');
        lineStart = out.length();
    }

    private void startLine(boolean alreadyThere, int indent) {
        if (!alreadyThere) {
            out.append(" ".repeat(indent));
        }
    }

    private static boolean isBlock(JsonNode value) {
        return value.isContainerNode() && !value.isEmpty();
    }

    private static boolean isSpace(String text, int index) {
        return index >= 0 && index < text.length() && text.charAt(index) == ' ';
    }

    private static boolean isSimpleKey(String key) {
        return !YamlShape.of(key).multiLine() && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY;
    }

    /**
     * The order is not transitive ({@code 12}, {@code 1a}, {@code 2} go round), which {@link List#sort} refuses. That
     * they come here sorted in another way makes the result the same for the same names.
     */
    private static Collection<String> sortedKeys(JsonNode entries) {
        Set<String> keys = new TreeSet<>(YamlWriter::compareKeys);
        entries.properties().stream().map(Map.Entry::getKey).sorted().forEach(keys::add);
        return keys;
    }

    /** Natural order: runs of digits compare as numbers ({@code a2} before {@code a10}), other signs before letters. */
    static int compareKeys(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return a.length() - b.length();
        }
        boolean letterA = Character.isLetter(a.codePointAt(i));
        boolean letterB = Character.isLetter(b.codePointAt(i));
        if (letterA != letterB) {
            return letterA ? 1 : -1;
        }
        if (!letterA) {
            int byNumber = compareNumbers(a, b, i);
            if (byNumber != 0) {
                return byNumber;
            }
        }
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
    }

    private static int compareNumbers(String a, String b, int from) {
        int endA = endOfDigits(a, from);
        int endB = endOfDigits(b, from);
        boolean insideNumber = (a.charAt(from) == '0' || b.charAt(from) == '0') && nonZeroDigitBefore(a, from);
        String prefix = insideNumber ? "1" : "0";
        int byValue = Long.compare(wrappingNumber(prefix + a.substring(from, endA)),
                wrappingNumber(prefix + b.substring(from, endB)));
        return byValue != 0 ? byValue : Integer.compare(endA, endB);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean nonZeroDigitBefore(String text, int index) {
        for (int i = index - 1; i >= 0 && Character.isDigit(text.charAt(i)); i--) {
            if (text.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    private static long wrappingNumber(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = number * 10 + (digits.charAt(i) - '0');
        }
        return number;
    }
}

//SOURCES YamlNumber.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * JSON inside of a string, read and written as Go's library does, and so kbld: keys sorted, signs of HTML escaped,
 * numbers as 64-bit floats.
 */
final class EmbeddedJson {
    private static final com.fasterxml.jackson.databind.ObjectReader READER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();
    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    /** Go prints larger numbers with an exponent. */
    private static final BigInteger LARGEST_PLAIN = BigInteger.TEN.pow(21);
    private static final String LETTERS = "\"\\bfnrt";

    private final StringBuilder out = new StringBuilder();
    private final boolean sorts;
    private final Function<JsonNode, String> number;

    private EmbeddedJson(boolean sorts, Function<JsonNode, String> number) {
        this.sorts = sorts;
        this.number = number;
    }

    /** The value of a text; empty when it is not JSON. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(READER.readTree(text)).filter(value -> !value.isMissingNode() && isFinite(value));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    static String write(JsonNode value) {
        return write(value, true, EmbeddedJson::rounded);
    }

    /** With whole numbers as they are. */
    static String writeExactly(JsonNode value) {
        return write(value, true, number -> number.isIntegralNumber()
                && number.bigIntegerValue().abs().compareTo(LARGEST_PLAIN) < 0 ? number.asText() : rounded(number));
    }

    /** With the keys in the order in which they stand. */
    static String writeInOrder(JsonNode value) {
        return write(value, false, EmbeddedJson::rounded);
    }

    private static String rounded(JsonNode number) {
        return YamlNumber.printJson(number.doubleValue());
    }

    private static String write(JsonNode value, boolean sorts, Function<JsonNode, String> number) {
        EmbeddedJson json = new EmbeddedJson(sorts, number);
        json.value(value);
        return json.out.toString();
    }

    private void value(JsonNode value) {
        if (value.isObject()) {
            object(value);
        } else if (value.isArray()) {
            out.append('[');
            for (int i = 0; i < value.size(); i++) {
                out.append(i > 0 ? "," : "");
                value(value.get(i));
            }
            out.append(']');
        } else if (value.isTextual()) {
            string(value.textValue());
        } else {
            out.append(value.isNumber() ? number.apply(value) : value.asText());
        }
    }

    private void object(JsonNode object) {
        Map<String, JsonNode> entries = sorts ? new TreeMap<>(EmbeddedJson::compareBytes) : new LinkedHashMap<>();
        object.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        String separator = "{";
        for (Map.Entry<String, JsonNode> entry : entries.entrySet()) {
            out.append(separator);
            separator = ",";
            string(entry.getKey());
            out.append(':');
            value(entry.getValue());
        }
        out.append(entries.isEmpty() ? "{}" : "}");
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            int named = ESCAPED.indexOf(c);
            if (named >= 0) {
                out.append('\\').append(LETTERS.charAt(named));
            } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                out.append(String.format("\\u%04x", c));
            } else {
                boolean halfOfPair = c >= 0xD800 && c < 0xE000;
                out.appendCodePoint(halfOfPair ? 0xFFFD : c);
            }
        });
        out.append('"');
    }

    private static boolean isFinite(JsonNode value) {
        boolean finite = !value.isNumber() || Double.isFinite(value.doubleValue());
        for (JsonNode child : value) {
            finite &= isFinite(child);
        }
        return finite;
    }

    /** The order of the UTF-8 bytes. */
    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}

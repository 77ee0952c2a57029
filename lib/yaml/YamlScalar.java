//SOURCES Json.java
//SOURCES YamlNumber.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a plain (unquoted) YAML scalar means to Kubernetes' tools.
 *
 * <p>Those read YAML 1.1 with some of 1.2: {@code on} and {@code y} are booleans, {@code 0755} and {@code 0o755} are
 * octal, {@code 1_000} is a number, a date stays a string. Described at https://yaml.org/type/ and by what
 * sigs.k8s.io/yaml prints.
 */
final class YamlScalar {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, JsonNode> WORDS = words();
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile(
            "([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("([^_]|(?<=[0-9])_(?=[0-9]))*");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern TIMESTAMP = Pattern.compile("(\\d{4})-(\\d\\d?)-(\\d\\d?)"
            + "(?:(?:[Tt](\\d\\d?):(\\d\\d?):(\\d\\d?)(?:[.,]\\d+)?(?:Z|[-+]\\d\\d:\\d\\d)"
            + "| +(\\d\\d?):(\\d\\d?):(\\d\\d?)(?:[.,]\\d+)?))?");

    private YamlScalar() {}

    /**
     * The value of a plain scalar: null, boolean, number or, when it is none of these, the text itself.
     *
     * @throws NumberFormatException for infinity and NaN, which JSON, and so Kubernetes, cannot express
     */
    static JsonNode value(String text) {
        JsonNode word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if (!startsLikeNumber(text)) {
            return JSON.textNode(text);
        }
        if (isInfinite(text)) {
            throw new NumberFormatException(text);
        }
        boolean mayGroup = text.charAt(0) != '.' || BETWEEN_DIGITS.matcher(text).matches();
        String digits = mayGroup ? text.replace("_", "") : text;
        Matcher integer = INTEGER.matcher(digits);
        if (integer.matches() && YamlNumber.fitsInteger(integer(integer))) {
            return JSON.numberNode(integer(integer));
        }
        boolean number = FLOAT.matcher(digits).matches() && Double.isFinite(Double.parseDouble(digits));
        return number ? JSON.numberNode(Double.parseDouble(digits)) : JSON.textNode(text);
    }

    /** Whether a plain scalar means infinity or NaN. */
    static boolean isInfinite(String text) {
        return INFINITE.matcher(text).matches();
    }

    /** Whether a string needs quotes so that it is not read as something else. */
    static boolean needsQuotes(String text) {
        try {
            return !value(text).isTextual() || SEXAGESIMAL.matcher(text).matches() || isTimestamp(text);
        } catch (NumberFormatException infinite) {
            return true;
        }
    }

    private static boolean startsLikeNumber(String text) {
        return !text.isEmpty() && "0123456789+-.".indexOf(text.charAt(0)) >= 0;
    }

    private static BigInteger integer(Matcher parts) {
        BigInteger magnitude = parts.group(2) != null ? new BigInteger(parts.group(2), 16)
                : parts.group(3) != null ? new BigInteger(parts.group(3), 2)
                : parts.group(4) != null ? new BigInteger(parts.group(4), 8)
                : new BigInteger(parts.group(5));
        return parts.group(1).equals("-") ? magnitude.negate() : magnitude;
    }

    private static boolean isTimestamp(String text) {
        Matcher parts = TIMESTAMP.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int clock = parts.group(4) != null ? 4 : 7;
        try {
            LocalDateTime.of(number(parts, 1), number(parts, 2), number(parts, 3),
                    number(parts, clock), number(parts, clock + 1), number(parts, clock + 2));
            return true;
        } catch (DateTimeException noSuchTime) {
            return false;
        }
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    private static Map<String, JsonNode> words() {
        Map<String, JsonNode> words = new HashMap<>();
        for (String word : new String[] {"", "~", "null", "Null", "NULL"}) {
            words.put(word, JSON.nullNode());
        }
        for (String word : new String[] {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"}) {
            words.put(word, JSON.booleanNode(true));
        }
        for (String word : new String[] {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"}) {
            words.put(word, JSON.booleanNode(false));
        }
        return words;
    }
}

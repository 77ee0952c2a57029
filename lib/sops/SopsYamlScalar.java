//SOURCES ../yaml/YamlNumber.java
//SOURCES SopsNode.java

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a plain YAML scalar means to sops, which reads YAML 1.2 with octal numbers, dates and digit groups of 1.1.
 * Unlike for Kubernetes' tools, {@code yes} is a string and a date is a time.
 */
final class SopsYamlScalar {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Map<String, String> BOOLEANS = Map.of("true", "True", "True", "True", "TRUE", "True",
            "false", "False", "False", "False", "FALSE", "False");
    private static final Set<String> OLD_BOOLEANS = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON",
            "n", "N", "no", "No", "NO", "off", "Off", "OFF");
    private static final Map<String, String> INFINITE = Map.of(".inf", "+Inf", ".Inf", "+Inf", ".INF", "+Inf",
            "-.inf", "-Inf", "-.Inf", "-Inf", "-.INF", "-Inf", ".nan", "NaN", ".NaN", "NaN", ".NAN", "NaN");
    private static final Map<String, String> POSITIVE = Map.of("+.inf", "+Inf", "+.Inf", "+Inf", "+.INF", "+Inf");
    private static final Pattern INTEGER = Pattern.compile(
            "([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern TIME = Pattern.compile("(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:"
            + "[Tt](\\d\\d?):(\\d\\d?):(\\d\\d?)(?:\\.(\\d{1,9}))?(Z|[-+]\\d\\d:\\d\\d)"
            + "| (\\d\\d?):(\\d\\d?):(\\d\\d?)(?:\\.(\\d{1,9}))?)?");

    private SopsYamlScalar() {}

    /** The value of a plain scalar. */
    static SopsNode.Scalar of(String text) {
        if (NULLS.contains(text)) {
            return SopsNode.Scalar.NULL;
        }
        if (BOOLEANS.containsKey(text)) {
            return SopsNode.Scalar.of(SopsNode.Kind.BOOLEAN, BOOLEANS.get(text));
        }
        if ("0123456789+-.".indexOf(text.charAt(0)) < 0) {
            return SopsNode.Scalar.string(text);
        }
        String infinite = INFINITE.getOrDefault(text, POSITIVE.get(text));
        return infinite != null ? SopsNode.Scalar.of(SopsNode.Kind.FLOAT, infinite) : numberOrTime(text);
    }

    /** Whether a string has to be quoted so that it is not taken for something else, by YAML 1.1 either. */
    static boolean needsQuotes(String text) {
        return of(text).kind() != SopsNode.Kind.STRING || OLD_BOOLEANS.contains(text) || text.equals("<<")
                || SEXAGESIMAL.matcher(text).matches();
    }

    private static SopsNode.Scalar numberOrTime(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            try {
                return SopsNode.Scalar.of(SopsNode.Kind.TIME, time(time));
            } catch (DateTimeException noSuchTime) {
                return SopsNode.Scalar.string(text);
            }
        }
        String digits = text.charAt(0) == '.' ? text : text.replace("_", "");
        Matcher integer = INTEGER.matcher(digits);
        if (integer.matches() && integer(integer).bitLength() < Long.SIZE) {
            return SopsNode.Scalar.of(SopsNode.Kind.INTEGER, integer(integer).toString());
        }
        boolean number = FLOAT.matcher(digits).matches() && Double.isFinite(Double.parseDouble(digits));
        return number ? SopsNode.Scalar.of(SopsNode.Kind.FLOAT, YamlNumber.printDecimal(Double.parseDouble(digits)))
                : SopsNode.Scalar.string(text);
    }

    private static BigInteger integer(Matcher parts) {
        BigInteger magnitude = parts.group(2) != null ? new BigInteger(parts.group(2), 16)
                : parts.group(3) != null ? new BigInteger(parts.group(3), 2)
                : parts.group(4) != null ? new BigInteger(parts.group(4), 8)
                : new BigInteger(parts.group(5));
        return parts.group(1).equals("-") ? magnitude.negate() : magnitude;
    }

    /** As RFC 3339 writes it, with the fraction that there is. */
    private static String time(Matcher parts) {
        LocalDate day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
        int clock = parts.group(4) != null ? 4 : 9;
        boolean hasClock = parts.group(clock) != null;
        LocalDateTime time = hasClock ? day.atTime(number(parts, clock), number(parts, clock + 1),
                number(parts, clock + 2)) : day.atStartOfDay();
        String fraction = hasClock && parts.group(clock == 4 ? 7 : 12) != null
                ? parts.group(clock == 4 ? 7 : 12).replaceFirst("0+$", "") : "";
        String zone = parts.group(8) == null || parts.group(8).matches("[-+]00:00") ? "Z" : parts.group(8);
        return String.format("%sT%02d:%02d:%02d%s%s", day, time.getHour(), time.getMinute(), time.getSecond(),
                fraction.isEmpty() ? "" : "." + fraction, zone);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}

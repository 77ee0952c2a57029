import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes YAML texts of one document in all styles, most of them valid, with what makes YAML hard to read: scalars that
 * are not what they look like, tabs, comments, aliases, merge keys, tags, block scalars.
 *
 * <p>Left out: U+0085, U+2028 and U+2029, which the Go library loses, and a key whose colon stands right before a
 * bracket or comma, as in {@code {a:}}, which libyaml takes as part of the key.
 */
final class RandomYaml {
    private static final int DEEPEST = 4;
    private static final String[] SCALARS = {
        "on", "n", "N", "y", "yes", "No", "OFF", "true", "False", "null", "~", "Null", "0755", "0o17", "0O7", "08",
        "-0755", "0b101", "0B1", "0x1F", "0X1f", "-0x1f", "+0o7", "+12", "-0", "00", "0", "1_000", "1_0.5", "0x_1",
        "1_", "_1", ".1_5", ".1__5", "0_9", "1e3", "1.e3", "1E-3", ".5", "-.5", "1.", "+1.5", "-00.5", "1e", "1.5e+",
        "0e0", "-0.0", "12:30", "1:2:3", "190:20:30.15", "2020-01-02", "2020-1-2 3:4:5",
        "2001-12-14t21:59:43.10-05:00", "2020-13-45", "9007199254740993", "18446744073709551615",
        "18446744073709551616", "-9223372036854775809", "1e400", "1e21", "1e20", "123456789012345678901234567890",
        "123456.789", "0.00001", "1000000", "1.10", "1.2.3-rc1", ".", "..", "-.", "+", "-x", "=", "<<x", "a b", "a#b",
        "x-y", "key=val", "http://x:80/y#z", "a-b", "x'", "x\"", "héé", "☸", "😀", "a\tb", "0x", "0b2", "0o8", "0xg",
        "09", "nan", "inf", "+.nan", "-.Nan", "TRUE", "tRUE", "a\u00a0b", "", "1p3", "0x1p3", "::", "a:b", "%x"};
    private static final String[] TAGGED = {
        "!!str 1", "!!str", "!!str null", "! 12", "!!float 1", "!!float 1e2", "!!int 5", "!!bool yes", "!!null ''",
        "!!binary aGk=", "!foo bar", "!<tag:yaml.org,2002:str> 3", "!!timestamp 2020-01-02", "!!str 'on'"};
    private static final String[] KEYS = {
        "on", "n", "0755", "0o17", "1.5", "1e3", "1e7", "0x1F", "123456.789", ".inf", "1.10", "12:30", "2020-01-02",
        "a b", "héé", "<<x", "-", "\"on\"", "'0755'", "\"a: b\"", "'#'", "\"\"", "? x", "\"\\u263a\\n\""};
    private static final String[] PIECES = {
        "a", " ", "  ", "#", " #", ": ", "- ", "é", "☸", "\t", "{", "]", ",", "&", "0", "null", "word ", "---", "\n",
        "\n\n"};
    private static final String[] ESCAPES = {
        "\\n", "\\t", "\\r", "\\0", "\\a", "\\e", "\\_", "\\x41", "\\u263a", "\\U0001F600", "\\\\", "\\\"", "\\'",
        "\\ ", "\\\t", "\\\n"};
    private static final String[] LINES = {
        "text", "a: b", "# no comment", "  more", "x\ty", "x\t", "trail  ", "'", "- x", ""};

    private final Random random;
    private final List<String> anchors = new ArrayList<>();
    private final List<String> anchoredMappings = new ArrayList<>();
    private int names;

    RandomYaml(Random random) {
        this.random = random;
    }

    String document() {
        anchors.clear();
        anchoredMappings.clear();
        String start = pick("", "", "", "---\n", "--- # c\n", "# c\n", "\n", "%YAML 1.1\n---\n", "\ufeff");
        String text = start + switch (random.nextInt(10)) {
            case 0 -> sequence(0, 0);
            case 1 -> flow(0, 0) + "\n";
            default -> mapping(0, 0);
        } + pick("", "", "", "...\n", "# c", "\n");
        return random.nextInt(10) == 0 ? text.replace("\n", "\r\n") : text;
    }

    private String mapping(int depth, int indent) {
        StringBuilder lines = new StringBuilder();
        int hardKey = random.nextInt(8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            boolean merges = !anchoredMappings.isEmpty() && random.nextInt(8) == 0;
            String key = i == hardKey ? pick(KEYS) : simpleKey();
            lines.append(" ".repeat(indent)).append(key.startsWith("? ") ? key + "\n" + " ".repeat(indent) + ":"
                    : merges ? "<<:" : key + pick(":", ":", ":", " :", "\t:"));
            boolean complex = key.startsWith("? ");
            lines.append(merges ? separator(complex) + merged() + end() : blockValue(depth, indent, complex))
                    .append(between());
        }
        return lines.toString();
    }

    private String sequence(int depth, int indent) {
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            lines.append(" ".repeat(indent)).append('-').append(blockValue(depth, indent, true)).append(between());
        }
        return lines.toString();
    }

    /**
     * What follows {@code key:} or {@code -}, up to the end of the line or the nested block.
     *
     * @param indicator whether it follows an indicator, after which tabs are not allowed
     */
    private String blockValue(int depth, int indent, boolean indicator) {
        int inner = indent + 1 + random.nextInt(3);
        return switch (random.nextInt(depth < DEEPEST ? 12 : 6)) {
            case 0, 1, 2 -> separator(indicator) + named(() -> scalar(indent)) + end();
            case 3 -> separator(indicator) + (anchors.isEmpty() ? "x" : "*" + pick(anchors)) + end();
            case 4 -> separator(indicator) + named(() -> flow(depth, indent)) + end();
            case 5 -> separator(indicator) + named(() -> blockScalar(indent));
            case 6, 7, 8, 9 -> indicator && random.nextBoolean() ? onSameLine(mapping(depth + 1, indent + 2))
                    : namedBlock(() -> mapping(depth + 1, inner), anchoredMappings);
            default -> indicator && random.nextBoolean() ? onSameLine(sequence(depth + 1, indent + 2))
                    : namedBlock(() -> sequence(depth + 1, indicator ? inner : pick(inner, indent)), anchors);
        };
    }

    private String flow(int depth, int indent) {
        String newLine = "\n" + " ".repeat(indent + 1);
        String line = random.nextInt(4) == 0 ? newLine + pick("", "\t") : "";
        return switch (random.nextInt(depth < DEEPEST ? 6 : 3)) {
            case 0, 1 -> flowScalar(indent);
            case 2 -> anchors.isEmpty() ? "x" : "*" + pick(anchors) + " ";
            case 3 -> "[" + line + entries(line, () -> named(() -> flow(depth + 1, indent))) + line + "]";
            default -> "{" + line + entries(line, () -> flowKey() + pick(": ", ": ", ":\t", " : ", ":" + newLine)
                    + named(() -> flow(depth + 1, indent))) + line + "}";
        };
    }

    private String flowKey() {
        return random.nextInt(8) == 0 ? pick("'a b'", "\"on\"", "on", "0755") : simpleKey();
    }

    private String entries(String line, Supplier<String> entry) {
        StringBuilder entries = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean comma = i > 1 || random.nextInt(8) == 0;
            entries.append(entry.get()).append(comma ? pick(", ", ",\t", "\t, ", ",") + line : "");
        }
        return entries.toString();
    }

    private String scalar(int indent) {
        return switch (random.nextInt(8)) {
            case 0 -> doubleQuoted(indent);
            case 1 -> singleQuoted(indent);
            case 2 -> pick(TAGGED);
            case 3 -> "word\n" + " ".repeat(indent + 1) + pick("", "\n" + " ".repeat(indent + 1)) + "more words";
            default -> pick(SCALARS).replaceFirst("^%", "x%");
        };
    }

    private String flowScalar(int indent) {
        String scalar = scalar(indent);
        return scalar.matches("(?s)[^'\"].*[:,?].*|::|-.*|\n.*") ? "word" : scalar + " ";
    }

    private String doubleQuoted(int indent) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? pick(ESCAPES) : pick(PIECES));
        }
        return "\"" + text.toString().replace("\n", "\n" + " ".repeat(indent + 1)) + "\"";
    }

    private String singleQuoted(int indent) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(random.nextInt(6) == 0 ? "''" : pick(PIECES));
        }
        return "'" + text.toString().replace("\n", "\n" + " ".repeat(indent + 1)) + "'";
    }

    private String blockScalar(int indent) {
        boolean says = random.nextInt(5) == 0;
        StringBuilder text = new StringBuilder(pick("|", ">")).append(says ? "2" : "").append(pick("", "", "-", "+"))
                .append(end());
        for (int i = random.nextInt(5); i > 0; i--) {
            String line = pick(LINES);
            boolean first = text.indexOf("\n") == text.length() - 1;
            text.append(line.isEmpty() ? "" : " ".repeat(indent + 2) + (first && !says ? line.strip() : line))
                    .append('\n');
        }
        return text.toString();
    }

    private String named(Supplier<String> node) {
        return named(node, anchors);
    }

    private String named(Supplier<String> node, List<String> kind) {
        if (random.nextInt(8) != 0) {
            return node.get();
        }
        String name = "a" + names++;
        String text = "&" + name + pick(" ", "\t", " ") + node.get();
        anchors.add(name);
        if (kind != anchors) {
            kind.add(name);
        }
        return text;
    }

    /** A block on the lines after the current one. */
    private String namedBlock(Supplier<String> block, List<String> kind) {
        String end = end();
        String text = named(() -> end + block.get(), kind);
        return text.startsWith("&") ? " " + text : text;
    }

    /** A block that is indented by as much as the indicator before it takes. */
    private static String onSameLine(String block) {
        return " " + block.stripLeading();
    }

    private String merged() {
        return random.nextBoolean() ? "*" + pick(anchoredMappings)
                : "[*" + pick(anchoredMappings) + ", {m: 1, k1: 2}, *" + pick(anchoredMappings) + " ]";
    }

    private String simpleKey() {
        return "k" + random.nextInt(30);
    }

    private String separator(boolean indicator) {
        return indicator ? " " : pick(" ", " ", " ", "\t", " \t", "  ");
    }

    private String end() {
        return pick("", "", "", "", "", " # c", "\t# tab", " ", "\t") + "\n";
    }

    private String between() {
        return pick("", "", "", "", "", "", "", "# c\n", "\n", "   # c\n");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private int pick(int one, int other) {
        return random.nextBoolean() ? one : other;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

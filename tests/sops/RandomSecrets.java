import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents as people write them: all kinds of scalars, nested blocks, comments in odd places. The same for a seed. */
final class RandomSecrets {
    private static final List<String> SCALARS = List.of("word", "two words", "12", "-7", "0x1F", "0755", "0o17", "1.5",
            "1e3", "1.50", "-0.25", "123456789012345678", "1_000", "true", "False", "yes", "null", "~", "''", "\"\"",
            "'12'", "\"true\"", "2001-12-14", "2001-12-14T21:59:43.10-05:00", "'2001-12-14'", "12:30:45", "'it''s'",
            "\"tab\\tand \\\"quotes\\\" \\u263A\"", "'# no comment'", "a#b", "'a: b'", "[]", "{}", "'- x'", "é",
            "\"😀\"",
            "'ends with space '", "\"line\\nbreak\"", "' leads'", "!!str 12", "&anchor", "@at", "'*'", "'null'", ".inf",
            "Secret", "ENC", "'%'", "'{'", "\"\\x07\"", "c2VjcmV0", "http://u:p@h/x?y=z&a", "-", "1e400", "09",
            "'a, b'", "[1, two, 'three']", "{x: 1, y: [2, 3]}");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int keys;

    private RandomSecrets(long seed) {
        random = new Random(seed);
    }

    /** One or more documents. */
    static String yaml(long seed) {
        RandomSecrets secrets = new RandomSecrets(seed);
        int documents = secrets.random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < documents; i++) {
            secrets.out.append(i == 0 ? "" : "---\n");
            secrets.mapping(0, 0, false);
        }
        return secrets.out.toString();
    }

    private void mapping(int indent, int depth, boolean firstInline) {
        int entries = 1 + random.nextInt(depth == 0 ? 6 : 3);
        for (int i = 0; i < entries; i++) {
            boolean inline = firstInline && i == 0;
            if (!inline) {
                comments(indent);
                out.append(" ".repeat(indent));
            }
            out.append(key()).append(':');
            value(indent, depth);
        }
        if (random.nextInt(8) == 0) {
            comments(indent);
        }
    }

    private void sequence(int indent, int depth) {
        int items = 1 + random.nextInt(3);
        for (int i = 0; i < items; i++) {
            comments(indent);
            out.append(" ".repeat(indent)).append("-");
            if (random.nextInt(4) == 0 && depth < 4) {
                out.append(' ');
                mapping(indent + 2, depth + 1, true);
            } else {
                value(indent, 9);
            }
        }
    }

    private void value(int indent, int depth) {
        int kind = random.nextInt(10);
        if (kind == 0 && depth < 4) {
            trailing();
            out.append('\n');
            mapping(indent + 2, depth + 1, false);
        } else if (kind == 1 && depth < 4) {
            trailing();
            out.append('\n');
            sequence(indent + (random.nextBoolean() ? 2 : 0), depth + 1);
        } else if (kind == 2) {
            block(indent + 2);
        } else {
            String scalar = SCALARS.get(random.nextInt(SCALARS.size()));
            out.append(' ').append(scalar.startsWith("&") || scalar.startsWith("@") || scalar.equals("-")
                    ? "'" + scalar + "'" : scalar);
            if (!scalar.equals("[]") && !scalar.equals("{}")) {
                trailing();
            }
            out.append('\n');
        }
    }

    private void block(int indent) {
        out.append(random.nextBoolean() ? " |" : " >").append(List.of("", "-", "+").get(random.nextInt(3)));
        out.append('\n');
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            boolean empty = i > 0 && i < lines - 1 && random.nextInt(3) == 0;
            out.append(empty ? "" : " ".repeat(indent) + "line " + i + " # no comment").append('\n');
        }
    }

    private void comments(int indent) {
        if (random.nextInt(6) == 0) {
            out.append(" ".repeat(indent)).append("# about ").append(random.nextInt(100)).append('\n');
        }
        if (random.nextInt(25) == 0) {
            out.append("\n");
        }
    }

    private void trailing() {
        if (random.nextInt(10) == 0) {
            out.append(" # behind ").append(random.nextInt(100));
        }
    }

    private String key() {
        List<String> suffixes = new ArrayList<>(List.of("", "", "", "_unencrypted", "_x", ".y", "-z", " w"));
        return "key" + keys++ + suffixes.get(random.nextInt(suffixes.size()));
    }
}

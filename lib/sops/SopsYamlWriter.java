//SOURCES ../yaml/YamlNumber.java
//SOURCES ../yaml/YamlShape.java
//SOURCES ../yaml/YamlWriter.java
//SOURCES SopsCipher.java
//SOURCES SopsNode.java
//SOURCES SopsYamlScalar.java

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes YAML in the layout of sops, so that it does not matter to a diff which of both wrote a file. */
final class SopsYamlWriter {
    static final int INDENT = 4;
    private static final int LONGEST_SIMPLE_KEY = 128;

    private final StringBuilder out = new StringBuilder();
    private final int step;

    private SopsYamlWriter(int step) {
        this.step = step;
    }

    /** @param indent how many columns a block is indented */
    static String write(List<SopsNode.Mapping> documents, int indent) {
        SopsYamlWriter writer = new SopsYamlWriter(indent);
        for (int i = 0; i < documents.size(); i++) {
            writer.out.append(i == 0 ? "" : "---\n");
            writer.document(documents.get(i));
        }
        return writer.out.toString();
    }

    private void document(SopsNode.Mapping document) {
        if (document.entries().stream().allMatch(entry -> entry.key() == null)) {
            out.append("{}\n");
        }
        mapping(document, 0);
    }

    /** The first line starts where the writer stands; the others are indented. */
    private void mapping(SopsNode.Mapping mapping, int indent) {
        List<String> trailing = new ArrayList<>();
        boolean atStart = true;
        for (SopsNode.Entry entry : mapping.entries()) {
            if (entry.value() instanceof SopsNode.Comment comment && entry.key() == null) {
                atStart = comment(comment, trailing, atStart, indent);
                continue;
            }
            trailing.addAll(0, commentsOfEmpty(entry.value()));
            atStart = isOneLine(entry.value()) ? atStart : before(trailing, atStart, indent);
            startLine(atStart, indent);
            atStart = false;
            String key = text(entry.key());
            if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_SIMPLE_KEY) {
                out.append("? ").append(key).append('\n');
                startLine(false, indent);
                out.append(": ");
                inline(entry.value(), indent, trailing);
            } else {
                out.append(key).append(':');
                afterKey(entry.value(), indent, trailing);
            }
        }
        before(trailing, atStart, indent);
    }

    private void sequence(SopsNode.Sequence sequence, int indent) {
        List<String> trailing = new ArrayList<>();
        boolean atStart = true;
        for (SopsNode item : sequence.items()) {
            if (!isItem(item)) {
                atStart = comment((SopsNode.Comment) item, trailing, atStart, indent);
                continue;
            }
            trailing.addAll(0, commentsOfEmpty(item));
            atStart = isOneLine(item) ? atStart : before(trailing, atStart, indent);
            startLine(atStart, indent);
            atStart = false;
            out.append("- ");
            if (item instanceof SopsNode.Comment hidden) {
                out.append(hidden.text()).append('\n');
            } else {
                inline(item, indent, trailing);
            }
        }
        before(trailing, atStart, indent);
    }

    private void afterKey(SopsNode value, int indent, List<String> trailing) {
        if (isBlock(value)) {
            out.append('\n');
            int inner = deeper(indent);
            startLine(false, inner);
            block(value, inner);
        } else {
            out.append(' ');
            scalar(value, indent, trailing);
        }
    }

    private void inline(SopsNode value, int indent, List<String> trailing) {
        if (isBlock(value)) {
            block(value, indent + 2);
        } else {
            scalar(value, indent, trailing);
        }
    }

    private void block(SopsNode value, int indent) {
        if (value instanceof SopsNode.Mapping mapping) {
            mapping(mapping, indent);
        } else {
            sequence((SopsNode.Sequence) value, indent);
        }
    }

    private void scalar(SopsNode value, int indent, List<String> trailing) {
        if (value instanceof SopsNode.Mapping) {
            out.append("{}");
        } else if (value instanceof SopsNode.Sequence) {
            out.append("[]");
        } else if (isLiteral(value, indent)) {
            literal(((SopsNode.Scalar) value).text(), deeper(indent));
        } else {
            out.append(plain((SopsNode.Scalar) value));
        }
        trailing.forEach(comment -> out.append(" #").append(comment));
        trailing.clear();
        out.append('\n');
    }

    private static String plain(SopsNode.Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> "null";
            case BOOLEAN -> scalar.text().toLowerCase(Locale.ROOT);
            case FLOAT -> number(scalar.text());
            case INTEGER, TIME -> scalar.text();
            case STRING, BYTES -> text(scalar.text());
        };
    }

    private static String number(String text) {
        return switch (text) {
            case "+Inf" -> ".inf";
            case "-Inf" -> "-.inf";
            case "NaN" -> ".nan";
            default -> YamlNumber.printFloat(Double.parseDouble(text));
        };
    }

    private static String text(String text) {
        YamlShape shape = YamlShape.of(text);
        if (shape.multiLine() || !shape.quotable() || SopsYamlScalar.needsQuotes(text)) {
            return doubleQuoted(text);
        }
        return shape.plainAllowed() ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> YamlWriter.escape(c, quoted));
        return quoted.append('"').toString();
    }

    private void literal(String text, int indent) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        out.append('|').append(text.startsWith(" ") || text.startsWith("\n") ? "" + step : "")
                .append(!text.endsWith("\n") ? "-" : text.equals("\n") || text.endsWith("\n\n") ? "+" : "");
        for (String line : body.split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                startLine(false, indent);
                out.append(line);
            }
        }
    }

    /** Whether a comment can stand behind it. */
    private boolean isOneLine(SopsNode value) {
        return value instanceof SopsNode.Scalar && !isLiteral(value, 0);
    }

    /** Text that starts with a blank is written so only where its indentation is what it has to declare. */
    private boolean isLiteral(SopsNode value, int indent) {
        if (!(value instanceof SopsNode.Scalar scalar) || scalar.kind() != SopsNode.Kind.STRING) {
            return false;
        }
        String text = scalar.text();
        boolean declares = text.startsWith(" ") || text.startsWith("\n");
        return text.indexOf('\n') >= 0 && YamlShape.of(text).literalAllowed()
                && (!declares || deeper(indent) - indent == step);
    }

    /** Writes a comment, or keeps it for behind the next value; whether the writer still stands at the first line. */
    private boolean comment(SopsNode.Comment comment, List<String> trailing, boolean atStart, int indent) {
        if (comment.trailing()) {
            trailing.add(comment.text());
            return atStart;
        }
        startLine(atStart, indent);
        out.append('#').append(comment.text()).append('\n');
        return false;
    }

    private boolean before(List<String> trailing, boolean atStart, int indent) {
        boolean still = atStart;
        for (String text : trailing) {
            startLine(still, indent);
            still = false;
            out.append('#').append(text).append('\n');
        }
        trailing.clear();
        return still;
    }

    private int deeper(int indent) {
        return step * ((indent + step) / step);
    }

    private void startLine(boolean alreadyThere, int indent) {
        if (!alreadyThere) {
            out.append(" ".repeat(indent));
        }
    }

    /** Encrypted comments are items of a list, as sops writes them. */
    private static boolean isItem(SopsNode value) {
        return !(value instanceof SopsNode.Comment comment) || SopsCipher.isEncryptedComment(comment.text());
    }

    private static List<String> commentsOfEmpty(SopsNode value) {
        Stream<SopsNode> content = isBlock(value) ? Stream.empty()
                : value instanceof SopsNode.Mapping mapping ? mapping.entries().stream().map(SopsNode.Entry::value)
                : value instanceof SopsNode.Sequence list ? list.items().stream() : Stream.empty();
        return content.filter(SopsNode.Comment.class::isInstance)
                .map(node -> ((SopsNode.Comment) node).text()).toList();
    }

    private static boolean isBlock(SopsNode value) {
        if (value instanceof SopsNode.Mapping mapping) {
            return mapping.entries().stream().anyMatch(entry -> entry.key() != null);
        }
        return value instanceof SopsNode.Sequence list && list.items().stream().anyMatch(SopsYamlWriter::isItem);
    }
}

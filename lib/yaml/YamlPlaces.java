//SOURCES Yaml.java

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the values of a document are in its text, from the first character to behind the last. */
final class YamlPlaces {
    private final String text;
    private final int[] offsets;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean hasAliasKeys;

    YamlPlaces(String text, Node root) {
        this.text = text;
        this.offsets = text.chars().noneMatch(c -> Character.isSurrogate((char) c)) ? null : offsets(text);
        visit(root);
    }

    /** Marks count code points. */
    private static int[] offsets(String text) {
        int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 0, offset = 0; i < offsets.length; i++) {
            offsets[i] = offset;
            offset += offset < text.length() ? Character.charCount(text.codePointAt(offset)) : 0;
        }
        return offsets;
    }

    private void visit(Node node) {
        if (!seen.add(node)) {
            shared.add(node);
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::visit);
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(entry -> {
                hasAliasKeys |= seen.contains(entry.getKeyNode());
                visit(entry.getKeyNode());
                visit(entry.getValueNode());
            });
        }
    }

    /** Whether an alias stands for a key; then places cannot be told. */
    boolean hasAliasKeys() {
        return hasAliasKeys;
    }

    /** Whether aliases make the value stand in more than one place. */
    boolean isShared(Node node) {
        return shared.contains(node);
    }

    /** What is written between two places and used in others, too. */
    Optional<Node> sharedIn(int from, int to) {
        return shared.stream().filter(node -> start(node) >= from && start(node) < to).findFirst();
    }

    int start(Node node) {
        return at(node.getStartMark());
    }

    /** The first dash of a list, which an anchor or a tag may come before. */
    int firstDash(SequenceNode list) {
        int at = start(list);
        while (text.charAt(at) != '-') {
            if (text.charAt(at) == '#') {
                at = nextLine(at);
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                while (!Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
            }
        }
        return at;
    }

    /** Behind the colon of an entry, or behind its key if it has none. */
    int afterColon(NodeTuple entry) {
        int end = at(entry.getKeyNode().getEndMark());
        int at = end;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            at = text.charAt(at) == '#' ? nextLine(at) : at + 1;
        }
        return at < text.length() && text.charAt(at) == ':' ? at + 1 : end;
    }

    /** The dash of the item behind another one, which ends at a place. */
    int nextDash(SequenceNode list, int end) {
        int column = column(firstDash(list));
        int line = nextLine(end);
        while (line < text.length() && !isDash(line + column)) {
            line = nextLine(line);
        }
        return line + column;
    }

    private boolean isDash(int at) {
        return at < text.length() && text.charAt(at) == '-'
                && text.substring(lineStart(at), at).chars().allMatch(c -> c == ' ' || c == '-')
                && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
    }

    /**
     * Behind a value.
     *
     * @param after behind the colon or the dash that it follows
     */
    int end(Node node, int after) {
        if (isAlias(node, after)) {
            int at = text.indexOf('*', after);
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))
                    && ",]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return at;
        }
        if (node instanceof ScalarNode scalar && isBlock(scalar)) {
            int end = Math.min(at(scalar.getEndMark()), text.length());
            while (end > start(node) && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            boolean keepsBlankLines = text.substring(start(node), lineEnd(start(node))).matches("[^#]*\\+.*");
            return keepsBlankLines ? behindBlankLines(end) : end;
        }
        if (isBlockMapping(node)) {
            MappingNode map = (MappingNode) node;
            NodeTuple last = map.getValue().get(map.getValue().size() - 1);
            return end(last.getValueNode(), afterColon(last));
        }
        if (isBlockList(node)) {
            SequenceNode list = (SequenceNode) node;
            int end = -1;
            for (Node item : list.getValue()) {
                int dash = end < 0 ? firstDash(list) : nextDash(list, end);
                end = end(item, dash + 1);
            }
            return end;
        }
        return Math.max(after, at(node.getEndMark()));
    }

    private int behindBlankLines(int end) {
        int at = end;
        for (int next = nextLine(at); next < text.length() && text.substring(next, lineEnd(next)).isBlank();
                next = nextLine(at)) {
            at = lineEnd(next);
            if (nextLine(at) == at) {
                break;
            }
        }
        return at;
    }

    private boolean isAlias(Node node, int after) {
        return isShared(node) && start(node) < after && at(node.getEndMark()) <= after;
    }

    static boolean isBlockMapping(Node node) {
        return node instanceof MappingNode map && map.getFlowStyle() == FlowStyle.BLOCK && !map.getValue().isEmpty();
    }

    static boolean isBlockList(Node node) {
        return node instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK
                && !list.getValue().isEmpty();
    }

    static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> values && values.getFlowStyle() == FlowStyle.FLOW;
    }

    private static boolean isBlock(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
    }

    /** Of the first character in its line, from 0. */
    int column(int at) {
        return at - lineStart(at);
    }

    int lineStart(int at) {
        int start = Math.min(at, text.length());
        while (start > 0 && text.charAt(start - 1) != '\n') {
            start--;
        }
        return start == 0 && text.startsWith("\ufeff") ? 1 : start;
    }

    /** Before the line break. */
    int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** Behind the line break. */
    int nextLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** Whether only spaces are before it in its line. */
    boolean beginsLine(int at) {
        return text.substring(lineStart(at), at).isBlank();
    }

    /** The line behind a place, or the one behind further comments that stand more to the right than an indent. */
    int behindInnerComments(int at, int indent) {
        int behind = nextLine(at);
        for (int line = behind; line < text.length(); line = nextLine(line)) {
            String content = text.substring(line, lineEnd(line)).strip();
            if (content.startsWith("#") && text.indexOf('#', line) - line > indent) {
                behind = nextLine(line);
            } else if (!content.isEmpty() && !content.startsWith("#")) {
                return behind;
            }
        }
        return behind;
    }

    /** Where the comments begin that stand right above a line, as far to the right as what it begins with. */
    int withComments(int lineStart, int column) {
        int from = lineStart;
        while (from > 0) {
            int above = lineStart(from - 1);
            String line = text.substring(above, from);
            boolean isComment = line.strip().startsWith("#") && line.indexOf('#') == column;
            if (!isComment) {
                return from;
            }
            from = above;
        }
        return from;
    }

    private int at(Mark mark) {
        return offsets == null ? mark.getIndex() : offsets[mark.getIndex()];
    }

    /** How far the document's own lists stand below their keys; empty when it has none. */
    Optional<Integer> listIndent(Node node) {
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (isBlockList(entry.getValueNode()) && !isShared(entry.getValueNode())) {
                    int below = column(firstDash((SequenceNode) entry.getValueNode()))
                            - column(start(entry.getKeyNode()));
                    return Optional.of(below > 0 ? 2 : 0);
                }
                Optional<Integer> further = listIndent(entry.getValueNode());
                if (further.isPresent()) {
                    return further;
                }
            }
        }
        return node instanceof SequenceNode list ? list.getValue().stream().map(this::listIndent)
                .flatMap(Optional::stream).findFirst() : Optional.empty();
    }
}

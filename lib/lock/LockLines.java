//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list in a YAML text whose every item has lines of its own, so that one can be changed without the others. Comments
 * before an item belong to it.
 */
final class LockLines {
    private final List<String> lines;
    private final int indent;
    private final List<Region> items;

    /** Lines from, and to without the last. */
    private record Region(int from, int to) {}

    private LockLines(List<String> lines, int indent, List<Region> items) {
        this.lines = lines;
        this.indent = indent;
        this.items = items;
    }

    /** @return empty when the list is not there or empty, or its items share lines with something else */
    static Optional<LockLines> of(String text, Yaml.Document document, String key) {
        Node list = value(document.node(), key);
        if (!(list instanceof SequenceNode items) || items.getFlowStyle() != FlowStyle.BLOCK
                || items.getValue().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int indent = lines.get(line(items.getValue().get(0))).indexOf('-');
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < items.getValue().size(); i++) {
            int from = line(items.getValue().get(i));
            int next = i + 1 < items.getValue().size() ? line(items.getValue().get(i + 1))
                    : endOfList(items, lines);
            if (indent < 0 || next <= from || !lines.get(from).startsWith(" ".repeat(indent) + "- ")) {
                return Optional.empty();
            }
            regions.add(new Region(from, withoutTail(lines, from, next)));
        }
        return Optional.of(new LockLines(lines, indent, regions));
    }

    /** The text with other items in the places of some. */
    String replace(Map<Integer, JsonNode> others) {
        List<String> all = new ArrayList<>(lines);
        new TreeMap<>(others).descendingMap().forEach((index, item) -> {
            Region region = items.get(index);
            put(all, region.from, region.to, List.of(item));
        });
        return String.join("\n", all);
    }

    /** The text with more items; each comes before the one that has its index now. */
    String insert(NavigableMap<Integer, List<JsonNode>> more) {
        List<String> all = new ArrayList<>(lines);
        more.descendingMap().forEach((index, group) -> {
            int at = index == 0 ? items.get(0).from : items.get(index - 1).to;
            put(all, at, at, group);
        });
        return String.join("\n", all);
    }

    private void put(List<String> all, int from, int to, List<JsonNode> group) {
        List<String> fresh = Yaml.write(Json.array().addAll(group)).lines()
                .map(line -> " ".repeat(indent) + line).collect(Collectors.toCollection(ArrayList::new));
        if (to == all.size()) {
            fresh.add(""); // the line break that the last line did not have
        }
        List<String> old = all.subList(from, to);
        old.clear();
        old.addAll(fresh);
    }

    /** SnakeYAML has a list end where the next token begins, or in the last line if no line break ends that. */
    private static int endOfList(SequenceNode list, List<String> lines) {
        int line = list.getEndMark().getLine();
        boolean isUnended = line == lines.size() - 1 && !lines.get(line).isBlank();
        return isUnended ? lines.size() : Math.min(line, lines.size());
    }

    /** The end of an item: blank lines and comments after it belong to what follows. */
    private static int withoutTail(List<String> lines, int from, int next) {
        int end = next;
        while (end > from + 1 && lines.get(end - 1).matches("\\s*(#.*)?")) {
            end--;
        }
        return end;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine();
    }

    private static Node value(Node node, String key) {
        return !(node instanceof MappingNode map) ? null : map.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
                .map(NodeTuple::getValueNode).reduce((first, last) -> last).orElse(null);
    }
}

//SOURCES ../Failure.java
//SOURCES SameValue.java
//SOURCES TextChanges.java
//SOURCES YamlItems.java
//SOURCES YamlPlaces.java
//SOURCES YamlText.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Makes a document somebody has written say something else: only what differs is written anew. Comments, the order of
 * keys, quotes and line ends of all the rest stay as they are.
 */
final class YamlEdit {
    private static final int NOT_INDENTED = -2;

    private final Yaml.Document document;
    private final String text;
    private final String lineEnd;
    private final YamlPlaces places;
    private final YamlText fresh;
    private final TextChanges changes = new TextChanges();

    /**
     * Where a value is.
     *
     * @param indent of the line with its key or dash
     * @param after behind the colon or the dash; for the whole document its start
     * @param inFlow whether brackets are around it
     */
    private record Slot(Node node, int indent, int after, boolean ofKey, boolean inFlow) {}

    private YamlEdit(Yaml.Document document) {
        this.document = document;
        this.text = document.source();
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.places = new YamlPlaces(text, document.node());
        this.fresh = new YamlText(places.listIndent(document.node()).orElse(0));
    }

    /**
     * The text of a document's file with another value in the document's place.
     *
     * @throws Failure where aliases would carry a change to other places
     */
    static String change(Yaml.Document document, JsonNode value) {
        String changed = edited(document, value);
        return says(changed, value) ? changed : rewritten(document, value);
    }

    /** As {@link #change}, but not sure to say the value where block scalars that keep their blank lines end. */
    static String edited(Yaml.Document document, JsonNode value) {
        if (SameValue.equal(document.content(), value)) {
            return document.source();
        }
        YamlEdit edit = new YamlEdit(document);
        if (edit.places.hasAliasKeys()) {
            throw edit.refused(document.node(), "has aliases for keys");
        }
        edit.change(new Slot(document.node(), NOT_INDENTED, edit.places.start(document.node()), false, false),
                document.content(), value);
        return edit.changes.of(edit.text);
    }

    private static boolean says(String text, JsonNode value) {
        try {
            List<Yaml.Document> documents = Yaml.read("changed text", text);
            return documents.size() == 1 && SameValue.equal(value, documents.get(0).content());
        } catch (Failure e) {
            return false;
        }
    }

    /** The value written anew below the comments that the document begins with. */
    private static String rewritten(Yaml.Document document, JsonNode value) {
        YamlEdit edit = new YamlEdit(document);
        return edit.text.substring(0, edit.places.start(document.node())) + edit.broken(edit.fresh.block(value));
    }

    private void change(Slot slot, JsonNode from, JsonNode to) {
        if (SameValue.equal(from, to)) {
            return;
        }
        Node node = slot.node;
        if (places.isShared(node)) {
            throw refused(node, "is used in other places by an alias");
        }
        if (node instanceof MappingNode map && from.isObject() && YamlText.isBlock(from) && YamlText.isBlock(to)
                && to.isObject()) {
            mapping(slot, map, from, to);
        } else if (node instanceof SequenceNode list && YamlText.isBlock(from) && YamlText.isBlock(to)
                && to.isArray()) {
            list(slot, list, from, to);
        } else {
            replace(slot, to);
        }
    }

    private void mapping(Slot slot, MappingNode map, JsonNode from, JsonNode to) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        List<NodeTuple> all = map.getValue();
        for (NodeTuple entry : all) {
            String key = YamlItems.key(entry.getKeyNode());
            if (key.equals("<<") || places.isShared(entry.getKeyNode())) {
                throw refused(entry.getKeyNode(), "takes part of its values from another place");
            }
            entries.put(key, entry);
        }
        boolean flow = YamlPlaces.isFlow(map);
        boolean keepsNone = entries.keySet().stream().noneMatch(to::has);
        boolean keepsKeys = entries.keySet().stream().allMatch(to::has) && to.size() == entries.size();
        if (keepsNone || flow && !keepsKeys || hasExplicitKey(all)) {
            replace(slot, to);
            return;
        }
        int indent = places.column(places.start(all.get(0).getKeyNode()));
        if (!flow) {
            removeEntries(all, to, indent);
        }
        entries.forEach((key, entry) -> {
            if (to.has(key)) {
                change(new Slot(entry.getValueNode(), indent, places.afterColon(entry), true, flow || slot.inFlow),
                        from.get(key), to.get(key));
            }
        });
        NodeTuple before = null;
        NodeTuple last = entries.entrySet().stream().filter(entry -> to.has(entry.getKey()))
                .map(Map.Entry::getValue).reduce((one, next) -> next).orElseThrow();
        for (Map.Entry<String, JsonNode> wanted : to.properties()) {
            NodeTuple entry = entries.get(wanted.getKey());
            if (entry == null) {
                NodeTuple place = before == null ? last : before;
                insert(places.end(place.getValueNode(), places.afterColon(place)), indent,
                        fresh.entry(wanted.getKey(), wanted.getValue()));
            } else {
                before = entry;
            }
        }
    }

    private void removeEntries(List<NodeTuple> all, JsonNode to, int indent) {
        int first = 0;
        int start = places.start(all.get(0).getKeyNode());
        if (!places.beginsLine(start)) { // behind a dash, where the first entry that stays takes its place
            while (!to.has(YamlItems.key(all.get(first).getKeyNode()))) {
                first++;
            }
            cut(start, places.start(all.get(first).getKeyNode()), "");
        }
        for (NodeTuple entry : all.subList(first, all.size())) {
            if (!to.has(YamlItems.key(entry.getKeyNode()))) {
                removeLines(places.start(entry.getKeyNode()), indent,
                        places.end(entry.getValueNode(), places.afterColon(entry)));
            }
        }
    }

    private void list(Slot slot, SequenceNode list, JsonNode from, JsonNode to) {
        List<Node> nodes = list.getValue();
        int[] origins = YamlItems.origins(from, to);
        boolean sameItems = origins.length == nodes.size();
        for (int i = 0; i < origins.length; i++) {
            sameItems &= origins[i] == i;
        }
        boolean flow = YamlPlaces.isFlow(list);
        if (flow && !sameItems || !flow && Arrays.stream(origins).noneMatch(origin -> origin >= 0)) {
            replace(slot, to);
            return;
        }
        int[] dashes = new int[nodes.size()];
        int[] ends = new int[nodes.size()];
        for (int i = 0; i < nodes.size() && !flow; i++) {
            dashes[i] = i == 0 ? places.firstDash(list) : places.nextDash(list, ends[i - 1]);
            ends[i] = places.end(nodes.get(i), dashes[i] + 1);
        }
        int indent = flow ? slot.indent : places.column(places.firstDash(list));
        if (!flow) {
            removeItems(dashes, ends, origins, indent);
        }
        int before = -1;
        for (int i = 0; i < origins.length; i++) {
            if (origins[i] >= 0) {
                int origin = origins[i];
                change(new Slot(nodes.get(origin), indent, flow ? places.start(nodes.get(origin)) : dashes[origin] + 1,
                        false, flow || slot.inFlow), from.get(origin), to.get(i));
                before = origin;
            } else if (before >= 0) {
                insert(ends[before], indent, fresh.item(to.get(i)));
            } else {
                String item = YamlText.indented(fresh.item(to.get(i)), indent);
                boolean isLine = places.beginsLine(dashes[0]);
                changes.insert(isLine ? places.withComments(places.lineStart(dashes[0]), indent) : dashes[0],
                        broken(isLine ? item : item.substring(indent) + " ".repeat(indent)));
            }
        }
    }

    private void removeItems(int[] dashes, int[] ends, int[] origins, int indent) {
        for (int i = 0; i < dashes.length; i++) {
            int item = i;
            if (Arrays.stream(origins).anyMatch(origin -> origin == item)) {
                continue;
            }
            if (places.beginsLine(dashes[i])) {
                removeLines(dashes[i], indent, ends[i]);
            } else {
                cut(dashes[i], i + 1 < dashes.length ? dashes[i + 1] : ends[i], "");
            }
        }
    }

    private void removeLines(int start, int indent, int end) {
        cut(places.withComments(places.lineStart(start), indent),
                places.behindInnerComments(end, indent), "");
    }

    private void cut(int from, int to, String other) {
        if (from == to && other.isEmpty()) {
            return;
        }
        places.sharedIn(from, to).ifPresent(node -> {
            throw refused(node, "is used in other places by an alias");
        });
        changes.replace(from, to, other);
    }

    /** Puts lines behind the one in which something ends. */
    private void insert(int end, int indent, String lines) {
        int at = places.behindInnerComments(end, indent);
        String block = broken(YamlText.indented(lines, indent));
        boolean isUnended = at == text.length() && !text.endsWith("\n");
        changes.insert(at, isUnended && !changes.endsLine(at)
                ? lineEnd + block.substring(0, block.length() - lineEnd.length()) : block);
    }

    private void replace(Slot slot, JsonNode to) {
        int end = places.end(slot.node, slot.after);
        boolean isRoot = slot.indent == NOT_INDENTED;
        if (slot.inFlow || !YamlText.isBlock(to)) {
            String value = slot.inFlow ? YamlText.flowLike(slot.node, to)
                    : YamlText.indented(" " + YamlText.scalarLike(slot.node, to), Math.max(0, slot.indent))
                            .stripLeading();
            int behind = value.contains("\n") ? places.lineEnd(end) : end;
            cut(slot.after, behind, (slot.ofKey || !slot.inFlow && !isRoot ? " " : "") + broken(value));
            return;
        }
        if (YamlPlaces.isFlow(slot.node) && !isRoot) {
            cut(slot.after, end, " " + YamlText.flow(to));
            return;
        }
        String block = fresh.block(to);
        if (slot.ofKey) {
            String lines = YamlText.indented(block, slot.indent + (to.isArray() ? fresh.listIndent() : 2));
            boolean isBelow = places.lineStart(end) > slot.after && !(slot.node instanceof ScalarNode);
            int from = isBelow ? places.lineEnd(slot.after) : slot.after;
            int behind = isBelow ? end : places.lineEnd(end);
            String comment = isBelow ? "" : text.substring(end, behind);
            cut(from, behind, comment + broken("\n" + lines.substring(0, lines.length() - 1)));
        } else {
            String lines = isRoot ? block : " " + YamlText.indented(block, slot.indent + 2).stripLeading();
            cut(slot.after, places.lineEnd(end), broken(lines.substring(0, lines.length() - 1)));
        }
    }

    private String broken(String lines) {
        return lineEnd.equals("\n") ? lines : lines.replace("\n", lineEnd);
    }

    private boolean hasExplicitKey(List<NodeTuple> entries) {
        return entries.stream().anyMatch(entry -> {
            int start = places.start(entry.getKeyNode());
            return text.substring(places.lineStart(start), start).matches(".*\\?\\s+");
        });
    }

    private Failure refused(Node node, String why) {
        Yaml.Place place = new Yaml.Place(document.place().file(), document.place().document(),
                document.place().line() + node.getStartMark().getLine() - document.node().getStartMark().getLine());
        return new Failure(place + ": what is to be changed " + why,
                "Write it out where the alias (*) or merge key (<<) is, then run this again.");
    }
}

//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java
//SOURCES SopsCipher.java
//SOURCES SopsComments.java
//SOURCES SopsNode.java
//SOURCES SopsYamlScalar.java

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML as sops does: with comments and in order, aliases expanded. Comments before a key stay before it; those at
 * the end of a block belong to it when they are indented as it is.
 */
final class SopsYamlReader {
    private static final int DEEPEST = 500;
    private static final int MOST_VALUES = 1_000_000;

    private final String name;
    private final ParserImpl parser;
    private final SopsComments comments;
    private final Map<String, SopsNode> anchors = new HashMap<>();
    private int values;
    private int depth;
    /** Of the keys of the innermost mapping. */
    private int column = -1;

    private SopsYamlReader(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.name = name;
        this.parser = new ParserImpl(new StreamReader(text), options);
        this.comments = new SopsComments(text);
    }

    /** The documents of a text; {@code name} stands for it in failures, which never show what it holds. */
    static List<SopsNode.Mapping> read(String name, String text) {
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            return new SopsYamlReader(name, clean).documents();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new Failure(name + ", line " + (mark.getLine() + 1) + ": this is not valid YAML");
        } catch (YAMLException e) {
            throw new Failure(name + ": this is not valid YAML");
        }
    }

    private List<SopsNode.Mapping> documents() {
        List<SopsNode.Mapping> documents = new ArrayList<>();
        next();
        while (parser.checkEvent(Event.ID.DocumentStart)) {
            next();
            anchors.clear();
            Event first = parser.peekEvent();
            SopsNode content = value(next());
            List<SopsNode.Entry> rest = new ArrayList<>();
            DocumentEndEvent end = (DocumentEndEvent) next();
            comments.takeAll(comment -> rest.add(new SopsNode.Entry(null, comment)));
            if (content instanceof SopsNode.Mapping mapping) {
                mapping.entries().addAll(rest);
                documents.add(mapping);
            } else if (content.equals(SopsNode.Scalar.NULL)) {
                documents.add(new SopsNode.Mapping(rest));
            } else {
                throw failure(first, "a document has to be a mapping", "sops encrypts nothing else.");
            }
        }
        return documents;
    }

    private Event next() {
        Event event = parser.getEvent();
        comments.pass(event);
        return event;
    }

    private SopsNode value(Event event) {
        if (++values > MOST_VALUES) {
            throw failure(event, "it has more than " + MOST_VALUES + " values", "");
        }
        if (event instanceof AliasEvent alias) {
            SopsNode target = anchors.get(alias.getAnchor());
            if (target == null) {
                throw failure(event, "an alias refers to nothing that stands before it", "");
            }
            values += size(target);
            return copy(target);
        }
        SopsNode value = event instanceof ScalarEvent scalar ? scalar(scalar)
                : collection((CollectionStartEvent) event);
        Optional.ofNullable(((NodeEvent) event).getAnchor()).ifPresent(anchor -> anchors.put(anchor, value));
        return value;
    }

    private SopsNode collection(CollectionStartEvent start) {
        if (++depth > DEEPEST) {
            throw failure(start, "it is nested more than " + DEEPEST + " deep", "");
        }
        SopsNode collection = start instanceof MappingStartEvent ? mapping(start) : sequence(start);
        depth--;
        return collection;
    }

    private SopsNode mapping(CollectionStartEvent start) {
        List<SopsNode.Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        int outer = column;
        column = column(start);
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            comments.takeAll(comment -> entries.add(new SopsNode.Entry(null, comment)));
            String key = key(event);
            Integer earlier = lines.putIfAbsent(key, line(event));
            if (earlier != null) {
                throw failure(event, "this key stands in line " + earlier + " already", "Remove one of them.");
            }
            boolean isScalar = parser.peekEvent().is(Event.ID.Scalar);
            List<SopsNode> behind = new ArrayList<>();
            comments.takeTrailing(parser.peekEvent(), isScalar, behind::add);
            Event valueStart = next();
            SopsNode value = value(valueStart);
            behind.addAll(behind(valueStart, value));
            behind.forEach(comment -> entries.add(new SopsNode.Entry(null, comment)));
            entries.add(new SopsNode.Entry(key, value));
        }
        comments.takeAtEnd(start, column, comment -> entries.add(new SopsNode.Entry(null, comment)));
        column = outer;
        return new SopsNode.Mapping(entries);
    }

    private SopsNode sequence(CollectionStartEvent start) {
        List<SopsNode> items = new ArrayList<>();
        int outer = column;
        boolean asFarAsKey = column(start) == outer;
        column = -1;
        for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            comments.takeAll(items::add);
            int index = items.size();
            SopsNode item = value(event);
            boolean hidden = item instanceof SopsNode.Scalar scalar && scalar.kind() == SopsNode.Kind.STRING
                    && SopsCipher.isEncryptedComment(scalar.text());
            items.add(hidden ? new SopsNode.Comment(((SopsNode.Scalar) item).text(), false) : item);
            items.addAll(index, behind(event, item));
        }
        comments.takeAtEnd(start, asFarAsKey ? outer + 1 : column(start), items::add);
        column = outer;
        return new SopsNode.Sequence(items);
    }

    /** What stands behind a value on its line; in a list or mapping in brackets, it goes to what comes first there. */
    private List<SopsNode> behind(Event start, SopsNode value) {
        List<SopsNode> behind = new ArrayList<>();
        comments.takeTrailing(parser.peekEvent(), start.is(Event.ID.Scalar), behind::add);
        boolean inBrackets = start instanceof CollectionStartEvent collection && collection.isFlow();
        if (inBrackets && value instanceof SopsNode.Sequence list && !list.items().isEmpty()) {
            list.items().addAll(0, behind);
            return List.of();
        }
        if (inBrackets && value instanceof SopsNode.Mapping mapping && !mapping.entries().isEmpty()) {
            mapping.entries().addAll(0, behind.stream().map(comment -> new SopsNode.Entry(null, comment)).toList());
            return List.of();
        }
        return behind;
    }

    private String key(Event event) {
        if (event instanceof ScalarEvent key && scalar(key).kind() == SopsNode.Kind.STRING) {
            if (key.isPlain() && key.getValue().equals("<<")) {
                throw failure(event, "merge keys (<<) cannot be encrypted", "Write out what it merges.");
            }
            return key.getValue();
        }
        throw failure(event, "a key is no text, and sops takes only text", "Write it in quotes.");
    }

    private SopsNode.Scalar scalar(ScalarEvent event) {
        String text = event.getValue();
        String tag = event.getTag();
        if (tag == null || tag.equals("!")) {
            return tag == null && event.isPlain() ? SopsYamlScalar.of(text) : SopsNode.Scalar.string(text);
        }
        if (tag.equals(Tag.BINARY.getValue())) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(text);
                return SopsNode.Scalar.string(new String(bytes, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw failure(event, "this is not base64", "");
            }
        }
        boolean typed = List.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP).stream()
                .anyMatch(type -> type.getValue().equals(tag));
        SopsNode.Scalar value = typed ? SopsYamlScalar.of(text) : SopsNode.Scalar.string(text);
        boolean widened = tag.equals(Tag.FLOAT.getValue()) && value.kind() == SopsNode.Kind.INTEGER;
        return widened ? SopsNode.Scalar.of(SopsNode.Kind.FLOAT, value.text()) : value;
    }

    private static int size(SopsNode value) {
        if (value instanceof SopsNode.Mapping mapping) {
            return 1 + mapping.entries().stream().mapToInt(entry -> size(entry.value())).sum();
        }
        return value instanceof SopsNode.Sequence list
                ? 1 + list.items().stream().mapToInt(SopsYamlReader::size).sum() : 1;
    }

    private static SopsNode copy(SopsNode value) {
        if (value instanceof SopsNode.Mapping mapping) {
            List<SopsNode.Entry> entries = new ArrayList<>();
            mapping.entries().forEach(entry -> entries.add(new SopsNode.Entry(entry.key(), copy(entry.value()))));
            return new SopsNode.Mapping(entries);
        }
        return value instanceof SopsNode.Sequence list
                ? new SopsNode.Sequence(list.items().stream().map(SopsYamlReader::copy).toList()) : value;
    }

    private static int column(Event event) {
        return event.getStartMark().getColumn();
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private Failure failure(Event event, String problem, String advice) {
        return new Failure(name + ", line " + line(event) + ": " + problem, advice);
    }
}

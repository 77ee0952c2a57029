//SOURCES ../Failure.java
//SOURCES Json.java
//SOURCES YamlBinding.java
//SOURCES YamlComposer.java
//SOURCES YamlNumber.java
//SOURCES YamlScalar.java
//SOURCES YamlScanner.java
//SOURCES YamlWriter.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML as Kubernetes' tools do, into JSON values: scalars as {@link YamlScalar} says, aliases expanded,
 * {@code <<} merged where it stands, keys made strings, the last of two equal keys taken, empty documents left out.
 */
final class Yaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<Tag> MEANINGFUL = Set.of(YamlComposer.PLAIN, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    private static final int MOST_VALUES_OF_ALIASES = 1_000_000;

    private final Place start;
    private final Set<Node> anchored = Collections.newSetFromMap(new IdentityHashMap<>());
    private int aliases;
    private int valuesOfAliases;

    private Yaml(Place start) {
        this.start = start;
    }

    /** Where something stands in a file. Documents and lines count from 1; 0 leaves them out. */
    record Place(String file, int document, int line) {
        @Override
        public String toString() {
            return file + (document > 1 ? ", document " + document : "") + (line > 0 ? ", line " + line : "");
        }
    }

    /**
     * One document of a file.
     *
     * @param place where it starts
     * @param content its value; never null, as empty documents are left out
     * @param node what the parser read, kept for line numbers
     * @param source the text that all of the file's documents are in
     */
    record Document(Place place, JsonNode content, Node node, String source) {
        /** The document as it is written, from its first key to where the next document starts. */
        String text() {
            int start = source.offsetByCodePoints(0, node.getStartMark().getIndex());
            int length = node.getEndMark().getIndex() - node.getStartMark().getIndex();
            String text = source.substring(start, source.offsetByCodePoints(start, length));
            return text.endsWith("\n") ? text : text + "\n";
        }

        /** The place of what a path of keys and indexes leads to, or of its nearest parent. */
        Place place(List<?> path) {
            Node start = node;
            Node at = node;
            for (Object step : path) {
                Optional<NodeTuple> entry = entry(at, step);
                if (entry.isEmpty()) {
                    break;
                }
                start = entry.get().getKeyNode();
                at = entry.get().getValueNode();
            }
            return new Place(place.file(), place.document(), start.getStartMark().getLine() + 1);
        }

        /** Runs a check of what a path leads to; a failure of it gets the place. */
        void check(List<?> path, Runnable check) {
            try {
                check.run();
            } catch (Failure e) {
                throw new Failure(place(path) + ": " + e.getMessage(), e.advice());
            }
        }

        /** The items of a list in this document, as documents. */
        List<Document> items(String key) {
            List<Document> items = new ArrayList<>();
            Node list = entry(node, key).map(NodeTuple::getValueNode).orElse(node);
            for (int i = 0; i < content.path(key).size(); i++) {
                Node item = entry(list, i).map(NodeTuple::getValueNode).orElse(node);
                items.add(new Document(place(List.of(key, i)), content.get(key).get(i), item, source));
            }
            return items;
        }

        /**
         * Binds the content to a record.
         *
         * @throws Failure naming the line of what does not fit
         */
        <T> T as(Class<T> type) {
            return YamlBinding.bind(this, type);
        }

        private static NodeTuple twice(Node item) {
            return new NodeTuple(item, item);
        }

        /** A key with its value, or an item of a list twice. */
        private static Optional<NodeTuple> entry(Node parent, Object step) {
            if (parent instanceof SequenceNode list && step instanceof Integer index) {
                boolean exists = index < list.getValue().size();
                return exists ? Optional.of(twice(list.getValue().get(index))) : Optional.empty();
            }
            if (parent instanceof MappingNode map) {
                return map.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step))
                        .reduce((first, last) -> last);
            }
            return Optional.empty();
        }
    }

    /**
     * The documents of a file.
     *
     * @throws Failure when the file cannot be read or is not YAML
     */
    static List<Document> read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    /** The documents of a text; {@code name} stands for it in failures. */
    static List<Document> read(String name, String text) {
        String readable = text;
        while (true) {
            List<Place> places = new ArrayList<>();
            try {
                return read(name, readable, places);
            } catch (MarkedYAMLException e) {
                Optional<String> repaired = YamlScanner.repaired(readable, e);
                readable = repaired.orElseThrow(() -> new Failure(
                        new Place(name, places.size() + 1, line(e)) + ": this is not valid YAML: " + e.getProblem()));
            } catch (ReaderException e) {
                int line = (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count() + 1;
                throw new Failure(new Place(name, 0, line) + ": this is not valid YAML: there is a control character, "
                        + String.format("U+%04X", e.getCodePoint()));
            } catch (YAMLException e) {
                throw new Failure(new Place(name, places.size() + 1, 0)
                        + ": it is nested more than " + YamlComposer.DEEPEST + " deep");
            }
        }
    }

    /** Where the problem is; what never ends is reported where it begins. */
    private static int line(MarkedYAMLException e) {
        boolean endless = e.getProblem().matches(".*(end of stream|stream end).*");
        boolean useContext = e.getContextMark() != null && (endless || e.getProblemMark() == null);
        return (useContext ? e.getContextMark() : e.getProblemMark()).getLine() + 1;
    }

    /** @param places where each document started that could be read */
    private static List<Document> read(String name, String text, List<Place> places) {
        List<Document> documents = new ArrayList<>();
        YamlComposer composer = new YamlComposer(text);
        while (composer.checkNode()) {
            Node node = composer.getNode();
            Place place = new Place(name, places.size() + 1, node.getStartMark().getLine() + 1);
            places.add(place);
            JsonNode content = new Yaml(place).value(node, new ArrayList<>());
            if (!content.isNull()) {
                documents.add(new Document(place, content, node, text));
            }
        }
        return documents;
    }

    /** One document as {@link YamlWriter} writes it, without a leading {@code ---}. */
    static String write(JsonNode value) {
        return YamlWriter.write(value);
    }

    private JsonNode value(Node node, List<Node> parents) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        for (Node parent : parents) {
            if (parent == node) {
                throw failure(node, "an alias refers to what contains it");
            }
        }
        parents.add(node);
        JsonNode value = node instanceof SequenceNode list ? array(list, parents) : object((MappingNode) node, parents);
        parents.remove(parents.size() - 1);
        return value;
    }

    private ArrayNode array(SequenceNode list, List<Node> parents) {
        ArrayNode array = JSON.arrayNode(list.getValue().size());
        list.getValue().forEach(item -> array.add(counted(item, parents)));
        return array;
    }

    private ObjectNode object(MappingNode map, List<Node> parents) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : map.getValue()) {
            if (isMerge(entry.getKeyNode())) {
                merge(entry.getValueNode(), object, parents);
            } else {
                object.set(key(entry.getKeyNode()), counted(entry.getValueNode(), parents));
            }
        }
        return object;
    }

    /** Guards against a few aliases that multiply into a document larger than memory. */
    private JsonNode counted(Node node, List<Node> parents) {
        boolean again = node.getAnchor() != null && !anchored.add(node);
        aliases += again ? 1 : 0;
        if (aliases > 0 && ++valuesOfAliases > MOST_VALUES_OF_ALIASES) {
            throw failure(node, "its aliases expand to more than " + MOST_VALUES_OF_ALIASES + " values");
        }
        JsonNode value = value(node, parents);
        aliases -= again ? 1 : 0;
        return value;
    }

    private void merge(Node source, ObjectNode target, List<Node> parents) {
        List<Node> mappings = source instanceof SequenceNode list ? list.getValue() : List.of(source);
        for (int i = mappings.size() - 1; i >= 0; i--) {
            if (!(mappings.get(i) instanceof MappingNode)) {
                throw failure(mappings.get(i), "'<<' takes a mapping or a list of mappings");
            }
            target.setAll((ObjectNode) counted(mappings.get(i), parents));
        }
    }

    private String key(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw failure(node, "a key is a list or a mapping; Kubernetes takes only text");
        }
        if (hasMeaning(scalar) && YamlScalar.isInfinite(scalar.getValue())) {
            return scalar.getValue().replace("+", "").toLowerCase(Locale.ROOT);
        }
        JsonNode key = scalar(scalar);
        if (key.isNull()) {
            throw failure(node, "a key is null; write it in quotes");
        }
        return key.isNumber() ? YamlNumber.printKey(key) : key.asText();
    }

    private JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        try {
            if (hasMeaning(node)) {
                return YamlScalar.value(text);
            }
            if (node.getTag().equals(Tag.BINARY)) {
                byte[] bytes = Base64.getMimeDecoder().decode(text);
                return JSON.textNode(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
            }
        } catch (NumberFormatException e) {
            throw failure(node, text + " is no number that Kubernetes can hold; write it in quotes");
        } catch (IllegalArgumentException e) {
            throw failure(node, "this is not base64");
        }
        return JSON.textNode(text);
    }

    /** Whether the text may stand for something else than itself: nothing or a tag of another type says so. */
    private static boolean hasMeaning(ScalarNode node) {
        return MEANINGFUL.contains(node.getTag());
    }

    private Failure failure(Node node, String problem) {
        int line = node.getStartMark().getLine() + 1;
        return new Failure(new Place(start.file(), start.document(), line) + ": " + problem);
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().equals("<<")
                && (scalar.getTag().equals(YamlComposer.PLAIN) || scalar.getTag().equals(Tag.MERGE));
    }
}

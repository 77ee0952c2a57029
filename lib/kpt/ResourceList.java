//SOURCES ../yaml/Json.java
//SOURCES ../yaml/SameValue.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../yaml/YamlEdit.java
//SOURCES ../yaml/YamlPlaces.java
//SOURCES ../yaml/YamlText.java
//SOURCES FunctionItem.java
//SOURCES FunctionResult.java
//SOURCES ResourceName.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What functions read and print: a document with resources, and with what a function is told.
 *
 * @param config what the function is told; empty for nothing
 * @param results what a function has to say of resources
 */
record ResourceList(List<FunctionItem> items, Optional<JsonNode> config, List<FunctionResult> results) {
    private static final String KIND = "ResourceList";
    private static final String API = "config.kubernetes.io/v1";
    private static final YamlText TEXT = new YamlText(0);

    /**
     * Reads a list.
     *
     * @param name for failures
     * @throws Failure when the text is none
     */
    static ResourceList read(String name, String text) {
        Yaml.Document document = document(name, text);
        List<FunctionItem> items = new ArrayList<>();
        List<String> texts = texts(document);
        JsonNode content = document.content().path("items");
        for (int i = 0; i < content.size(); i++) {
            Optional<YamlParts.Part> origin = texts.isEmpty() ? Optional.empty() : part(texts.get(i), content.get(i));
            items.add(FunctionItem.of(origin, content.get(i)));
        }
        return new ResourceList(items, config(document.content()), results(document.content()));
    }

    /**
     * What a function has printed for items that were sent to it.
     *
     * @throws Failure when the text is no list
     */
    ResourceList answer(String name, String text) {
        JsonNode content = document(name, text).content();
        List<FunctionItem> answered = new ArrayList<>();
        for (JsonNode item : content.path("items")) {
            Optional<FunctionItem> sent = FunctionItem.id(item).filter(id -> id < items.size()).map(items::get)
                    .or(() -> named(item))
                    .filter(one -> answered.stream().noneMatch(other -> isOf(other, one)));
            answered.add(sent.map(one -> one.became(item)).orElseGet(() -> FunctionItem.of(Optional.empty(), item)));
        }
        return new ResourceList(answered, config, results(content));
    }

    private static boolean isOf(FunctionItem one, FunctionItem other) {
        return one.origin().isPresent() && one.origin().equals(other.origin());
    }

    /** The item of the same kind and name, for functions that lose the number that it was sent under. */
    private Optional<FunctionItem> named(JsonNode item) {
        Optional<ResourceName> name = ResourceName.of(item);
        return name.flatMap(wanted -> items.stream()
                .filter(one -> ResourceName.of(one.content()).equals(name)).findFirst());
    }

    ResourceList with(List<FunctionItem> otherItems, Optional<JsonNode> otherConfig) {
        return new ResourceList(otherItems, otherConfig, results);
    }

    /** The list as text, with the comments that its items have. */
    String text() {
        return text(items.stream().map(item -> text(item, item.annotated())).collect(Collectors.joining()));
    }

    /** The list as a function is to read it, so that its answer can be told from what was sent. */
    String question() {
        return text(IntStream.range(0, items.size()).mapToObj(i -> text(items.get(i), items.get(i).annotated(i)))
                .collect(Collectors.joining()));
    }

    private String text(String lines) {
        ObjectNode rest = Json.object();
        config.ifPresent(value -> rest.set("functionConfig", value));
        if (!results.isEmpty()) {
            results.forEach(result -> rest.withArrayProperty("results").add(result.content()));
        }
        return "apiVersion: " + API + "\nkind: " + KIND + "\nitems:" + (lines.isEmpty() ? " []\n" : "\n" + lines)
                + (rest.isEmpty() ? "" : TEXT.block(rest));
    }

    private static String text(FunctionItem item, JsonNode annotated) {
        if (item.origin().isPresent()) {
            YamlParts.Part part = item.origin().get();
            try {
                String body = YamlEdit.change(part.document().orElseThrow(), annotated)
                        .substring(part.mark().length()).replace("\r\n", "\n").replaceFirst("(?s)^\\s*\n", "")
                        .replaceFirst("(?m)^\\.\\.\\.\\s*\\z", "");
                String text = "- " + YamlText.indented(body.endsWith("\n") ? body : body + "\n", 2).substring(2);
                if (SameValue.equal(Yaml.read("item", text).get(0).content().get(0), annotated)) {
                    return text;
                }
            } catch (Failure aliases) {
                return TEXT.item(annotated);
            }
        }
        return TEXT.item(annotated);
    }

    private static Yaml.Document document(String name, String text) {
        List<Yaml.Document> documents;
        try {
            documents = Yaml.read(name, text);
        } catch (Failure noYaml) {
            throw none(name, text, noYaml.getMessage());
        }
        if (documents.size() != 1 || !documents.get(0).content().path("kind").asText().equals(KIND)) {
            throw none(name, text, name + " is no " + KIND);
        }
        JsonNode items = documents.get(0).content().path("items");
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (!item.path("apiVersion").isTextual() || !item.path("kind").isTextual()) {
                throw new Failure(documents.get(0).place(List.of("items", i))
                        + ": the item is no resource: it needs apiVersion and kind");
            }
        }
        return documents.get(0);
    }

    private static Failure none(String name, String text, String message) {
        String begin = text.lines().limit(5).map(line -> "  " + line.substring(0, Math.min(100, line.length())))
                .collect(Collectors.joining("\n"));
        return new Failure(message, text.isBlank() ? "It is empty." : "It begins with:\n" + begin);
    }

    private static Optional<JsonNode> config(JsonNode list) {
        return Optional.of(list.path("functionConfig")).filter(value -> value.isObject() && !value.isEmpty());
    }

    private static List<FunctionResult> results(JsonNode list) {
        JsonNode results = list.path("results");
        List<FunctionResult> all = new ArrayList<>();
        (results.isObject() ? results.path("items") : results).forEach(one -> all.add(new FunctionResult(one)));
        return all;
    }

    /** What each item's lines say; nothing where items have no lines of their own. */
    private static List<String> texts(Yaml.Document document) {
        Optional<Node> items = document.node() instanceof MappingNode map ? map.getValue().stream()
                .filter(entry -> YamlItems.key(entry.getKeyNode()).equals("items")).map(NodeTuple::getValueNode)
                .findFirst() : Optional.empty();
        if (items.isEmpty() || !YamlPlaces.isBlockList(items.get())) {
            return List.of();
        }
        SequenceNode list = (SequenceNode) items.get();
        YamlPlaces places = new YamlPlaces(document.source(), document.node());
        int indent = places.column(places.firstDash(list)) + 2;
        List<String> texts = new ArrayList<>();
        int end = -1;
        for (Node item : list.getValue()) {
            int dash = end < 0 ? places.firstDash(list) : places.nextDash(list, end);
            end = places.end(item, dash + 1);
            String lines = " ".repeat(indent)
                    + document.source().substring(dash + 1, places.lineEnd(end)).stripLeading();
            texts.add(lines.replaceAll("(?m)^ {1," + indent + "}", "") + "\n");
        }
        return texts;
    }

    private static Optional<YamlParts.Part> part(String text, JsonNode content) {
        try {
            return YamlParts.read("item", text).parts().stream().filter(part -> part.document().isPresent()
                    && SameValue.equal(part.document().get().content(), content)).findFirst();
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /** A resource of keys and values, as functions are told by words on a command line. */
    static JsonNode config(Map<String, String> values) {
        ObjectNode config = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
        config.putObject("metadata").put("name", "function-input");
        ObjectNode data = config.putObject("data");
        values.forEach(data::put);
        return config;
    }
}

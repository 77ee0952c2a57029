//SOURCES ../image/ImageConfig.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES ImageLockText.java
//SOURCES LockLines.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A lock file that is changed entry by entry: what does not change keeps its every byte, so that reviews and merges
 * stay small. New entries come in the order of the images' names. Where all lines end as on Windows, new ones do, too.
 */
final class LockEdit {
    private static final String LIST = "overrides";
    private static final String WINDOWS_LINE_END = "\r\n";

    private final String name;
    private final boolean isOfWindows;
    private String text;

    /** An entry: where it is, and what it says. */
    private record Entry(Yaml.Document document, int index, ImageConfig.Override override) {}

    /**
     * @param name of the file, for failures
     * @param text what it says; empty when there is none
     */
    LockEdit(String name, String text) {
        this.name = name;
        this.isOfWindows = text.contains(WINDOWS_LINE_END)
                && !text.replace(WINDOWS_LINE_END, "").contains("\n");
        this.text = isOfWindows ? text.replace(WINDOWS_LINE_END, "\n") : text;
    }

    /** What it says by now. */
    String text() {
        return isOfWindows ? text.replace("\n", WINDOWS_LINE_END) : text;
    }

    /** Locks images unless this locks them already. */
    LockEdit add(Collection<ImageConfig.Override> locked) {
        List<Yaml.Document> documents = documents();
        Map<String, Entry> entries = entries(documents);
        insert(documents, locked.stream().filter(one -> !entries.containsKey(one.key())).toList());
        return this;
    }

    /** Locks images, in place of what this says of them. */
    LockEdit put(Collection<ImageConfig.Override> locked) {
        List<Yaml.Document> documents = documents();
        Map<String, Entry> entries = entries(documents);
        Map<Yaml.Document, Map<Integer, JsonNode>> changed = new IdentityHashMap<>();
        for (ImageConfig.Override one : locked) {
            Entry entry = entries.get(one.key());
            if (entry != null && !entry.override.equals(one)) {
                requireEditable(entry);
                changed.computeIfAbsent(entry.document, document -> new TreeMap<>()).put(entry.index, json(one));
            }
        }
        replace(documents, changed);
        return add(locked);
    }

    private void replace(List<Yaml.Document> documents, Map<Yaml.Document, Map<Integer, JsonNode>> changed) {
        boolean inLines = changed.keySet().stream()
                .allMatch(document -> LockLines.of(text, document, LIST).isPresent());
        for (int i = documents.size() - 1; i >= 0; i--) { // from the end, so that places before stay what they are
            Yaml.Document document = documents.get(i);
            Map<Integer, JsonNode> items = changed.getOrDefault(document, Map.of());
            if (inLines && !items.isEmpty()) {
                text = LockLines.of(text, document, LIST).orElseThrow().replace(items);
            } else {
                items.forEach((index, item) -> ((ArrayNode) document.content().get(LIST)).set(index, item));
            }
        }
        if (!inLines) {
            rewrite(documents);
        }
    }

    private void insert(List<Yaml.Document> documents, List<ImageConfig.Override> locked) {
        if (locked.isEmpty()) {
            return;
        }
        Optional<Yaml.Document> last = documents.stream().filter(LockEdit::isEditable).reduce((one, next) -> next);
        if (last.isEmpty()) {
            text = text + (text.isBlank() ? "" : "---\n") + ImageLockText.of(locked, List.of());
            return;
        }
        Yaml.Document document = last.get();
        List<ImageConfig.Override> all = ImageConfig.read(document).overrides();
        NavigableMap<Integer, List<JsonNode>> items = new TreeMap<>();
        locked.stream().sorted(Comparator.comparing(ImageConfig.Override::key)).forEach(one -> {
            int index = IntStream.range(0, all.size())
                    .filter(i -> all.get(i).key().compareTo(one.key()) > 0).findFirst().orElse(all.size());
            items.computeIfAbsent(index, at -> new ArrayList<>()).add(json(one));
        });
        Optional<LockLines> lines = LockLines.of(text, document, LIST);
        if (lines.isPresent()) {
            text = lines.get().insert(items);
        } else {
            JsonNode list = document.content().path(LIST);
            ArrayNode target = list.isArray() ? (ArrayNode) list : ((ObjectNode) document.content()).putArray(LIST);
            items.descendingMap().forEach((index, group) -> IntStream.range(0, group.size())
                    .forEach(i -> target.insert(index + i, group.get(i))));
            rewrite(documents);
        }
    }

    private static Map<String, Entry> entries(List<Yaml.Document> documents) {
        Map<String, Entry> entries = new HashMap<>();
        for (Yaml.Document document : documents) {
            List<ImageConfig.Override> all = ImageConfig.read(document).overrides();
            for (int i = 0; i < all.size(); i++) {
                entries.putIfAbsent(all.get(i).key(), new Entry(document, i, all.get(i)));
            }
        }
        return entries;
    }

    private static void requireEditable(Entry entry) {
        if (!isEditable(entry.document)) {
            throw new Failure(ImageConfig.place(entry.document, entry.index) + ": " + entry.override.key()
                    + " is locked in imgpkg's format, which is not changed here",
                    "Bring in a new one of these files with lock.java import, and remove this one.");
        }
    }

    private List<Yaml.Document> documents() {
        return Yaml.read(name, text);
    }

    /** Writes all documents anew, as kbld would, where one of them is laid out in a way of its own. */
    private void rewrite(List<Yaml.Document> documents) {
        text = documents.stream().map(document -> Yaml.write(document.content())).collect(Collectors.joining("---\n"));
    }

    private static JsonNode json(ImageConfig.Override locked) {
        return Json.of(locked);
    }

    private static boolean isEditable(Yaml.Document document) {
        return !document.content().has("images");
    }
}

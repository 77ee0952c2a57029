//SOURCES ImageConfig.java
//SOURCES ImageLockText.java
//SOURCES LockLines.java
//SOURCES Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A lock file that is changed entry by entry: what does not change keeps its every byte, so that reviews and merges
 * stay small. New entries come in the order of the images' names.
 */
final class LockEdit {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LIST = "overrides";

    private final String name;
    private String text;

    /** An entry: where it is, and what it says. */
    private record Entry(Yaml.Document document, int index, ImageConfig.Override override) {}

    /**
     * @param name of the file, for failures
     * @param text what it says; empty when there is none
     */
    LockEdit(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** What it says by now. */
    String text() {
        return text;
    }

    /** Locks an image unless this locks it already. */
    LockEdit add(ImageConfig.Override locked) {
        if (find(locked).isEmpty()) {
            insert(locked);
        }
        return this;
    }

    /** Locks an image, in place of what this says of it. */
    LockEdit put(ImageConfig.Override locked) {
        Optional<Entry> old = find(locked);
        if (old.isEmpty()) {
            insert(locked);
        } else if (!old.get().override.equals(locked)) {
            replace(old.get(), locked);
        }
        return this;
    }

    private void replace(Entry old, ImageConfig.Override locked) {
        if (!isEditable(old.document)) {
            throw new Failure(ImageConfig.place(old.document, old.index) + ": " + locked.key()
                    + " is locked in imgpkg's format, which is not changed here",
                    "Bring in a new one of these files with lock.java import, and remove this one.");
        }
        Optional<LockLines> lines = LockLines.of(text, old.document, LIST);
        if (lines.isPresent()) {
            text = lines.get().replace(old.index, MAPPER.<ObjectNode>valueToTree(locked));
        } else {
            ((ArrayNode) old.document.content().get(LIST)).set(old.index, MAPPER.<ObjectNode>valueToTree(locked));
            rewriteWith(old.document);
        }
    }

    private void insert(ImageConfig.Override locked) {
        Optional<Yaml.Document> last = documents().filter(LockEdit::isEditable).reduce((first, second) -> second);
        if (last.isEmpty()) {
            text = text + (text.isBlank() ? "" : "---\n") + ImageLockText.of(List.of(locked), List.of());
            return;
        }
        Yaml.Document document = last.get();
        List<ImageConfig.Override> all = ImageConfig.read(document).overrides();
        int index = IntStream.range(0, all.size())
                .filter(i -> all.get(i).key().compareTo(locked.key()) > 0).findFirst().orElse(all.size());
        Optional<LockLines> lines = LockLines.of(text, document, LIST);
        if (lines.isPresent()) {
            text = lines.get().insert(index, MAPPER.<ObjectNode>valueToTree(locked));
        } else {
            JsonNode list = document.content().path(LIST);
            ArrayNode target = list.isArray() ? (ArrayNode) list : ((ObjectNode) document.content()).putArray(LIST);
            target.insert(index, MAPPER.<ObjectNode>valueToTree(locked));
            rewriteWith(document);
        }
    }

    private Optional<Entry> find(ImageConfig.Override locked) {
        return documents().flatMap(document -> {
            List<ImageConfig.Override> all = ImageConfig.read(document).overrides();
            return IntStream.range(0, all.size()).mapToObj(i -> new Entry(document, i, all.get(i)));
        }).filter(entry -> entry.override.key().equals(locked.key())).findFirst();
    }

    private Stream<Yaml.Document> documents() {
        return Yaml.read(name, text).stream();
    }

    /** Writes all documents anew, as kbld would, where one of them is laid out in a way of its own. */
    private void rewriteWith(Yaml.Document changed) {
        text = documents().map(document -> document.place().equals(changed.place()) ? changed : document)
                .map(document -> Yaml.write(document.content())).collect(Collectors.joining("---\n"));
    }

    private static boolean isEditable(Yaml.Document document) {
        return !document.content().has("images");
    }
}

//SOURCES ../yaml/SameValue.java
//SOURCES ../yaml/YamlEdit.java
//SOURCES FieldMerge.java
//SOURCES PackageVersion.java
//SOURCES TextMerge.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings together what upstream and we have made of a package: resource by resource, wherever they are, and field by
 * field. Files that are not YAML are brought together line by line.
 *
 * <p>What was removed here stays removed, and what was changed here stays when upstream removes it. A file that we have
 * left alone becomes as it is upstream, byte by byte; in others, resources stay where they are here.
 */
final class PackageMerge {
    private static final String MARK_OF_KPT = "internal.kpt.dev/upstream-identifier";

    private final PackageVersion base;
    private final PackageVersion local;
    private final PackageVersion upstream;
    private final Map<String, PackageFile> merged = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<YamlParts.Part, String> keys = new IdentityHashMap<>();

    private PackageMerge(PackageVersion base, PackageVersion local, PackageVersion upstream) {
        this.base = base;
        this.local = local;
        this.upstream = upstream;
        for (PackageVersion version : List.of(local, upstream)) {
            version.documents().forEach((key, entry) -> keys.put(entry.part(), key));
        }
    }

    /**
     * What a package is to hold.
     *
     * @param files all of its files
     * @param notes what people should look at: where upstream has won, and what has stayed only here or gone only there
     */
    record Result(Map<String, PackageFile> files, List<String> notes) {}

    /** @throws Failure where a resource would be in two places */
    static Result merge(PackageVersion base, PackageVersion local, PackageVersion upstream) {
        PackageMerge merge = new PackageMerge(base, local, upstream);
        TreeSet<String> paths = new TreeSet<>(local.files().keySet());
        paths.addAll(upstream.files().keySet());
        paths.forEach(merge::mergeFile);
        merge.requireOnce();
        return new Result(merge.merged, merge.notes);
    }

    private void mergeFile(String path) {
        PackageFile before = base.file(path);
        PackageFile here = local.file(path);
        PackageFile there = upstream.file(path);
        boolean isAlone = same(before, here);
        if (same(here, there) || same(before, there) && documentsStay(path)) {
            put(path, here);
        } else if (base.isYamlOrMissing(path) && local.isYamlOrMissing(path) && upstream.isYamlOrMissing(path)) {
            if (isAlone && upstream.parts(path).stream().allMatch(this::mayFollow)) {
                put(path, there);
            } else {
                mergeDocuments(path, here == null ? there : here);
            }
        } else if (isAlone) {
            put(path, there);
        } else if (here == null) {
            notes.add(path + " was removed here and is changed upstream; it stays removed");
        } else if (there == null) {
            put(path, here);
            notes.add(path + " was changed here and is removed upstream; it stays");
        } else {
            mergeText(path, before, here, there);
        }
    }

    private void mergeText(String path, PackageFile before, PackageFile here, PackageFile there) {
        Optional<String> text = before == null || !before.isText() || !here.isText() || !there.isText()
                ? Optional.empty() : TextMerge.merge(before.text(), here.text(), there.text());
        put(path, text.map(here::with).orElse(here));
        if (text.isEmpty()) {
            notes.add(path + " was changed on both sides in the same lines; it stays as it is here");
        }
    }

    /** Whether upstream has left the documents of a file alone, and in this file. */
    private boolean documentsStay(String path) {
        return local.parts(path).stream().filter(part -> part.document().isPresent())
                .map(part -> upstream.document(keys.get(part))).flatMap(Optional::stream)
                .allMatch(entry -> entry.path().equals(path));
    }

    /** Whether a document may be where upstream has it: it is not here, or in a file that nobody has changed here. */
    private boolean mayFollow(YamlParts.Part part) {
        return part.document().isEmpty() || local.document(keys.get(part))
                .map(entry -> same(local.file(entry.path()), base.file(entry.path()))).orElse(true);
    }

    private void mergeDocuments(String path, PackageFile like) {
        List<String> texts = new ArrayList<>();
        for (YamlParts.Part part : local.parts(path)) {
            if (part.document().isEmpty()) {
                texts.add(part.text());
            } else {
                mergeDocument(keys.get(part), part).ifPresent(text -> texts.add(part.mark() + text));
            }
        }
        for (YamlParts.Part part : upstream.parts(path)) {
            String key = keys.get(part);
            if (part.document().isEmpty() || local.document(key).isPresent()) {
                continue;
            }
            if (base.document(key).isEmpty()) {
                texts.add(part.text());
            } else if (!SameValue.equal(content(base, key), content(upstream, key))) {
                notes.add(title(path, part) + " was removed here and is changed upstream; it stays removed");
            }
        }
        boolean hasDocuments = texts.stream().anyMatch(text -> !Yaml.read(path, text).isEmpty());
        boolean hadNone = local.parts(path).stream().allMatch(part -> part.document().isEmpty());
        if (hasDocuments || hadNone && !texts.isEmpty()) {
            put(path, like.with(YamlParts.join(texts)));
        }
    }

    /** The document's new text, without what sets it apart; empty when it goes. */
    private Optional<String> mergeDocument(String key, YamlParts.Part part) {
        JsonNode before = content(base, key);
        JsonNode here = part.document().orElseThrow().content();
        JsonNode there = content(upstream, key);
        if (there.isMissingNode()) {
            if (SameValue.equal(unmarked(before), unmarked(here))) {
                return Optional.empty();
            }
            if (!before.isMissingNode()) {
                notes.add(title(part.document().get().place().file(), part)
                        + " was changed here and is removed upstream; it stays");
            }
            return Optional.of(part.body());
        }
        FieldMerge fields = new FieldMerge();
        JsonNode wanted = fields.merge(before, here, there);
        if (!fields.conflicts().isEmpty()) {
            notes.add(title(part.document().get().place().file(), part)
                    + " was changed on both sides in the same fields; upstream's values are taken\n"
                    + String.join("\n", fields.conflicts().stream().map(FieldConflict::describe).toList()));
        }
        return Optional.of(text(key, part, wanted));
    }

    private String text(String key, YamlParts.Part part, JsonNode wanted) {
        YamlParts.Part there = upstream.document(key).orElseThrow().part();
        Optional<String> before = base.document(key).map(entry -> entry.part().body());
        if (before.isPresent() && before.get().equals(part.body())) {
            return there.body();
        }
        Optional<String> byLines = before.flatMap(text -> TextMerge.merge(text, part.body(), there.body()));
        if (byLines.isPresent() && says(byLines.get(), wanted)) {
            return byLines.get();
        }
        return YamlEdit.change(part.document().orElseThrow(), wanted).substring(part.mark().length());
    }

    private static boolean says(String text, JsonNode wanted) {
        try {
            List<Yaml.Document> documents = Yaml.read("merged text", text);
            return documents.size() == 1 && SameValue.equal(documents.get(0).content(), wanted);
        } catch (Failure e) {
            return false;
        }
    }

    /** A resource that upstream has moved while it was changed here could end up twice. */
    private void requireOnce() {
        Map<ResourceName, String> places = new HashMap<>();
        new PackageVersion("", merged).documents().forEach((key, entry) ->
                ResourceName.of(entry.document().content()).ifPresent(name -> {
                    String earlier = places.putIfAbsent(name, entry.path());
                    if (earlier != null && local.documents().keySet().stream().noneMatch(other -> other.equals(key))
                            && upstream.documents().keySet().stream().noneMatch(other -> other.equals(key))) {
                        throw new Failure(name.title() + " would be in " + earlier + " and in " + entry.path()
                                + ": it was moved upstream and changed here",
                                "Move it here, too, commit that, and update again.");
                    }
                }));
    }

    private void put(String path, PackageFile file) {
        if (file != null) {
            merged.put(path, file);
        }
    }

    private static JsonNode content(PackageVersion version, String key) {
        return version.document(key).map(entry -> entry.document().content()).orElse(MissingNode.getInstance());
    }

    /** What a resource says, but for the note that kpt makes in it of where it comes from. */
    private static JsonNode unmarked(JsonNode resource) {
        JsonNode copy = resource.deepCopy();
        if (copy.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(MARK_OF_KPT);
            if (annotations.isEmpty()) {
                ((ObjectNode) copy.get("metadata")).remove("annotations");
            }
        }
        return copy;
    }

    /** For people: the resource with its file, or the file and which document of it is meant. */
    private static String title(String file, YamlParts.Part part) {
        Yaml.Document document = part.document().orElseThrow();
        return ResourceName.of(document.content()).map(name -> file + ": " + name.title())
                .orElseGet(() -> new Yaml.Place(file, document.place().document(), 0).toString());
    }

    private static boolean same(PackageFile one, PackageFile other) {
        return one == null ? other == null : one.says(other);
    }
}

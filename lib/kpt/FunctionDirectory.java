//SOURCES ../sops/SopsSeal.java
//SOURCES ../yaml/YamlEdit.java
//SOURCES ../yaml/YamlText.java
//SOURCES FunctionItem.java
//SOURCES PackageFiles.java
//SOURCES PackageVersion.java
//SOURCES ResourceList.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** The resources of a directory, as functions read them and give them back. What is none of them stays as it is. */
final class FunctionDirectory {
    private final Path directory;
    private final Map<String, PackageFile> files;
    private final Map<String, YamlParts> texts = new TreeMap<>();

    private FunctionDirectory(Path directory, Map<String, PackageFile> files,
            BiPredicate<String, PackageFile> isYaml) {
        this.directory = directory;
        this.files = files;
        files.forEach((path, file) -> {
            if (isYaml.test(path, file)) {
                texts.put(path, YamlParts.read(directory.resolve(path).toString(), file.text()));
            }
        });
    }

    /** @throws Failure when there is no such directory, or a file is no YAML */
    static FunctionDirectory read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Failure(directory + (Files.exists(directory) ? " is no directory" : " does not exist"));
        }
        return new FunctionDirectory(directory, PackageFiles.read(directory), PackageVersion::isYaml);
    }

    /** What helm has rendered: all of it is YAML. */
    static FunctionDirectory rendered(Path directory) {
        return new FunctionDirectory(directory, PackageFiles.read(directory), (path, file) -> true);
    }

    /** A directory that is to be made, unless it is there. */
    static FunctionDirectory open(Path directory) {
        return Files.exists(directory) ? read(directory)
                : new FunctionDirectory(directory, Map.of(), PackageVersion::isYaml);
    }

    List<FunctionItem> items() {
        List<FunctionItem> items = new ArrayList<>();
        texts.forEach((path, text) -> {
            int index = 0;
            for (YamlParts.Part part : text.parts()) {
                if (part.document().isPresent()) {
                    if (isResource(part)) {
                        items.add(new FunctionItem(Optional.of(part), path, index, part.document().get().content()));
                    }
                    index++;
                }
            }
        });
        return items;
    }

    private static boolean isResource(YamlParts.Part part) {
        return part.document().filter(document -> document.content().path("apiVersion").isTextual()
                && document.content().path("kind").isTextual()).isPresent();
    }

    /** Makes the directory hold these resources instead of those that it had. Returns the files that are other now. */
    Set<String> write(List<FunctionItem> items) {
        return write(items, texts.keySet());
    }

    /** Makes the files that resources of a list are in hold just those; other files stay. */
    Set<String> writeFiles(List<FunctionItem> items) {
        Set<String> paths = new TreeSet<>();
        items.forEach(item -> paths.add(path(item)));
        return write(items.stream().map(this::ofFile).toList(), paths);
    }

    /** The item with the document of a file here that it came from. */
    private FunctionItem ofFile(FunctionItem item) {
        Optional<FunctionItem> here = items().stream()
                .filter(one -> one.path().equals(item.path()) && one.index() == item.index()).findFirst();
        return new FunctionItem(here.flatMap(FunctionItem::origin).or(item::origin), item.path(), item.index(),
                item.content());
    }

    private Set<String> write(List<FunctionItem> items, Set<String> replaced) {
        Map<String, List<FunctionItem>> byPath = new TreeMap<>();
        replaced.forEach(path -> byPath.put(path, new ArrayList<>()));
        items.forEach(item -> byPath.computeIfAbsent(path(item), any -> new ArrayList<>()).add(item));
        Map<String, PackageFile> after = new TreeMap<>(files);
        byPath.forEach((path, ofFile) -> {
            Optional<String> text = text(path, ofFile);
            text.ifPresentOrElse(changed -> after.put(path, files.getOrDefault(path, PackageFile.of("")).with(changed)),
                    () -> after.remove(path));
        });
        PackageFiles.write(directory, files, after);
        Set<String> changed = new TreeSet<>(files.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(path -> files.containsKey(path) && files.get(path).says(after.get(path)));
        return changed;
    }

    /** The text of a file that is to hold these resources; empty when nothing is left of it. */
    private Optional<String> text(String path, List<FunctionItem> items) {
        List<String> all = new ArrayList<>();
        List<FunctionItem> rest = new ArrayList<>(items);
        List<YamlParts.Part> parts = texts.containsKey(path) ? texts.get(path).parts() : List.of();
        boolean hasDocuments = parts.isEmpty();
        for (YamlParts.Part part : parts) {
            Optional<FunctionItem> item = rest.stream()
                    .filter(one -> one.origin().filter(origin -> origin == part).isPresent()).findFirst();
            if (item.isPresent()) {
                rest.remove(item.get());
                all.add(changed(part.document().orElseThrow(), item.get()));
                hasDocuments = true;
            } else if (!isResource(part)) {
                all.add(part.text());
                hasDocuments |= part.document().isPresent();
            }
        }
        rest.sort(Comparator.comparingInt(FunctionItem::index));
        rest.forEach(item -> all.add(newText(item)));
        boolean hadNone = parts.stream().noneMatch(part -> part.document().isPresent());
        return all.isEmpty() || !hasDocuments && rest.isEmpty() && !hadNone ? Optional.empty()
                : Optional.of(YamlParts.join(all));
    }

    /** A document that was in another file, or nowhere; its comments come along. */
    private static String newText(FunctionItem item) {
        return item.origin().map(part -> changed(part.document().orElseThrow(), item)
                .substring(part.mark().length())).orElseGet(() -> new YamlText(0).block(item.content()));
    }

    /** @throws Failure when it was encrypted, and nothing could decrypt it any more */
    private static String changed(Yaml.Document document, FunctionItem item) {
        String text = YamlEdit.change(document, item.content());
        boolean isSealed = !SopsSeal.checksum(document).isEmpty() && item.content().has(SopsMetadata.KEY);
        String name = document.place().toString();
        if (isSealed && !SopsSeal.of(name, document.text()).equals(SopsSeal.of(name, text))) {
            throw SopsSeal.broken("the function", document);
        }
        return text;
    }

    /** Where a resource goes; as kpt does, by kind and name if nobody has said. */
    private String path(FunctionItem item) {
        String kind = item.content().path("kind").asText();
        String name = item.content().path("metadata").path("name").asText();
        String namespace = item.content().path("metadata").path("namespace").asText("");
        String path = !item.path().isEmpty() ? item.path() : (namespace.isEmpty() ? "" : namespace + "/")
                + kind.toLowerCase(Locale.ROOT) + "_" + name + ".yaml";
        Path inside = Path.of(path).normalize();
        if (inside.isAbsolute() || inside.startsWith("..") || inside.toString().isEmpty()) {
            throw new Failure(kind + " " + name + " is to go to " + path + ", which is outside of " + directory,
                    "Nothing was changed.");
        }
        return inside.toString().replace('\\', '/');
    }
}

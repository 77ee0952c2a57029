//SOURCES PackageFile.java
//SOURCES ResourceName.java
//SOURCES YamlParts.java

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A package in one of its versions: its files, and the documents of those that are YAML, each by what it is. */
final class PackageVersion {
    private final Map<String, PackageFile> files;
    private final Map<String, YamlParts> texts = new TreeMap<>();
    private final Map<String, Entry> documents = new LinkedHashMap<>();

    /** A document: in which file, and which part of that. */
    record Entry(String path, YamlParts.Part part) {
        Yaml.Document document() {
            return part.document().orElseThrow();
        }
    }

    /**
     * @param where for people, such as {@code charts/web} or {@code upstream at v2}
     * @throws Failure naming file and line of what is no YAML and no template
     */
    PackageVersion(String where, Map<String, PackageFile> files) {
        this.files = files;
        files.forEach((path, file) -> {
            if (isYaml(path, file)) {
                YamlParts parts = YamlParts.read(where.isEmpty() ? path : where + "/" + path, file.text());
                texts.put(path, parts);
                add(path, parts);
            }
        });
    }

    private void add(String path, YamlParts parts) {
        int others = 0;
        for (YamlParts.Part part : parts.parts()) {
            if (part.document().isPresent()) {
                Optional<ResourceName> name = ResourceName.upstreamOf(part.document().get().content());
                String key = name.map(Record::toString).orElse(path + "#" + others++);
                for (int i = 2; documents.containsKey(key); i++) {
                    key = key.replaceFirst(" again \\d+$", "") + " again " + i;
                }
                documents.put(key, new Entry(path, part));
            }
        }
    }

    /** Whether a file is read as YAML. What helm templates say only shows when they are rendered. */
    static boolean isYaml(String path, PackageFile file) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean isNamedSo = name.endsWith(".yaml") || name.endsWith(".yml") || name.equals("Kptfile");
        boolean isTemplate = ("/" + path).contains("/templates/") && file.text().contains("{{");
        return isNamedSo && !isTemplate && file.isText();
    }

    /** Null when there is no such file. */
    PackageFile file(String path) {
        return files.get(path);
    }

    Map<String, PackageFile> files() {
        return files;
    }

    /** Whether a file is YAML, or not there. */
    boolean isYamlOrMissing(String path) {
        return !files.containsKey(path) || texts.containsKey(path);
    }

    Map<String, Entry> documents() {
        return documents;
    }

    Optional<Entry> document(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    /** The parts of a file, also those without documents; none when there is no such file. */
    List<YamlParts.Part> parts(String path) {
        return texts.containsKey(path) ? texts.get(path).parts() : List.of();
    }
}

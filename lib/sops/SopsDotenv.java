//SOURCES ../Failure.java
//SOURCES SopsNode.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes files of {@code NAME=VALUE} as sops does: quotes belong to the value, line breaks are written as
 * {@code \n}, and the metadata is flattened into {@code sops_…} lines.
 */
final class SopsDotenv {
    private static final String PREFIX = "sops_";
    private static final String LIST = "__list_";
    private static final String MAP = "__map_";

    private SopsDotenv() {}

    static SopsNode.Mapping read(String name, String text) {
        List<SopsNode.Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>();
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            if (line.isEmpty()) {
                continue;
            }
            int equals = line.indexOf('=');
            if (line.startsWith("#")) {
                entries.add(new SopsNode.Entry(null, new SopsNode.Comment(line.substring(1), false)));
            } else if (equals < 0) {
                throw new Failure(name + ", line " + number + ": this is no NAME=VALUE");
            } else {
                String key = line.substring(0, equals);
                String value = line.substring(equals + 1).replace("\\n", "\n");
                if (key.startsWith(PREFIX)) {
                    metadata.put(key.substring(PREFIX.length()), value);
                } else {
                    entries.add(new SopsNode.Entry(key, SopsNode.Scalar.string(value)));
                }
            }
        }
        if (!metadata.isEmpty()) {
            entries.add(new SopsNode.Entry("sops", unflattened(metadata)));
        }
        return new SopsNode.Mapping(entries);
    }

    static String write(SopsNode.Mapping document) {
        StringBuilder out = new StringBuilder();
        for (SopsNode.Entry entry : document.entries()) {
            if (entry.value() instanceof SopsNode.Comment comment) {
                out.append('#').append(comment.text()).append('\n');
            } else if (entry.key().equals("sops") && entry.value() instanceof SopsNode.Mapping metadata) {
                Map<String, String> flat = new TreeMap<>();
                flatten("", metadata, flat);
                flat.forEach((key, value) -> line(PREFIX + key, value, out));
            } else if (entry.value() instanceof SopsNode.Scalar scalar) {
                line(entry.key(), scalar.text(), out);
            } else {
                throw new Failure(entry.key() + " is no text: a file of NAME=VALUE holds nothing else");
            }
        }
        return out.toString();
    }

    private static void line(String key, String value, StringBuilder out) {
        out.append(key).append('=').append(value.replace("\n", "\\n")).append('\n');
    }

    private static void flatten(String prefix, SopsNode.Mapping metadata, Map<String, String> flat) {
        metadata.entries().forEach(entry -> flatten(prefix + entry.key(), entry.value(), flat));
    }

    private static void flatten(String path, SopsNode value, Map<String, String> flat) {
        if (value instanceof SopsNode.Mapping mapping) {
            flatten(path + MAP, mapping, flat);
        } else if (value instanceof SopsNode.Sequence list) {
            for (int i = 0; i < list.items().size(); i++) {
                flatten(path + LIST + i, list.items().get(i), flat);
            }
        } else if (value instanceof SopsNode.Scalar scalar && scalar.kind() != SopsNode.Kind.NULL) {
            boolean isTruth = scalar.kind() == SopsNode.Kind.BOOLEAN;
            flat.put(path, isTruth ? scalar.text().toLowerCase(java.util.Locale.ROOT) : scalar.text());
        }
    }

    /** The metadata as other formats have it, as far as lists of mappings go. */
    private static SopsNode.Mapping unflattened(Map<String, String> flat) {
        List<SopsNode.Entry> entries = new ArrayList<>();
        Map<String, Map<Integer, Map<String, String>>> lists = new TreeMap<>();
        flat.forEach((path, value) -> {
            String[] list = path.split(LIST, 2);
            String[] item = list.length == 2 ? list[1].split(MAP, 2) : new String[0];
            if (item.length == 2 && item[0].matches("\\d{1,4}")) {
                lists.computeIfAbsent(list[0], key -> new TreeMap<>())
                        .computeIfAbsent(Integer.valueOf(item[0]), key -> new TreeMap<>()).put(item[1], value);
            } else {
                boolean isTruth = value.equals("true") || value.equals("false");
                entries.add(new SopsNode.Entry(path, isTruth
                        ? SopsNode.Scalar.of(SopsNode.Kind.BOOLEAN, value.equals("true") ? "True" : "False")
                        : SopsNode.Scalar.string(value)));
            }
        });
        lists.forEach((key, items) -> entries.add(new SopsNode.Entry(key, new SopsNode.Sequence(
                new ArrayList<>(items.values().stream().map(SopsDotenv::unflattened).toList())))));
        return new SopsNode.Mapping(entries);
    }
}

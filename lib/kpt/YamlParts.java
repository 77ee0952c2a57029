//SOURCES ../yaml/Yaml.java

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A YAML file cut into its documents, so that each can be changed or taken away without the others. */
record YamlParts(List<Part> parts) {

    /**
     * A document with the lines between it and the one before.
     *
     * @param document what it says, with its place in the file and this part's text for a source; empty where there are
     *     only comments
     */
    record Part(String text, Optional<Yaml.Document> document) {
        /** The line that sets it apart from the document before; empty for a first one without it. */
        String mark() {
            boolean isMark = text.matches("(?s)---[ \\t]*(#[^\\n]*)?\\r?\\n.*");
            return isMark ? text.substring(0, text.indexOf('\n') + 1) : "";
        }

        String body() {
            return text.substring(mark().length());
        }
    }

    /**
     * Cuts a file.
     *
     * @param name of the file, for failures
     * @throws Failure with the line of what is no YAML
     */
    static YamlParts read(String name, String text) {
        List<Yaml.Document> whole = Yaml.read(name, text);
        List<Part> parts = new ArrayList<>();
        int next = 0;
        int line = 0;
        for (String part : cut(text)) {
            List<Yaml.Document> found = Yaml.read(name, part);
            if (found.isEmpty()) {
                parts.add(new Part(part, Optional.empty()));
            } else {
                Yaml.Document one = found.get(0);
                Yaml.Place place = new Yaml.Place(name, whole.get(next).place().document(), line + one.place().line());
                parts.add(new Part(part, Optional.of(
                        new Yaml.Document(place, one.content(), one.node(), one.source()))));
                next++;
            }
            line += (int) part.chars().filter(c -> c == '\n').count();
        }
        return new YamlParts(parts);
    }

    private static List<String> cut(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String line : text.split("(?<=\n)")) {
            if (line.matches("(?s)---(\\s.*)?") && !isDirectives(part)) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(line);
        }
        parts.add(part.toString());
        return parts.stream().filter(one -> !one.isEmpty()).toList();
    }

    private static boolean isDirectives(CharSequence part) {
        return part.length() > 0 && part.toString().lines().allMatch(line -> line.startsWith("%") || line.isBlank()
                || line.startsWith("#")) && part.toString().contains("%");
    }

    /** The documents, without parts that only have comments. */
    List<Yaml.Document> documents() {
        return parts.stream().flatMap(part -> part.document.stream()).toList();
    }

    /** One text of several parts, each but the first behind a line that sets it apart. */
    static String join(List<String> texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            if (all.length() > 0 && all.charAt(all.length() - 1) != '\n') {
                all.append('\n');
            }
            boolean isApart = all.length() == 0 || text.matches("(?s)---(\\s.*)?") || text.startsWith("%");
            all.append(isApart ? "" : "---\n").append(text);
        }
        return all.toString();
    }

    @Override
    public String toString() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}

//SOURCES ../sops/SopsFile.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Values that are secret: they are found where they must not be, and hidden in what is told to people. */
final class SecretWords {
    /** Shorter ones say nothing by being found, and cannot be hidden: they are parts of too much. */
    private static final int SHORTEST = 4;
    /** Shorter ones are found only where they are all of a text. */
    private static final int SHORTEST_PART = 8;
    private static final int SHORTEST_LINE = 16;
    private static final String HIDDEN = "***";
    /** What helm's YAML parser shows of a value that does not fit, which may be the start of a secret. */
    private static final String SHORTENED = "`[^`\n]{1,10}\\.\\.\\.`";

    private final List<Word> words;

    SecretWords(List<Word> words) {
        this.words = words;
    }

    /**
     * A value in the forms that templates give it.
     *
     * @param origin where it comes from, for people
     * @param parts what is looked for in texts
     * @param wholes what texts are compared with
     */
    record Word(String origin, Set<String> parts, Set<String> wholes) {
        static Word of(String origin, String value) {
            Set<String> parts = new LinkedHashSet<>();
            if (value.length() >= SHORTEST_PART) {
                parts.add(value);
                parts.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
                String json = TextNode.valueOf(value).toString();
                parts.add(json.substring(1, json.length() - 1));
                parts.addAll(inBase64(value.getBytes(StandardCharsets.UTF_8)));
            }
            if (value.contains("\n")) {
                value.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE
                        && !line.startsWith("-----")).forEach(parts::add);
            }
            return new Word(origin, parts, Set.of(value, Base64.getEncoder().encodeToString(
                    value.getBytes(StandardCharsets.UTF_8))));
        }

        private boolean isIn(String text) {
            return wholes.contains(text) || parts.stream().anyMatch(text::contains);
        }

        private boolean isPartOf(String text) {
            return parts.stream().anyMatch(text::contains);
        }

        /** Base64 of the value in the midst of something else: what its own bytes decide of it, wherever it starts. */
        private static List<String> inBase64(byte[] value) {
            List<String> forms = new ArrayList<>();
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + value.length];
                System.arraycopy(value, 0, shifted, before, value.length);
                forms.add(Base64.getEncoder().encodeToString(shifted)
                        .substring((before * 8 + 5) / 6, shifted.length * 8 / 6));
            }
            return forms;
        }

        @Override
        public String toString() {
            return origin;
        }
    }

    /** The values of a file that its encryption hides. */
    static List<Word> of(String file, SopsFile plain, SopsScope.Test scope) {
        List<Word> words = new ArrayList<>();
        plain.documents().forEach(document -> SopsTree.map(document, scope, (value, place, inScope) -> {
            boolean isText = value instanceof SopsNode.Scalar scalar
                    && (scalar.kind() == SopsNode.Kind.STRING || scalar.text().length() >= SHORTEST_PART);
            if (inScope && isText && ((SopsNode.Scalar) value).text().strip().length() >= SHORTEST) {
                words.add(Word.of(place + " of " + file, ((SopsNode.Scalar) value).text().strip()));
            }
            return value;
        }));
        return words;
    }

    /** Where a resource holds one of them, and which that is, for people; empty when it holds none. */
    Optional<String> foundIn(JsonNode resource) {
        return found(resource, "");
    }

    /** Which of them is in a text; empty when there is none. */
    Optional<String> foundIn(String text) {
        return words.stream().filter(word -> word.isPartOf(text)).findFirst().map(Word::origin);
    }

    /** A text for people without them. */
    String hidden(String text) {
        if (words.isEmpty()) {
            return text;
        }
        String hidden = text.replaceAll(SHORTENED, "`…`");
        List<String> forms = words.stream()
                .flatMap(word -> Stream.concat(word.parts.stream(), word.wholes.stream())).distinct()
                .sorted(Comparator.comparing(String::length).reversed()).toList();
        for (String form : forms) {
            hidden = hidden.replace(form, HIDDEN);
        }
        return hidden;
    }

    private Optional<String> found(JsonNode node, String path) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                Optional<Word> key = words.stream().filter(word -> word.isPartOf(field.getKey())).findFirst();
                Optional<String> found = key.isPresent()
                        ? Optional.of("a key of " + path + " holds " + key.get())
                        : found(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        for (int i = 0; i < node.size(); i++) {
            Optional<String> found = found(node.get(i), path + "[" + i + "]");
            if (found.isPresent()) {
                return found;
            }
        }
        return words.stream().filter(word -> node.isValueNode() && word.isIn(node.asText())).findFirst()
                .map(word -> path + " holds " + word);
    }
}

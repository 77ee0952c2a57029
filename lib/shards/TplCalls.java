//SOURCES ../io/FileTree.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much an umbrella chart calls {@code tpl}, at a glance: helm copies all templates in each call, which is why it
 * takes long over large umbrellas.
 */
final class TplCalls {
    private static final String TPL = "tpl";

    private TplCalls() {}

    /**
     * About how many templates helm copies when it renders an umbrella as one; rather too many than too few.
     *
     * @param umbrella its directory
     * @return a number that is out of proportion when there are packaged charts, which would have to be opened
     */
    static long copies(Path umbrella) {
        List<Path> files = FileTree.files(umbrella, "");
        if (files.stream().anyMatch(file -> file.toString().endsWith(".tgz"))) {
            return Long.MAX_VALUE;
        }
        List<Path> templates = files.stream().filter(file -> file.toString().contains("/templates/")).toList();
        Map<Boolean, List<String>> texts = templates.parallelStream().collect(Collectors.partitioningBy(
                TplCalls::isPartial, Collectors.mapping(TplCalls::text, Collectors.toList())));
        boolean isCalledByPartials = texts.get(true).stream().anyMatch(partial -> partial.contains(TPL));
        return templates.size() * texts.values().stream().flatMap(List::stream).mapToLong(
                text -> count(text, TPL) + (isCalledByPartials ? count(text, "include") : 0)).sum();
    }

    private static boolean isPartial(Path template) {
        return template.getFileName().toString().startsWith("_");
    }

    private static long count(String text, String word) {
        long count = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            count++;
        }
        return count;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }
}

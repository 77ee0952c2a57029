//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values files among the options of helm. */
final class ValuesFiles {
    private static final Pattern OPTION = Pattern.compile("(?:--values|-f)(?:=?(.+))?", Pattern.DOTALL);
    private static final Pattern SET_FILE = Pattern.compile("--set-file(?:=(.+))?", Pattern.DOTALL);
    private static final Pattern ENCRYPTED = Pattern.compile("(?m)^\\s*\"?mac\"?: *\"?ENC\\[AES256_GCM,");

    private ValuesFiles() {}

    /** Their names, in the order in which they win. */
    static List<String> named(List<String> options) {
        return all(OPTION, options);
    }

    /** The names of the files that are values as a whole, of {@code --set-file}. */
    static List<String> setAsWhole(List<String> options) {
        return all(SET_FILE, options).stream().map(value -> value.substring(value.indexOf('=') + 1)).toList();
    }

    private static List<String> all(Pattern wanted, List<String> options) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            Matcher option = wanted.matcher(options.get(i));
            if (option.matches()) {
                names.addAll(names(option, options, i));
                i += option.group(1) == null ? 1 : 0;
            }
        }
        return names;
    }

    /**
     * The options with other files in their place.
     *
     * @param others as many as there are
     */
    static List<String> replaced(List<String> options, List<String> others) {
        List<String> replaced = new ArrayList<>();
        Iterator<String> other = others.iterator();
        for (int i = 0; i < options.size(); i++) {
            Matcher option = OPTION.matcher(options.get(i));
            if (option.matches()) {
                names(option, options, i).forEach(name -> replaced.addAll(List.of("--values", other.next())));
                i += option.group(1) == null ? 1 : 0;
            } else {
                replaced.add(options.get(i));
            }
        }
        return replaced;
    }

    /** @throws Failure when the values of a chart itself are encrypted, as helm would render their ciphertext */
    static void requirePlain(Path chart) {
        Path file = chart.resolve("values.yaml");
        try {
            if (Files.isRegularFile(file) && ENCRYPTED.matcher(Files.readString(file)).find()) {
                throw new Failure(file + " is encrypted, and helm reads it by itself: it would render its ciphertext",
                        "Put what is secret into a file of its own, and name that under helm.values in gitops.yaml,\n"
                                + "or with -f.");
            }
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    private static List<String> names(Matcher option, List<String> options, int index) {
        String names = option.group(1) != null ? option.group(1)
                : index + 1 < options.size() ? options.get(index + 1) : "";
        return List.of(names.split(","));
    }
}

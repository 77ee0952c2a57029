//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values files among the options of helm. */
final class ValuesFiles {
    private static final Pattern OPTION = Pattern.compile("(?:--values|-f)(?:=?(.+))?", Pattern.DOTALL);
    private static final Pattern ENCRYPTED = Pattern.compile("(?m)^\\s*\"?mac\"?: *\"?ENC\\[AES256_GCM,");

    private ValuesFiles() {}

    /**
     * @param path finds the file of a name
     * @throws Failure for a file that sops has encrypted, as helm would render its ciphertext
     */
    static void requirePlain(List<String> options, Function<String, Path> path) {
        for (String name : named(options)) {
            Path file = path.apply(name);
            if (Files.isRegularFile(file) && isEncrypted(file)) {
                throw new Failure(file + " is encrypted by sops: helm would render its ciphertext",
                        "Put what is secret into an encrypted Secret among the chart's templates, which stays encrypted\n"
                                + "in .release and is decrypted by deploy.java.");
            }
        }
    }

    private static List<String> named(List<String> options) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            Matcher option = OPTION.matcher(options.get(i));
            if (option.matches()) {
                String value = option.group(1) != null ? option.group(1) : i + 1 < options.size() ? options.get(++i) : "";
                names.addAll(List.of(value.split(",")));
            }
        }
        return names;
    }

    private static boolean isEncrypted(Path file) {
        try {
            return ENCRYPTED.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }
}

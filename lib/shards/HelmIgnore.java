//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of a chart's {@code .helmignore}, as Helm reads them: the first that applies decides. */
record HelmIgnore(List<Rule> rules) {
    private static final Rule HIDDEN_TEMPLATES = Rule.of("templates/.?*");

    /**
     * A line of the file.
     *
     * @param hasPath whether it is compared with the path and not only with the last name in it
     * @param others whether it applies to all that it does not match
     */
    record Rule(Pattern pattern, boolean hasPath, boolean directories, boolean others) {
        static Rule of(String line) {
            boolean others = line.startsWith("!");
            String glob = others ? line.substring(1) : line;
            boolean directories = glob.endsWith("/");
            glob = directories ? glob.substring(0, glob.length() - 1) : glob;
            boolean hasPath = glob.contains("/");
            return new Rule(pattern(glob.startsWith("/") ? glob.substring(1) : glob), hasPath, directories, others);
        }

        boolean ignores(String path, boolean isDirectory) {
            String compared = hasPath ? path : path.substring(path.lastIndexOf('/') + 1);
            if (others) {
                return directories && !isDirectory || !pattern.matcher(compared).matches();
            }
            return (!directories || isDirectory) && pattern.matcher(compared).matches();
        }

        private static Pattern pattern(String glob) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < glob.length(); i++) {
                char c = glob.charAt(i);
                switch (c) {
                    case '*' -> regex.append("[^/]*");
                    case '?' -> regex.append("[^/]");
                    case '[', ']' -> regex.append(c);
                    case '\\' -> regex.append('\\').append(++i < glob.length() ? glob.charAt(i) : '\\');
                    default -> regex.append(Character.isLetterOrDigit(c) || "-^".indexOf(c) >= 0 ? "" : "\\").append(c);
                }
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }
    }

    static HelmIgnore of(Path chart) {
        Path file = chart.resolve(".helmignore");
        List<Rule> rules = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                Files.readString(file).lines().map(line -> line.replace("\uFEFF", "").strip())
                        .filter(line -> !line.isEmpty() && !line.startsWith("#")).map(Rule::of).forEach(rules::add);
            }
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
        rules.add(HIDDEN_TEMPLATES);
        return new HelmIgnore(rules);
    }

    /** Whether Helm leaves a file or a directory out; what is in a directory that it leaves out does not count. */
    boolean ignores(String path, boolean isDirectory) {
        return rules.stream().anyMatch(rule -> rule.ignores(path, isDirectory));
    }
}

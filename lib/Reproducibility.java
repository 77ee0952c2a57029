//SOURCES Chart.java
//SOURCES FileTree.java
//SOURCES Run.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds templates whose output is not the same each time: by rendering twice, and by what they call. */
final class Reproducibility {
    private static final Pattern ACTION = Pattern.compile("\\{\\{.*?}}", Pattern.DOTALL);
    private static final Pattern TIME_OR_CLUSTER = Pattern.compile(
            "(?<![\\w.$\"-])(now|ago|lookup|getHostByName)(?![\\w\"-])");
    private static final Pattern RANDOM = Pattern.compile(
            "(?<![\\w.$\"-])(rand[A-Z]\\w*|shuffle|uuidv4|gen[A-Z]\\w*|htpasswd"
            + "|bcrypt|encryptAES)(?![\\w\"-])");

    private Reproducibility() {}

    /**
     * The templates that are not reproducible, a line each.
     *
     * @param chart the umbrella chart
     * @param once what helm made of it
     * @param again what helm made of it a second time
     */
    static List<String> findings(Chart chart, Path once, Path again) {
        List<String> findings = new ArrayList<>();
        for (String template : differing(once, again)) {
            findings.add(chart.name() + "/" + template + ": two renders differ");
        }
        Path unpacked = null;
        try {
            unpacked = Files.createTempDirectory("charts-");
            scan(chart.directory(), chart.name(), findings);
            for (Path archive : FileTree.files(chart.directory().resolve("charts"), ".tgz")) {
                new Run("tar", "-xzf", archive.toAbsolutePath().toString(), "-C", unpacked.toString()).checked();
            }
            scan(unpacked, chart.name() + "/charts", findings);
        } catch (IOException e) {
            throw Failure.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
        } finally {
            if (unpacked != null) {
                FileTree.delete(unpacked);
            }
        }
        return findings;
    }

    private static List<String> differing(Path once, Path again) {
        TreeSet<String> names = new TreeSet<>(names(once));
        names.addAll(names(again));
        return names.stream().filter(name -> !text(once.resolve(name)).equals(text(again.resolve(name)))).toList();
    }

    private static List<String> names(Path root) {
        return FileTree.files(root, "").stream().map(file -> root.relativize(file).toString()).toList();
    }

    private static void scan(Path directory, String name, List<String> findings) {
        for (Path file : FileTree.files(directory, ".yaml", ".yml", ".tpl", ".json")) {
            String path = directory.relativize(file).toString();
            if (("/" + path).contains("/templates/")) {
                calls(text(file), TIME_OR_CLUSTER).forEach(call -> findings.add(name + "/" + path + ", " + call
                        + ", which answers differently at another time or place"));
                if (findings.stream().anyMatch(finding -> finding.endsWith("two renders differ"))) {
                    calls(text(file), RANDOM).forEach(call -> findings.add(name + "/" + path + ", " + call
                            + ", which is random"));
                }
            }
        }
    }

    private static List<String> calls(String template, Pattern functions) {
        List<String> calls = new ArrayList<>();
        for (Matcher action = ACTION.matcher(template); action.find();) {
            if (action.group().startsWith("{{/*") || action.group().startsWith("{{- /*")) {
                continue;
            }
            for (Matcher call = functions.matcher(action.group()); call.find();) {
                String before = template.substring(0, action.start() + call.start());
                long line = 1 + before.chars().filter(c -> c == '\n').count();
                calls.add("line " + line + ": calls " + call.group(1));
            }
        }
        calls.sort(Comparator.naturalOrder());
        return calls;
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }
}

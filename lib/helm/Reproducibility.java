//SOURCES ../io/FileTree.java
//SOURCES ../io/TarGz.java
//SOURCES Chart.java
//SOURCES RenderedChart.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    static List<String> findings(Chart chart, RenderedChart once, RenderedChart again) {
        List<String> findings = new ArrayList<>();
        once.differing(again).forEach(template -> findings.add(template + ": two renders differ"));
        scan(templates(chart.directory()), chart.name(), findings);
        for (Path archive : FileTree.files(chart.directory().resolve("charts"), ".tgz")) {
            scan(templatesOfArchive(archive), chart.name() + "/charts", findings);
        }
        return findings;
    }

    private static List<String> names(Path root) {
        return FileTree.files(root, "").stream().map(file -> root.relativize(file).toString()).toList();
    }

    private static Map<String, String> templates(Path directory) {
        Map<String, String> templates = new TreeMap<>();
        names(directory).stream().filter(Reproducibility::isTemplate)
                .forEach(name -> templates.put(name, text(directory.resolve(name))));
        return templates;
    }

    private static Map<String, String> templatesOfArchive(Path archive) {
        try {
            return TarGz.texts(archive, Reproducibility::isTemplate);
        } catch (IOException e) {
            throw Failure.reading(archive, e);
        }
    }

    private static boolean isTemplate(String path) {
        return ("/" + path).contains("/templates/") && path.matches(".*\\.(ya?ml|tpl|json)");
    }

    private static void scan(Map<String, String> templates, String chart, List<String> findings) {
        templates.forEach((path, text) -> {
            calls(text, TIME_OR_CLUSTER).forEach(call -> findings.add(chart + "/" + path + ", " + call
                    + ", which answers differently at another time or place"));
            if (findings.stream().anyMatch(finding -> finding.endsWith("two renders differ"))) {
                calls(text, RANDOM).forEach(call -> findings.add(chart + "/" + path + ", " + call
                        + ", which is random"));
            }
        });
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
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }
}

//SOURCES ../Common.java
//SOURCES ../io/FileTree.java
//SOURCES ../tools/Tools.java
//SOURCES ../yaml/Yaml.java
//SOURCES Chart.java
//SOURCES ../secrets/SecretValues.java
//SOURCES ChartRenderer.java
//SOURCES TemplateOutput.java
//SOURCES ValuesFiles.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs {@code helm template}. When it fails because of broken YAML, it finds the file, the document and the line. */
final class HelmTemplate implements ChartRenderer {
    private static final Pattern BROKEN_MANIFEST = Pattern.compile("YAML parse error on (.+?):");

    private static final String ADVICE = "\nUse --debug flag to render out invalid YAML";
    private static final Pattern SOURCE_OF_WARNING = Pattern.compile("^\\w+\\.go:\\d+: (warning: )?");

    private final Common common;
    private final Tools.Tool helm;
    private final Chart chart;
    private final String release;
    private final List<String> options;
    private final SecretValues secrets;

    /**
     * @param release the release's name
     * @param options what else helm is to know
     */
    HelmTemplate(Common common, Chart chart, String release, List<String> options) {
        this(common, chart, release, options, SecretValues.open(common, options, SecretOutput.ENCRYPTED));
    }

    /**
     * @param release the release's name
     * @param options what else helm is to know
     * @param secrets those of the options that are encrypted
     */
    HelmTemplate(Common common, Chart chart, String release, List<String> options, SecretValues secrets) {
        ValuesFiles.requirePlain(chart.directory());
        this.common = common;
        this.helm = common.tools().find(PinnedTool.HELM);
        this.chart = chart;
        this.release = release;
        this.options = List.copyOf(options);
        this.secrets = secrets;
    }

    @Override
    public List<String> writeTo(Path output) {
        common.console.progress("helm template");
        Run.Result result = hasSecrets() ? answer() : answer("--output-dir", absolute(output));
        if (result.exit() != 0) {
            explain(result.err());
            throw new Failure("helm template failed", result.err().replace(ADVICE, "").strip());
        }
        if (hasSecrets()) {
            TemplateOutput.of(chart.name(), result.out()).writeTo(output, secrets::written);
        }
        return warnings(result.err().lines());
    }

    /** Whether values are encrypted, so that nothing that helm makes of them may be written as it is. */
    boolean hasSecrets() {
        return !secrets.isEmpty();
    }

    /**
     * Renders a directory as if it were the chart's, while as many others are rendered as there are cores: helm then
     * needs no threads for that, and its short life no thrift with memory.
     *
     * @return helm's answer, which tells of failures
     */
    Run.Result writePart(Path directory, Path output) {
        return command(directory, options, "--output-dir", absolute(output)).env("GOMAXPROCS", "1").env("GOGC", "400")
                .result();
    }

    /** The warnings among the lines that helm writes to standard error when it succeeds. */
    static List<String> warnings(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank()).map(line -> SOURCE_OF_WARNING.matcher(line).replaceFirst(""))
                .distinct().sorted().toList();
    }

    Chart chart() {
        return chart;
    }

    Tools.Tool helm() {
        return helm;
    }

    String release() {
        return release;
    }

    /** What else helm is told. */
    List<String> options() {
        return options;
    }

    private Run.Result answer(String... more) {
        return secrets.run(given -> command(chart.directory(), given, more));
    }

    private Run command(Path directory, List<String> given, String... more) {
        List<String> all = new ArrayList<>(List.of("template", release, absolute(directory)));
        all.addAll(given);
        all.addAll(Arrays.asList(more));
        common.debug("helm " + String.join(" ", all));
        return helm.run(all).in(common.projectDir());
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** Throws the failure of a file that is no YAML, if there is one; helm names neither its path nor the document. */
    private void explain(String error) {
        Matcher manifest = BROKEN_MANIFEST.matcher(error);
        if (manifest.find()) {
            String text = rendered(manifest.group(1));
            try {
                Yaml.read(manifest.group(1) + " as rendered", text);
            } catch (Failure e) {
                throw secrets.hidden(e);
            }
        }
        if (error.contains("YAML")) {
            valuesFiles().forEach(Yaml::read);
        }
    }

    /** What a template gave; helm prints even broken text when it is asked to debug. */
    private String rendered(String template) {
        StringBuilder text = new StringBuilder();
        boolean wanted = false;
        for (String line : answer("--debug").out().lines().toList()) {
            if (line.startsWith("# Source: ")) {
                wanted = line.equals("# Source: " + template);
            }
            text.append(wanted ? line + "\n" : "");
        }
        String separatorOfNext = "---\n";
        int end = text.length() - (text.toString().endsWith("\n" + separatorOfNext) ? separatorOfNext.length() : 0);
        return text.substring(0, end);
    }

    private List<Path> valuesFiles() {
        List<Path> files = new ArrayList<>(FileTree.files(chart.directory(), "values.yaml", "Chart.yaml"));
        for (int i = 0; i < options.size() - 1; i++) {
            if (options.get(i).equals("--values") || options.get(i).equals("-f")) {
                files.add(common.path(options.get(i + 1)));
            }
        }
        return files.stream().filter(Files::isRegularFile).toList();
    }
}

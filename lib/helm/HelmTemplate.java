//SOURCES ../Common.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/TemporaryDirectory.java
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
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs {@code helm template}. When it fails because of broken YAML, it finds the file, the document and the line. */
final class HelmTemplate implements ChartRenderer {
    private static final Pattern BROKEN_MANIFEST = Pattern.compile("YAML parse error on (.+?):");

    /** What helm prints is needed, wherever the options would have it written. */
    private static final String PRINTED = "--output-dir=";
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

    /**
     * What helm answers.
     *
     * @param files what its templates gave, when it succeeds
     */
    record Answer(int exit, String err, SortedMap<String, byte[]> files) {}

    @Override
    public RenderedChart render() {
        return render(run -> run);
    }

    /** The same for a chart that takes helm a moment, in which thrift with memory would cost more than it gives. */
    RenderedChart renderShortly() {
        return render(HelmTemplate::unthrifty);
    }

    private RenderedChart render(UnaryOperator<Run> with) {
        common.console.progress("helm template");
        Answer answer = answer(chart.directory(), with);
        if (answer.exit != 0) {
            explain(answer.err);
            throw new Failure("helm template failed", answer.err.replace(ADVICE, "").strip());
        }
        return new RenderedChart(answer.files, warnings(answer.err.lines()));
    }

    private static Run unthrifty(Run run) {
        return run.env("GOGC", "400");
    }

    /** Whether values are encrypted, so that nothing that helm makes of them may be written as it is. */
    boolean hasSecrets() {
        return !secrets.isEmpty();
    }

    /**
     * Renders a directory as if it were the chart's, while as many others are rendered as there are cores: helm then
     * needs no threads for that, and its short life no thrift with memory.
     */
    Answer renderPart(Path directory) {
        return answer(directory, run -> unthrifty(run).env("GOMAXPROCS", "1"));
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

    private Answer answer(Path directory, UnaryOperator<Run> with) {
        boolean hasCrds = options.stream().anyMatch(option -> option.startsWith("--include-crds"));
        if (hasCrds && !hasSecrets()) {
            return answerInFiles(directory, with);
        }
        Run.Result result = secrets.run(given -> with.apply(command(directory, given, PRINTED)));
        return new Answer(result.exit(), result.err(), result.exit() != 0 ? Collections.emptySortedMap()
                : TemplateOutput.of(chart.name(), result.bytes()).files(this::written));
    }

    /** Helm leaves out blank lines after what it prints last, which CRDs may have. */
    private Answer answerInFiles(Path directory, UnaryOperator<Run> with) {
        try (TemporaryDirectory output = TemporaryDirectory.create("rendered-")) {
            Run.Result result = with.apply(command(directory, options, "--release-name=false", "--output-dir",
                    output.path().toString())).result();
            return new Answer(result.exit(), result.err(), FileTree.contents(output.path().resolve(chart.name())));
        }
    }

    private TemplateOutput.Part written(TemplateOutput.Part part) {
        return hasSecrets() ? part.with(text -> secrets.written(part.source(), text)) : part;
    }

    /** @param more wins over the options */
    private Run command(Path directory, List<String> given, String... more) {
        List<String> all = new ArrayList<>(List.of("template", release, absolute(directory)));
        all.addAll(given);
        all.addAll(List.of(more));
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
        Run.Result printed = secrets.run(given -> command(chart.directory(), given, PRINTED, "--debug"));
        for (String line : printed.out().lines().toList()) {
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

//SOURCES ../Common.java
//SOURCES ../helm/Helm.java
//SOURCES ../io/TarGz.java
//SOURCES ChartPackage.java
//SOURCES ChartVersion.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Has helm check and package a chart. */
final class ChartPacking {
    private final Common common;
    private final Tools.Tool helm;

    ChartPacking(Common common) {
        this.common = common;
        this.helm = common.tools().find(PinnedTool.HELM);
    }

    /**
     * @param directory of the chart
     * @param version empty for the one that Git or else {@code Chart.yaml} says
     * @param appVersion empty for the one that {@code Chart.yaml} or else Git says
     * @param target an empty directory for the archive
     */
    ChartPackage pack(Path directory, String version, String appVersion, Path target) {
        Chart chart = Chart.read(directory);
        JsonNode about = Yaml.read(directory.resolve("Chart.yaml")).get(0).content();
        new Helm(common).requireDependencies(chart);
        lint(directory);
        List<String> arguments = new ArrayList<>(List.of("package", directory.toString(),
                "--destination", target.toString()));
        ChartVersion git = ChartVersion.of(directory, chart.name());
        String chosen = version.isEmpty() ? git.tagged().orElse("") : version;
        add(arguments, "--version", chosen);
        add(arguments, "--app-version", appVersion.isEmpty() && about.path("appVersion").asText().isEmpty()
                ? git.commit() : appVersion);
        arguments.addAll(common.toolArguments());
        helm.run(arguments).checked();
        Path archive = archive(target);
        if (!Files.exists(archive.resolveSibling(archive.getFileName() + ".prov"))) {
            forgetTimes(archive);
        }
        String packaged = archive.getFileName().toString().substring(chart.name().length() + 1)
                .replaceFirst("\\.tgz$", "");
        try {
            return new ChartPackage(chart.name(), packaged, archive, FileTree.sha256(archive), helm);
        } catch (IOException e) {
            throw Failure.reading(archive, e);
        }
    }

    private void lint(Path directory) {
        Run lint = helm.run("lint", directory.toString());
        Run.Result result = lint.result();
        if (result.exit() != 0) {
            throw new Failure("helm lint finds errors in " + directory, String.join("\n", (result.out() + result.err())
                    .lines().filter(line -> line.startsWith("[ERROR]")).toList()));
        }
        result.out().lines().filter(line -> line.startsWith("[WARNING]"))
                .forEach(line -> common.console.warn(line.substring("[WARNING]".length()).strip()));
    }

    private static void add(List<String> arguments, String option, String value) {
        if (!value.isEmpty()) {
            arguments.addAll(List.of(option, value));
        }
    }

    /** Helm writes into archives when it did so. Without that, the same chart has the same bytes each time. */
    private static void forgetTimes(Path archive) {
        try {
            Map<String, byte[]> files = TarGz.contents(Files.newInputStream(archive));
            try (OutputStream out = Files.newOutputStream(archive)) {
                TarGz.write(files, out);
            }
        } catch (IOException e) {
            throw Failure.writing(archive, e);
        }
    }

    private static Path archive(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".tgz")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw Failure.reading(target, e);
        }
    }
}

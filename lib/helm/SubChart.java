//SOURCES ../Failure.java
//SOURCES ../io/TarGz.java
//SOURCES ../yaml/Yaml.java
//SOURCES ../yaml/YamlNumber.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chart in the {@code charts/} directory of another, unpacked or as an archive.
 *
 * @param name its name, which need not be that of its directory or archive
 * @param path the directory or the archive
 */
record SubChart(String name, String version, Path path) {

    /** The charts that Helm would load from a directory; none when it does not exist. */
    static List<SubChart> in(Path charts) {
        if (!Files.isDirectory(charts)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(charts)) {
            return all.filter(path -> "._".indexOf(path.getFileName().toString().charAt(0)) < 0).sorted().toList()
                    .parallelStream().flatMap(path -> read(path).stream()).toList();
        } catch (IOException e) {
            throw Failure.reading(charts, e);
        }
    }

    boolean isArchive() {
        return !Files.isDirectory(path);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }

    /**
     * The chart in a directory or an archive; empty for what Helm takes no notice of.
     *
     * @throws Failure for an archive that holds no chart, or only a part of one
     */
    static Optional<SubChart> read(Path path) {
        if (Files.isDirectory(path)) {
            Path file = path.resolve("Chart.yaml");
            return Files.isRegularFile(file) ? of(path, Yaml.read(file)) : Optional.empty();
        }
        if (!path.toString().endsWith(".tgz")) {
            return Optional.empty();
        }
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            if (TarGz.extract(path, SubChart::isOfTheChart, text)) {
                return of(path, Yaml.read(path + ", Chart.yaml", text.toString(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw noChart(path);
        }
        throw noChart(path);
    }

    /** An archive has all in one directory; deeper are the charts that this one has in its own {@code charts/}. */
    private static boolean isOfTheChart(String file) {
        return file.endsWith("/Chart.yaml") && file.indexOf('/') == file.lastIndexOf('/');
    }

    private static Failure noChart(Path archive) {
        return new Failure(archive + " is not the archive of a chart, or not all of it",
                "Delete it. What Chart.lock names is then fetched again.");
    }

    private static Optional<SubChart> of(Path path, List<Yaml.Document> documents) {
        return documents.stream().findFirst().map(Yaml.Document::content).map(
                chart -> new SubChart(chart.path("name").asText(), version(chart.path("version")), path));
    }

    private static String version(JsonNode version) {
        return version.isNumber() ? YamlNumber.printKey(version) : version.asText();
    }
}

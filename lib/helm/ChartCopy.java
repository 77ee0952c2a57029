//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES Chart.java
//SOURCES ChartArchives.java
//SOURCES SubChart.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A copy of a chart that helm looks for dependencies in, where some come from other repositories than in the chart. */
final class ChartCopy implements AutoCloseable {
    private static final String REPOSITORY = "repository";

    private final Chart chart;
    private final Map<String, String> repositories;
    private final TemporaryDirectory directory = TemporaryDirectory.create("chart-copy-");
    private final List<Path> archives = new ArrayList<>();

    /** @param repositories in place of those that the chart names */
    private ChartCopy(Chart chart, Map<String, String> repositories) {
        this.chart = chart;
        this.repositories = repositories;
    }

    /** @param repositories URLs, by those in the chart that they stand for */
    static ChartCopy of(Chart chart, Map<String, String> repositories) {
        ChartCopy copy = new ChartCopy(chart, repositories);
        try {
            copy.write();
            return copy;
        } catch (IOException e) {
            copy.close();
            throw Failure.writing(copy.directory(), e);
        } catch (Failure e) {
            copy.close();
            throw e;
        }
    }

    Path directory() {
        return directory.path();
    }

    /** Gives the chart the archives that the copy has now, and the lock, which names the chart's own repositories. */
    void bringBack() {
        ObjectNode lock = (ObjectNode) Yaml.read(lockFile()).get(0).content();
        List<JsonNode> locked = new ArrayList<>();
        lock.path("dependencies").forEach(locked::add);
        for (int i = 0; i < locked.size(); i++) {
            JsonNode written = chart.dependencies().get(i).path(REPOSITORY);
            if (!written.asText().isEmpty() && !Chart.isAlias(written.asText())) {
                ((ObjectNode) locked.get(i)).set(REPOSITORY, written);
            }
        }
        archives.stream().filter(archive -> !Files.exists(charts().resolve(archive.getFileName())))
                .forEach(FileTree::delete);
        ChartArchives.copy(charts(), chart.directory().resolve("charts"));
        String digest = Chart.digest(chart.dependencies(), locked);
        if (chart.lock() == null || !chart.lock().digest().equals(digest)) {
            FileTree.write(chart.lockFile(), Yaml.write(lock.put("digest", digest)));
        }
    }

    @Override
    public void close() {
        directory.close();
    }

    /** Of charts in directories helm wants to know the versions only. */
    private void write() throws IOException {
        List<JsonNode> wanted = replaced(chart.dependencies(), chart.wanted());
        write(directory().resolve("Chart.yaml"), Json.object().put("apiVersion", "v2").put("name", chart.name())
                .put("version", "0.1.0"), wanted);
        if (chart.lockFits()) {
            List<JsonNode> locked = replaced(chart.lock().entries(), chart.lock().dependencies());
            write(lockFile(), Json.object().put("digest", Chart.digest(wanted, locked))
                    .put("generated", OffsetDateTime.now(ZoneOffset.UTC).toString()), locked);
        }
        for (SubChart held : SubChart.in(chart.directory().resolve("charts"))) {
            Path copy = charts().resolve(held.path().getFileName());
            if (held.isArchive()) {
                archives.add(held.path());
                Files.createDirectories(charts());
                Files.copy(held.path(), copy);
            } else {
                Files.createDirectories(copy);
                Files.copy(held.path().resolve("Chart.yaml"), copy.resolve("Chart.yaml"));
            }
        }
    }

    private List<JsonNode> replaced(List<JsonNode> written, List<Chart.Dependency> dependencies) {
        List<JsonNode> replaced = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Chart.Dependency dependency = dependencies.get(i);
            ObjectNode copy = written.get(i).deepCopy();
            replaced.add(dependency.isLocal() ? copy : copy.put(
                    REPOSITORY, repositories.getOrDefault(dependency.repository(), dependency.url())));
        }
        return replaced;
    }

    private static void write(Path file, ObjectNode content, List<JsonNode> dependencies) throws IOException {
        ArrayNode list = content.putArray("dependencies");
        dependencies.forEach(list::add);
        Files.writeString(file, Yaml.write(content));
    }

    private Path lockFile() {
        return directory().resolve("Chart.lock");
    }

    private Path charts() {
        return directory().resolve("charts");
    }
}

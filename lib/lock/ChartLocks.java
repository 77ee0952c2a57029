//SOURCES ../helm/Chart.java
//SOURCES ../helm/ChartsDirectory.java
//SOURCES ../helm/LockedChart.java
//SOURCES ../image/ImageConfig.java
//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contents of the charts that come from repositories, locked: {@code Chart.lock} only says their versions.
 *
 * <p>The file is a configuration of kbld's with a list of ours, {@code charts}, so that kbld, which reads all files of
 * the directory, takes no notice of it.
 *
 * @param file {@code charts.lock.yml} in the directory of image locks
 * @param entries what it locks, in its order
 */
record ChartLocks(Path file, List<Entry> entries) {
    static final String FILE = "charts.lock.yml";
    private static final String HOW = "lock.java charts";

    /** A locked chart and where its lock is, for people. */
    record Entry(LockedChart chart, Yaml.Place place) {}

    /** A dependency that comes from a repository, and its archive in {@code charts/}. */
    private record Archive(Chart.Dependency dependency, Path path) {
        String sha256() {
            try {
                return FileTree.sha256(path);
            } catch (IOException e) {
                throw Failure.reading(path, e);
            }
        }
    }

    /** What the file in a directory of locks says; nothing when there is none. */
    static ChartLocks read(Path directory) {
        Path file = directory.resolve(FILE);
        List<Entry> entries = new ArrayList<>();
        for (Yaml.Document document : Files.exists(file) ? Yaml.read(file) : List.<Yaml.Document>of()) {
            List<LockedChart> charts = ImageConfig.read(document).charts();
            for (int i = 0; i < charts.size(); i++) {
                Yaml.Place place = document.place(List.of("charts", i));
                LockedChart chart = charts.get(i);
                if (chart == null || chart.name() == null || chart.version() == null || chart.repository() == null
                        || chart.sha256() == null || !chart.sha256().matches("[0-9a-f]{64}")) {
                    throw new Failure(place + ": a locked chart needs name, version, repository and sha256",
                            "Remove it, and run: " + HOW);
                }
                entries.add(new Entry(chart, place));
            }
        }
        return new ChartLocks(file, entries);
    }

    /**
     * Makes sure that the archives are what is locked. Without any locks, nothing is asked of them.
     *
     * @throws Failure naming every one that is not
     */
    void require(Chart chart) {
        List<String> findings = entries.isEmpty() ? List.of() : findings(chart);
        if (!findings.isEmpty()) {
            throw new Failure(String.join("\n", findings),
                    "An archive with other contents was changed, there or on its way: compare it, and delete it to\n"
                            + "have it fetched again. If the new contents are right, remove the lock and run: " + HOW);
        }
    }

    /** What is not as it is locked, and what is not locked; a line each, or three with both digests. */
    List<String> findings(Chart chart) {
        List<String> findings = new ArrayList<>();
        for (Archive archive : archives(chart)) {
            entry(archive).ifPresentOrElse(entry -> difference(archive, entry).ifPresent(findings::add),
                    () -> findings.add(archive.path + ": the contents of " + archive.dependency
                            + " are not locked: " + HOW));
        }
        return findings;
    }

    private static Optional<String> difference(Archive archive, Entry entry) {
        String found = archive.sha256();
        return found.equals(entry.chart.sha256()) ? Optional.empty()
                : Optional.of(archive.path + " is not what " + entry.place + " locks:\n  locked  sha256:"
                        + entry.chart.sha256() + "\n  found   sha256:" + found);
    }

    /** The locks that no dependency needs, a line each. */
    List<String> unused(Chart chart) {
        List<Chart.Dependency> dependencies = remote(chart);
        return entries.stream().filter(entry -> dependencies.stream().noneMatch(entry.chart::isOf))
                .map(entry -> entry.place + ": the lock of chart " + entry.chart.name() + " " + entry.chart.version()
                        + " is not used: Chart.lock does not have it").toList();
    }

    /**
     * The text of the file that locks what {@code charts/} holds, and nothing else.
     *
     * @throws Failure where that would lock other contents of the same version
     */
    String locking(Chart chart) {
        List<Archive> archives = archives(chart);
        List<String> changed = archives.stream().flatMap(archive -> entry(archive)
                .flatMap(entry -> difference(archive, entry)).stream()).toList();
        if (!changed.isEmpty()) {
            throw new Failure(String.join("\n", changed), "If the new contents are right, remove the lock first.");
        }
        ObjectNode text = Json.object().put("apiVersion", ImageConfig.API).put("kind", "Config");
        ArrayNode charts = text.putArray("charts");
        archives.forEach(archive -> charts.addObject().put("name", archive.dependency.name())
                .put("version", archive.dependency.version()).put("repository", archive.dependency.repository())
                .put("sha256", archive.sha256()));
        return Yaml.write(text);
    }

    private Optional<Entry> entry(Archive archive) {
        return entries.stream().filter(entry -> entry.chart.isOf(archive.dependency)).findFirst();
    }

    /** Also what was locked though the directory that it came from is not on this machine. */
    private List<Chart.Dependency> remote(Chart chart) {
        return chart.lock() == null ? List.of() : chart.lock().dependencies().stream().filter(dependency ->
                dependency.isRemote() || entries.stream().anyMatch(entry -> entry.chart.isOf(dependency)))
                .distinct().toList();
    }

    private List<Archive> archives(Chart chart) {
        List<Chart.Dependency> dependencies = remote(chart);
        List<SubChart> charts = dependencies.isEmpty() ? List.of() : ChartsDirectory.of(chart).charts();
        return dependencies.stream().flatMap(dependency -> charts.stream()
                .filter(held -> held.isArchive() && dependency.isIn(held))
                .map(held -> new Archive(dependency, held.path()))).toList();
    }
}

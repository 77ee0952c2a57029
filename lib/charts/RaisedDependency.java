//SOURCES ../Settings.java
//SOURCES ../helm/Chart.java
//SOURCES ../image/ImageConfig.java
//SOURCES ../image/SemanticVersion.java
//SOURCES ../io/FileChange.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../lock/ChartLocks.java
//SOURCES ../lock/ConfigTarget.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES ChartPackage.java
//SOURCES DependencyText.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An umbrella chart that gets a new version of a chart: in {@code Chart.yaml} and {@code Chart.lock}, and, where the
 * contents of charts are locked, in that lock.
 */
final class RaisedDependency {
    private final ConfigTarget target;
    private final Settings settings;
    private final ChartPackage chart;
    private final String repository;
    private String umbrella = "";

    /**
     * @param target the config repository with the umbrella chart
     * @param repository where the chart is published, as umbrella charts name it
     */
    RaisedDependency(ConfigTarget target, ChartPackage chart, String repository) {
        this.target = target;
        this.settings = target.settings();
        this.chart = chart;
        this.repository = repository;
    }

    /** @throws Failure when the umbrella chart, as it is now, cannot have the version */
    void require() {
        raised(target.repository().read(file()));
    }

    /** Raises the version; returns what has been done, for people. */
    String raise() {
        return target.change(changes(), "Raise " + chart.name() + " to " + chart.version());
    }

    private String file() {
        return settings.chart() + "/Chart.yaml";
    }

    /** The changes, in the order in which they have to be made: the lock depends on what {@code Chart.yaml} says. */
    private List<FileChange> changes() {
        return List.of(new FileChange(file(), this::raised),
                new FileChange(settings.chart() + "/Chart.lock", this::locked),
                new FileChange(settings.locks() + "/" + ChartLocks.FILE, this::contents));
    }

    /**
     * {@code Chart.yaml} with the new version. A range stays, if it admits that version.
     *
     * @throws Failure when the chart is no dependency
     */
    private String raised(String text) {
        DependencyText dependencies = new DependencyText(file(), text);
        List<Integer> meant = meant(dependencies.all());
        if (meant.isEmpty()) {
            throw new Failure(file() + " does not depend on " + chart.name(), "Add it to the dependencies there:\n"
                    + "- {name: " + chart.name() + ", version: " + chart.version() + ", repository: "
                    + repository + "}");
        }
        umbrella = text;
        for (int index : meant) {
            String asked = dependencies.all().get(index).path("version").asText();
            if (isExact(asked)) {
                umbrella = new DependencyText(file(), umbrella).withVersion(index, chart.version());
            } else {
                requireInRange(asked);
            }
        }
        return umbrella;
    }

    private String locked(String text) {
        if (text.isBlank()) {
            return text;
        }
        ObjectNode lock = (ObjectNode) Yaml.read(settings.chart() + "/Chart.lock", text).get(0).content();
        List<JsonNode> wanted = new DependencyText(file(), umbrella).all();
        List<JsonNode> entries = list(lock.path("dependencies"));
        if (entries.size() != wanted.size()) {
            throw new Failure(settings.chart() + "/Chart.lock is out of step with Chart.yaml",
                    "Run: render.java dependencies update");
        }
        for (int index : meant(wanted)) {
            ((ObjectNode) entries.get(index)).put("version", chart.version());
        }
        return Yaml.write(lock.put("digest", Chart.digest(wanted, entries))
                .put("generated", OffsetDateTime.now(ZoneOffset.UTC).toString()));
    }

    private String contents(String text) {
        if (text.isBlank()) {
            return text;
        }
        JsonNode lock = Yaml.read(ChartLocks.FILE, text).get(0).content();
        List<JsonNode> all = list(lock.path("charts"));
        meant(all).forEach(index -> ((ObjectNode) all.get(index)).put("version", chart.version())
                .put("sha256", chart.sha256()));
        return Yaml.write(lock);
    }

    /** Where the chart is among others: at its repository, or at any when none has it from there. */
    private List<Integer> meant(List<JsonNode> all) {
        List<Integer> elsewhere = new ArrayList<>();
        List<Integer> there = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Chart.Dependency dependency = Chart.Dependency.of(
                    all.get(i), target.repository().directory().resolve(file()));
            if (dependency.name().equals(chart.name()) && dependency.url().replaceFirst("/+$", "").equals(repository)) {
                there.add(i);
            } else if (dependency.name().equals(chart.name()) && dependency.isRemote()) {
                elsewhere.add(i);
            }
        }
        return there.isEmpty() ? elsewhere : there;
    }

    private static boolean isExact(String version) {
        return SemanticVersion.parse(version.strip().replaceFirst("^[v=]\\s*", "").replaceFirst("\\+.*", ""))
                .isPresent();
    }

    /** Asks helm, with a chart of nothing but that version. */
    private void requireInRange(String range) {
        try (TemporaryDirectory directory = TemporaryDirectory.create("range-")) {
            write(directory.path().resolve("chart"), chart.name(), chart.version());
            Path asking = write(directory.path().resolve("asking"), "asking", "0.1.0");
            ObjectNode about = (ObjectNode) Yaml.read(asking).get(0).content();
            about.putArray("dependencies").addObject().put("name", chart.name()).put("version", range)
                    .put("repository", "file://../chart");
            Files.writeString(asking, Yaml.write(about));
            if (chart.helm().run("dependency", "update", asking.getParent().toString()).result().exit() != 0) {
                throw new Failure(file() + " asks for " + chart.name() + " " + range + ", which " + chart.version()
                        + " is not", "Change the range there.");
            }
        } catch (IOException e) {
            throw new Failure("cannot compare " + chart.version() + " with " + range + ": " + e.getMessage());
        }
    }

    private static Path write(Path directory, String name, String version) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve("Chart.yaml"), Yaml.write(Json.object().put("apiVersion", "v2")
                .put("name", name).put("version", version)));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}

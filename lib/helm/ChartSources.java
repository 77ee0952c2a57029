//SOURCES ../Failure.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../tools/Tools.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES Chart.java
//SOURCES ChartArchives.java
//SOURCES SubChart.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Packs dependencies that lie in directories, named by {@code file://}, as {@code helm dependency} does. */
record ChartSources(Tools.Tool helm) {
    /** None that the user has, which helm would look for though no dependency is from there. */
    private static final String NO_REPOSITORIES = "apiVersion: \"\"\nrepositories: []\n";
    private static final String ANY_VERSION = ">=0.0.0-0";

    /** @throws Failure when a directory holds another version than the lock says, as helm does not name it */
    static void requireVersions(List<Chart.Dependency> dependencies) {
        for (Chart.Dependency dependency : dependencies) {
            Path source = dependency.directory().orElseThrow();
            SubChart.read(source).filter(found -> !dependency.isIn(found)).ifPresent(found -> {
                throw new Failure(source + " is " + found + ", but Chart.lock says " + dependency,
                        "Run: render.java dependencies update");
            });
        }
    }

    /** Has helm pack them for a chart of nothing but these, so that no other dependency is fetched. */
    void pack(List<Chart.Dependency> dependencies, Path charts) {
        if (dependencies.isEmpty()) {
            return;
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create("chart-sources-")) {
            ObjectNode asking = Json.object().put("apiVersion", "v2").put("name", "sources").put("version", "0.1.0");
            ArrayNode list = asking.putArray("dependencies");
            dependencies.forEach(one -> list.addObject().put("name", one.name()).put("version", ANY_VERSION)
                    .put("repository", one.url()));
            Files.writeString(directory.path().resolve("Chart.yaml"), Yaml.write(asking));
            Path repositories = Files.writeString(directory.path().resolve("repositories.yaml"), NO_REPOSITORIES);
            helm.run("dependency", "update", directory.path().toString(), "--skip-refresh",
                    "--repository-config", repositories.toString()).checked();
            ChartArchives.copy(directory.path().resolve("charts"), charts);
        } catch (IOException e) {
            throw Failure.writing(charts, e);
        }
    }
}

//SOURCES ../Failure.java
//SOURCES ../yaml/Yaml.java
//SOURCES ChartDigest.java
//SOURCES SubChart.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A chart's directory: what {@code Chart.yaml} asks for and what {@code Chart.lock} pins.
 *
 * @param directory where it is
 * @param name the chart's name, also that of the directory that {@code helm template --output-dir} writes
 * @param dependencies what {@code Chart.yaml} asks for, as written
 * @param lock what {@code Chart.lock} says, or null when there is none
 */
record Chart(Path directory, String name, List<JsonNode> dependencies, Lock lock) {
    /** Where charts of Helm 2's format have them. */
    private static final String OLD_DEPENDENCIES = "requirements.yaml";
    private static final String OLD_LOCK = "requirements.lock";
    private static final String LOCK = "Chart.lock";

    /**
     * What {@code Chart.lock} says.
     *
     * @param file the lock itself
     * @param digest of what {@code Chart.yaml} asked for and what was found for it
     * @param entries the dependencies, in the order of {@code Chart.yaml}
     */
    record Lock(Path file, String digest, List<JsonNode> entries) {
        List<Dependency> dependencies() {
            return entries.stream().map(entry -> Dependency.of(entry, file)).toList();
        }
    }

    /**
     * A dependency at one version.
     *
     * @param version for a chart that is part of this repository it may be a range
     * @param repository where it comes from, as written; empty for a chart that lies in {@code charts/}
     * @param directory the one that {@code file://} names; empty for what comes from elsewhere
     */
    record Dependency(String name, String version, String repository, Optional<Path> directory) {
        private static final String IN_A_DIRECTORY = "file://";

        /** @param file that names it, which is where its path starts */
        static Dependency of(JsonNode node, Path file) {
            String repository = node.path("repository").asText();
            return new Dependency(node.path("name").asText(), node.path("version").asText(), repository,
                    Optional.of(repository).filter(url -> url.startsWith(IN_A_DIRECTORY))
                            .map(url -> file.resolveSibling(url.substring(IN_A_DIRECTORY.length())).normalize()));
        }

        /** Whether it lies in {@code charts/} and never comes from elsewhere. */
        boolean isLocal() {
            return repository.isEmpty();
        }

        /** Whether it comes from a repository, as an archive; that may be a directory that has an index. */
        boolean isRemote() {
            return !isLocal() && (directory.isEmpty() || Files.exists(directory.get().resolve("index.yaml"))
                    && !Files.exists(directory.get().resolve("Chart.yaml")));
        }

        /** The repository, wherever it is named from. */
        String url() {
            return directory.map(path -> IN_A_DIRECTORY + path.toAbsolutePath().normalize()).orElse(repository);
        }

        boolean isIn(SubChart chart) {
            return chart.name().equals(name) && chart.version().equals(version);
        }

        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    static Chart read(Path directory) {
        Path file = directory.resolve("Chart.yaml");
        if (!Files.isRegularFile(file)) {
            throw new Failure("there is no chart in " + directory + ": it has no Chart.yaml",
                    "Name the umbrella chart's directory with --chart, or the project's with -C.");
        }
        JsonNode chart = single(file);
        if (!chart.path("name").isTextual()) {
            throw new Failure(file + ": the chart has no name", "Add a line such as name: umbrella-chart.");
        }
        Path old = directory.resolve(OLD_DEPENDENCIES);
        JsonNode wanted = Files.exists(old) ? single(old) : chart;
        Optional<Lock> lock = Stream.of(LOCK, OLD_LOCK).map(directory::resolve)
                .filter(Files::exists).findFirst().map(Chart::lock);
        return new Chart(directory, chart.get("name").asText(), list(wanted.path("dependencies")), lock.orElse(null));
    }

    /**
     * Whether the lock was made for what {@code Chart.yaml} says now: Helm's own test, by digest.
     *
     * <p>Helm replaces {@code @NAME} and {@code alias:NAME} by the repository's URL before it takes the digest. Here
     * that URL is the one that was locked, so that the answer is the same where Helm does not know the repository.
     */
    boolean lockFits() {
        return lock != null && lock.entries.size() == dependencies.size()
                && lock.digest.equals(digest(dependencies, lock.entries));
    }

    /**
     * What a lock says of itself.
     *
     * @param wanted what {@code Chart.yaml} asks for
     * @param locked what was found for it, in the same order
     */
    static String digest(List<JsonNode> wanted, List<JsonNode> locked) {
        List<JsonNode> named = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode repository = locked.get(i).path("repository");
            named.add(!isAlias(wanted.get(i).path("repository").asText()) ? wanted.get(i)
                    : ((ObjectNode) wanted.get(i).deepCopy()).set("repository", repository));
        }
        return ChartDigest.of(named, locked);
    }

    /** What {@code Chart.yaml} asks for. */
    List<Dependency> wanted() {
        return dependencies.stream().map(one -> Dependency.of(one, directory.resolve("Chart.yaml"))).toList();
    }

    /** Where the lock is, or will be. */
    Path lockFile() {
        return lock != null ? lock.file : directory.resolve(
                Files.exists(directory.resolve(OLD_DEPENDENCIES)) ? OLD_LOCK : LOCK);
    }

    /** Whether a repository is given by the name under which Helm knows it. */
    static boolean isAlias(String repository) {
        return repository.startsWith("@") || repository.startsWith("alias:");
    }

    private static Lock lock(Path file) {
        JsonNode lock = single(file);
        return new Lock(file, lock.path("digest").asText(), list(lock.path("dependencies")));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode single(Path file) {
        List<Yaml.Document> documents = Yaml.read(file);
        if (documents.isEmpty() || !documents.get(0).content().isObject()) {
            throw new Failure(file + " is empty or no mapping", "It needs the fields that Helm's documentation names.");
        }
        return documents.get(0).content();
    }
}

//SOURCES Failure.java
//SOURCES FileTree.java
//SOURCES Yaml.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A chart's directory: what {@code Chart.yaml} asks for, what {@code Chart.lock} pins and what {@code charts/} holds.
 *
 * @param directory where it is
 * @param name the chart's name, also that of the directory that {@code helm template --output-dir} writes
 * @param dependencies what {@code Chart.yaml} asks for, as written
 * @param lock what {@code Chart.lock} says, or null when there is none
 */
record Chart(Path directory, String name, List<JsonNode> dependencies, Lock lock) {
    /** The fields of a dependency in the order in which Helm puts them before it takes the digest of all. */
    private static final List<String> FIELDS =
            List.of("name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias");

    /** @param digest SHA-256 over what {@code Chart.yaml} asked for and what was found for it */
    record Lock(String digest, List<Dependency> dependencies) {}

    /** A dependency at one version. {@code repository} is empty for a chart that lies in {@code charts/}. */
    record Dependency(String name, String version, String repository) {
        static Dependency of(JsonNode node) {
            return new Dependency(node.path("name").asText(), node.path("version").asText(), node.path("repository").asText());
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
        Path lockFile = directory.resolve("Chart.lock");
        return new Chart(directory, chart.get("name").asText(), list(chart.path("dependencies")),
                Files.exists(lockFile) ? lock(single(lockFile)) : null);
    }

    /** Whether {@code Chart.lock} was made for what {@code Chart.yaml} says now: Helm's own test, by digest. */
    boolean lockFits() {
        return lock != null && lock.digest.equals(digest());
    }

    /** The locked dependencies that {@code charts/} does not hold at their version. */
    List<Dependency> missing() {
        return lock.dependencies.stream().filter(dependency -> !isPresent(dependency)).toList();
    }

    /** Whether {@code charts/} holds an archive of a locked dependency at a version that is not locked. */
    boolean hasOutdatedArchives() {
        return FileTree.files(directory.resolve("charts"), ".tgz").stream()
                .map(archive -> archive.getFileName().toString())
                .anyMatch(archive -> lock.dependencies.stream().anyMatch(
                        dependency -> archive.matches(java.util.regex.Pattern.quote(dependency.name) + "-v?\\d.*"))
                        && lock.dependencies.stream().noneMatch(dependency -> archive.equals(archiveName(dependency))));
    }

    private boolean isPresent(Dependency dependency) {
        Path charts = directory.resolve("charts");
        Path unpacked = charts.resolve(dependency.name).resolve("Chart.yaml");
        return Files.exists(charts.resolve(archiveName(dependency)))
                || Files.exists(unpacked) && single(unpacked).path("version").asText().equals(dependency.version);
    }

    private static String archiveName(Dependency dependency) {
        return dependency.name + "-" + dependency.version + ".tgz";
    }

    /** Helm's digest: over the JSON of the wanted and the locked dependencies, as Go writes it. */
    private String digest() {
        List<ObjectNode> wanted = dependencies.stream().map(Chart::canonical).toList();
        List<ObjectNode> locked = lock.dependencies.stream().map(dependency -> JsonNodeFactory.instance.objectNode()
                .put("name", dependency.name).put("version", dependency.version).put("repository", dependency.repository))
                .map(Chart::canonical).toList();
        try {
            String json = JsonMapper.builder().build().writeValueAsString(List.of(wanted, locked));
            return "sha256:" + FileTree.sha256(
                    json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode canonical(JsonNode dependency) {
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        for (String field : FIELDS) {
            JsonNode value = dependency.path(field);
            boolean always = field.equals("name") || field.equals("repository");
            boolean empty = value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.textValue().isEmpty() || value.isBoolean() && !value.booleanValue();
            if (always) {
                canonical.put(field, value.asText(""));
            } else if (!empty) {
                canonical.set(field, value);
            }
        }
        return canonical;
    }

    private static Lock lock(JsonNode lock) {
        return new Lock(lock.path("digest").asText(), list(lock.path("dependencies")).stream().map(Dependency::of).toList());
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

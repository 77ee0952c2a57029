//SOURCES Chart.java
//SOURCES FileTree.java
//SOURCES Tools.java
//SOURCES Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The repositories that a chart's dependencies come from, as a repository file that exists while helm runs.
 *
 * <p>{@code helm dependency build} refuses repositories that nobody added, and refreshes every one that somebody did.
 * With a file of just the needed ones it does neither. Where the user's own file holds credentials for one of them, that
 * file is used, so that they are copied nowhere.
 */
final class HelmRepositories implements AutoCloseable {
    private final Path directory;

    private HelmRepositories(Path directory) {
        this.directory = directory;
    }

    static HelmRepositories required(Chart chart, Tools.Tool helm) {
        Set<String> wanted = new LinkedHashSet<>();
        chart.dependencies().forEach(dependency -> wanted.add(dependency.path("repository").asText()));
        wanted.removeIf(repository -> repository.isEmpty() || repository.matches("(file|oci)://.*"));
        if (wanted.isEmpty()) {
            return new HelmRepositories(null);
        }
        List<JsonNode> known = known(helm);
        ArrayNode needed = JsonNodeFactory.instance.arrayNode();
        for (String repository : wanted) {
            Optional<JsonNode> entry = known.stream().filter(candidate -> isFor(candidate, repository)).findFirst();
            boolean unknownName = entry.isEmpty() && repository.matches("(alias:|@).*");
            if (unknownName || entry.isPresent() && hasCredentials(entry.get())) {
                return new HelmRepositories(null);
            }
            entry.ifPresentOrElse(needed::add, () -> needed.addObject()
                    .put("name", "dependency-" + needed.size()).put("url", repository));
        }
        return written(needed);
    }

    /** Options for helm; none when it is to use the user's file. */
    List<String> options() {
        return directory == null ? List.of() : List.of("--repository-config", directory.resolve("repositories.yaml").toString());
    }

    @Override
    public void close() {
        if (directory != null) {
            FileTree.delete(directory);
        }
    }

    private static HelmRepositories written(ArrayNode repositories) {
        try {
            Path directory = Files.createTempDirectory("helm-repositories-");
            ObjectNode file = JsonNodeFactory.instance.objectNode().put("apiVersion", "");
            file.set("repositories", repositories);
            Files.writeString(directory.resolve("repositories.yaml"), Yaml.write(file));
            return new HelmRepositories(directory);
        } catch (IOException e) {
            throw Failure.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static List<JsonNode> known(Tools.Tool helm) {
        Path file = Path.of(helm.run("env", "HELM_REPOSITORY_CONFIG").checked().out().strip());
        return !Files.exists(file) ? List.of() : Yaml.read(file).stream()
                .flatMap(document -> StreamSupport.stream(document.content().path("repositories").spliterator(), false))
                .toList();
    }

    private static boolean isFor(JsonNode known, String repository) {
        String name = known.path("name").asText();
        return repository.equals("alias:" + name) || repository.equals("@" + name)
                || known.path("url").asText().replaceFirst("/+$", "").equals(repository.replaceFirst("/+$", ""));
    }

    private static boolean hasCredentials(JsonNode repository) {
        return !(repository.path("username").asText() + repository.path("password").asText()
                + repository.path("certFile").asText() + repository.path("keyFile").asText()).isEmpty();
    }
}

//SOURCES ../io/FileTree.java
//SOURCES ../tools/Run.java
//SOURCES ../tools/Tools.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES Chart.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The chart repositories that a chart's dependencies come from, for the time that helm needs them.
 *
 * <p>{@code helm dependency build} refuses repositories that nobody added, and refreshes every one that somebody did.
 * So it gets a repository file of just the needed ones, and an index of each, fetched into a directory of this run:
 * other runs at the same time do not disturb it. Where the user's own file holds a password for one of them, helm reads
 * that file, so that the password is copied nowhere; an empty index then stands for each repository that is not needed.
 */
final class HelmRepositories implements AutoCloseable {
    private static final String EMPTY_INDEX = "apiVersion: v1\nentries: {}\n";

    private final Path directory;
    private final Path file;
    private final Map<String, String> urls;

    /** @param urls of the needed repositories, by the names that they have in the file */
    private HelmRepositories(Path directory, Path file, Map<String, String> urls) {
        this.directory = directory;
        this.file = file;
        this.urls = urls;
    }

    /**
     * A repository that a dependency names.
     *
     * @param alias the name under which Helm knows it, or empty
     * @param url where it is; empty when only Helm knows
     */
    private record Source(String alias, String url) {
        static Source of(JsonNode wanted, String lockedUrl) {
            String repository = wanted.path("repository").asText();
            return Chart.isAlias(repository) ? new Source(repository.replaceFirst("^(@|alias:)", ""), lockedUrl)
                    : new Source("", repository);
        }

        boolean needsIndex() {
            return !alias.isEmpty() || !url.isEmpty() && !url.matches("(file|oci)://.*");
        }

        boolean isFor(JsonNode known) {
            return url.isEmpty() ? known.path("name").asText().equals(alias) : isAt(known.path("url").asText());
        }

        /** @param bySecrets whether helm is to read the user's file, which then has to know every repository */
        void requireKnown(List<JsonNode> known, boolean bySecrets) {
            boolean found = known.stream().filter(this::isFor)
                    .anyMatch(entry -> alias.isEmpty() || entry.path("name").asText().equals(alias));
            if (!found && (bySecrets || url.isEmpty())) {
                String shownUrl = url.isEmpty() ? "URL" : Run.withoutPasswords(url);
                throw new Failure("Helm does not know the repository " + (alias.isEmpty() ? shownUrl : alias)
                        + ", which Chart.yaml names",
                        "Run: helm repo add " + (alias.isEmpty() ? "NAME" : alias) + " " + shownUrl);
            }
        }

        boolean isAt(String otherUrl) {
            return url.replaceFirst("/+$", "").equals(otherUrl.replaceFirst("/+$", ""));
        }
    }

    /** Those of what {@code Chart.lock} says, which has to fit. */
    static HelmRepositories locked(Chart chart, Tools.Tool helm) {
        Set<Source> sources = new LinkedHashSet<>();
        for (int i = 0; i < chart.dependencies().size(); i++) {
            sources.add(Source.of(chart.dependencies().get(i), chart.lock().dependencies().get(i).repository()));
        }
        return open(sources, helm);
    }

    /** Those of what {@code Chart.yaml} says. */
    static HelmRepositories wanted(Chart chart, Tools.Tool helm) {
        return open(chart.dependencies().stream().map(dependency -> Source.of(dependency, ""))
                .collect(Collectors.toCollection(LinkedHashSet::new)), helm);
    }

    private static HelmRepositories open(Set<Source> sources, Tools.Tool helm) {
        sources.removeIf(source -> !source.needsIndex());
        Path usersFile = sources.isEmpty() ? null
                : Path.of(helm.run("env", "HELM_REPOSITORY_CONFIG").checked().out().strip());
        List<JsonNode> known = usersFile == null || !Files.exists(usersFile) ? List.of() : entries(usersFile);
        boolean secrets = sources.stream().flatMap(source -> known.stream().filter(source::isFor))
                .anyMatch(HelmRepositories::hasPassword);
        for (Source source : sources) {
            source.requireKnown(known, secrets);
        }
        try {
            Path directory = Files.createTempDirectory("helm-repositories-");
            return secrets ? usersOwn(sources, usersFile, known, directory) : selected(sources, known, directory);
        } catch (IOException e) {
            throw Failure.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static HelmRepositories selected(Set<Source> sources, List<JsonNode> known, Path directory)
            throws IOException {
        Map<String, String> urls = new LinkedHashMap<>();
        ArrayNode entries = Json.array();
        for (Source source : sources) {
            Optional<JsonNode> entry = known.stream().filter(source::isFor).findFirst();
            String name = source.alias.isEmpty() ? "dependency-" + urls.size() : source.alias;
            String url = source.url.isEmpty() ? entry.get().path("url").asText() : source.url;
            ObjectNode copy = entry.map(JsonNode::<ObjectNode>deepCopy).orElseGet(Json::object);
            entries.add(copy.put("name", name).put("url", url));
            urls.put(name, url);
        }
        Path file = directory.resolve("repositories.yaml");
        ObjectNode content = Json.object().put("apiVersion", "");
        Files.writeString(file, Yaml.write(content.set("repositories", entries)));
        return new HelmRepositories(directory, file, urls);
    }

    private static HelmRepositories usersOwn(Set<Source> sources, Path file, List<JsonNode> known, Path directory)
            throws IOException {
        List<Source> needed = known.stream().filter(entry -> sources.stream().anyMatch(source -> source.isFor(entry)))
                .map(entry -> new Source("", entry.path("url").asText())).toList();
        Map<String, String> urls = new LinkedHashMap<>();
        for (JsonNode entry : known) {
            String name = entry.path("name").asText();
            if (needed.stream().anyMatch(source -> source.isFor(entry))) { // under any name, as Helm takes either
                urls.put(name, entry.path("url").asText());
            } else {
                Files.writeString(index(directory, name), EMPTY_INDEX);
            }
        }
        return new HelmRepositories(directory, file, urls);
    }

    /** Fetches the indexes. */
    void refresh(Tools.Tool helm) {
        if (urls.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of("repo", "update"));
        arguments.addAll(urls.keySet());
        arguments.addAll(files());
        Run run = helm.run(arguments);
        Run.Result result = run.result();
        urls.forEach((name, url) -> {
            if (!Files.exists(index(directory, name))) {
                String reason = reason(name, result.out()).orElseGet(() -> run.failure(result).advice());
                boolean refused = reason.contains(" 401 ") || reason.contains(" 403 ");
                throw new Failure("cannot read the chart repository " + Run.withoutPasswords(url),
                        !refused ? reason : reason + "\nIf it wants a password: helm repo add NAME "
                                + Run.withoutPasswords(url) + " --username NAME --password-stdin");
            }
        });
    }

    /** Options for {@code helm dependency}. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("--skip-refresh"));
        options.addAll(files());
        return options;
    }

    /** The versions that a dependency's repository has of it; empty when its index is not at hand. */
    Optional<List<String>> versions(Chart.Dependency dependency) {
        Source source = new Source("", dependency.repository());
        return urls.entrySet().stream().filter(entry -> source.isAt(entry.getValue()))
                .map(entry -> index(directory, entry.getKey())).filter(Files::exists).findFirst()
                .map(index -> Yaml.read(index).stream()
                        .flatMap(document -> stream(document.content().path("entries").path(dependency.name())))
                        .map(version -> version.path("version").asText()).toList());
    }

    @Override
    public void close() {
        FileTree.delete(directory);
    }

    private List<String> files() {
        return List.of("--repository-config", file.toString(), "--repository-cache", directory.toString());
    }

    private static Path index(Path directory, String name) {
        return directory.resolve(name + "-index.yaml");
    }

    /** Helm prints why a repository could not be read among its progress. */
    private static Optional<String> reason(String name, String output) {
        Matcher reason = Pattern.compile(
                "from the \"" + Pattern.quote(name) + "\" chart repository.*\\R((?:\\s+.*\\R?)+)").matcher(output);
        return reason.find() ? Optional.of(Run.withoutPasswords(reason.group(1)).strip()) : Optional.empty();
    }

    private static List<JsonNode> entries(Path file) {
        return Yaml.read(file).stream().flatMap(document -> stream(document.content().path("repositories"))).toList();
    }

    private static boolean hasPassword(JsonNode repository) {
        return !repository.path("password").asText().isEmpty()
                || repository.path("url").asText().matches("[a-z]+://[^/]*@.*");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

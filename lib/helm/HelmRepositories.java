//SOURCES ../charts/ChartRelay.java
//SOURCES ../charts/ChartRepositories.java
//SOURCES ../charts/NearestVersion.java
//SOURCES ../charts/S3Place.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../tools/Run.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java
//SOURCES Chart.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chart repositories that a chart's dependencies come from, for the time that helm needs them.
 *
 * <p>{@code helm dependency} refuses repositories that nobody added, refreshes every one that somebody did, knows no
 * buckets and no mirrors, and takes every directory for a chart. So it gets a repository file of just the needed ones,
 * and an index of each with just the needed charts, in a directory of this run. The archives it gets from a
 * {@link ChartRelay}; no password is written anywhere.
 */
final class HelmRepositories implements AutoCloseable {
    /** Has helm take the URL of a bucket for one of a repository. Nothing of it is run: the archives are relayed. */
    private static final String BUCKETS = """
            name: buckets-of-gitops-scripts
            version: 0.1.0
            usage: Knows the scheme s3
            command: "true"
            downloaders:
            - command: "true"
              protocols: [s3]
            """;

    /** What helm says of a chart that a repository has in no version that is wanted, or a registry not at all. */
    private static final Pattern MISSING = Pattern.compile(
            "(?:can't get a valid version for[^\"]*\"|could not download oci://\\S*/)(?<name>[^\"/:\\s]+)"
                    + "(?:\"|: .*(?:not found|Could not locate a version))");

    private final TemporaryDirectory directory = TemporaryDirectory.create("helm-repositories-");
    private final ChartRepositories repositories;
    private final ChartRelay relay;
    private final List<Chart.Dependency> wanted;
    private final List<String> registries;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private boolean hasBuckets;

    /** @param registries that helm asks itself */
    private HelmRepositories(ChartRepositories repositories, ChartRelay relay, List<Chart.Dependency> wanted,
            List<String> registries) {
        this.repositories = repositories;
        this.relay = relay;
        this.wanted = wanted;
        this.registries = registries;
    }

    /**
     * A repository that a dependency names.
     *
     * @param alias the name under which helm knows it, or empty
     * @param url where it is
     */
    private record Source(String alias, String url) {
        /** The URL for helm, which would ask for no index at a registry or in a directory. */
        String given() {
            return !alias.isEmpty() || !url.matches("(file|oci)://.*") ? url
                    : "https://repository.invalid/" + FileTree.sha256(url);
        }
    }

    /** The URLs that helm has to be given, by those that dependencies name. */
    Map<String, String> disguises() {
        Map<String, String> disguises = new LinkedHashMap<>();
        sources.forEach((written, source) -> {
            if (!source.given().equals(source.url)) {
                disguises.put(written, source.given());
            }
        });
        return disguises;
    }

    /** What helm says, with the URLs that dependencies name. */
    String undisguised(String text) {
        String shown = text;
        for (Map.Entry<String, String> disguise : disguises().entrySet()) {
            shown = shown.replace(disguise.getValue(), disguise.getKey());
        }
        return shown;
    }

    /** Those of what {@code Chart.lock} says, which has to fit. */
    static HelmRepositories locked(Chart chart, ChartRepositories repositories) {
        return open(chart, repositories, chart.lock().dependencies().stream()
                .map(Chart.Dependency::repository).toList());
    }

    /** Those of what {@code Chart.yaml} says. */
    static HelmRepositories wanted(Chart chart, ChartRepositories repositories) {
        return open(chart, repositories, List.of());
    }

    /** @param lockedUrls of all dependencies; empty without a lock */
    private static HelmRepositories open(Chart chart, ChartRepositories repositories, List<String> lockedUrls) {
        List<Chart.Dependency> wanted = chart.wanted();
        HelmRepositories opened = new HelmRepositories(repositories,
                ChartRelay.start(chart.directory().resolve("charts")), wanted, wanted.stream()
                        .map(Chart.Dependency::repository)
                        .filter(one -> one.startsWith(OciRepository.SCHEME) && !repositories.hasMirror(one)).toList());
        try {
            Map<Source, Set<String>> needed = new LinkedHashMap<>();
            for (int i = 0; i < wanted.size(); i++) {
                Chart.Dependency one = wanted.get(i);
                opened.source(one, lockedUrls.isEmpty() ? "" : lockedUrls.get(i)).ifPresent(source -> {
                    needed.computeIfAbsent(source, any -> new TreeSet<>()).add(one.name());
                    opened.sources.put(one.repository(), source);
                });
            }
            opened.write(needed);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw Failure.writing(opened.directory.path(), e);
        } catch (Failure e) {
            opened.close();
            throw e;
        }
    }

    /** Empty for what helm takes from where it is: charts in directories, and those of registries. */
    private Optional<Source> source(Chart.Dependency dependency, String lockedUrl) {
        String repository = dependency.repository();
        if (!Chart.isAlias(repository)) {
            return dependency.isRemote() && !registries.contains(repository)
                    ? Optional.of(new Source("", dependency.url())) : Optional.empty();
        }
        String alias = repository.replaceFirst("^(@|alias:)", "");
        String url = !lockedUrl.isEmpty() ? lockedUrl : repositories.known().stream()
                .filter(one -> one.name().equals(alias)).map(KnownRepository::url).findFirst()
                .orElseThrow(() -> new Failure("Helm does not know the repository " + alias
                        + ", which Chart.yaml names", "Run: helm repo add " + alias + " URL"));
        return Optional.of(new Source(alias, url));
    }

    private void write(Map<Source, Set<String>> needed) throws IOException {
        ArrayNode entries = Json.array();
        for (Map.Entry<Source, Set<String>> one : needed.entrySet()) {
            Source source = one.getKey();
            String name = source.alias.isEmpty() ? "dependency-" + entries.size() : source.alias;
            entries.addObject().put("name", name).put("url", source.given());
            Files.writeString(directory.path().resolve(name + "-index.yaml"),
                    Yaml.write(index(source, one.getValue())));
        }
        hasBuckets = needed.keySet().stream().anyMatch(source -> source.url.startsWith(S3Place.SCHEME));
        if (hasBuckets) {
            Files.createDirectories(plugins().resolve("buckets"));
            Files.writeString(plugins().resolve("buckets/plugin.yaml"), BUCKETS);
        }
        ObjectNode content = Json.object().put("apiVersion", "");
        Files.writeString(file(), Yaml.write(content.set("repositories", entries)));
    }

    private ObjectNode index(Source source, Set<String> charts) {
        ChartRepository repository = repositories.at(source.url);
        ObjectNode index = Json.object().put("apiVersion", "v1");
        ObjectNode entries = index.putObject("entries");
        for (String chart : charts) {
            List<PublishedChart> versions = repository.newestVersions(chart);
            if (versions.isEmpty()) {
                throw new Failure("the chart repository " + Run.withoutPasswords(source.url) + " has no chart "
                        + chart, "Correct the name in Chart.yaml.");
            }
            ArrayNode list = entries.putArray(chart);
            versions.forEach(version -> list.addObject().put("apiVersion", "v2").put("name", chart)
                    .put("version", version.version()).put("digest", version.sha256())
                    .putArray("urls")
                    .add(relay.offer(version, repository, Run.withoutPasswords(source.url))));
        }
        return index;
    }

    /** Options for {@code helm dependency}. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("--skip-refresh", "--repository-config", file().toString(),
                "--repository-cache", directory.path().toString()));
        if (!registries.isEmpty() && registries.stream().allMatch(OciRepository::isOnThisMachine)) {
            options.add("--plain-http");
        }
        return options;
    }

    /** Gives helm what it needs besides the options. */
    Run prepared(Run run, Tools.Tool helm) {
        return !hasBuckets ? run : run.env("HELM_PLUGINS", plugins() + File.pathSeparator
                + helm.run("env", "HELM_PLUGINS").checked().out().strip());
    }

    /**
     * Why helm could not find or fetch something; empty when that was not for want of a repository.
     *
     * @param said what helm says
     */
    Optional<Failure> failure(String said) {
        Matcher missing = MISSING.matcher(said);
        return relay.failure().or(() -> !missing.find() ? Optional.empty() : wanted.stream()
                .filter(one -> one.isRemote() && one.name().equals(missing.group("name"))).findFirst()
                .flatMap(this::missing));
    }

    private Optional<Failure> missing(Chart.Dependency dependency) {
        Source source = sources.getOrDefault(dependency.repository(), new Source("", dependency.url()));
        ChartRepository repository = repositories.at(source.url);
        boolean isThere = repository.versions(dependency.name()).stream()
                .anyMatch(one -> one.version().equals(dependency.version()));
        return isThere ? Optional.empty() : Optional.of(NearestVersion.failure(
                dependency.repository(), dependency, repository, "Change the version in Chart.yaml."));
    }

    @Override
    public void close() {
        relay.close();
        directory.close();
    }

    private Path plugins() {
        return directory.path().resolve("plugins");
    }

    private Path file() {
        return directory.path().resolve("repositories.yaml");
    }
}

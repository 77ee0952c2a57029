//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/HttpText.java
//SOURCES ../render/Release.java
//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/Resource.java
//SOURCES ../secrets/ManifestSecrets.java
//SOURCES ../yaml/Yaml.java
//SOURCES ReleaseMark.java
//SOURCES ResourceDigests.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be deployed: resources, and rules of how.
 *
 * @param resources in the order of the files, and decrypted
 * @param written the same as the files have them, which is all that may be remembered of them
 * @param configs {@code Config} documents of kapp
 * @param release that was rendered; empty for files
 */
record DeployInput(List<Resource> resources, List<Resource> written, List<Yaml.Document> configs,
        Optional<Release> release) {
    private static final String STANDARD_INPUT = "-";

    /**
     * @param names files, directories, URLs and {@code -} for standard input, as a user wrote them
     * @param path finds a name's file
     */
    static DeployInput read(List<String> names, Function<String, Path> path, ManifestSecrets secrets) {
        List<Yaml.Document> documents = new ArrayList<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                documents.addAll(Yaml.read("standard input", standardInput()));
            } else if (!isPath(name)) {
                documents.addAll(Yaml.read(name, new HttpText(new HttpProxies(System.getenv())).get(name)));
            } else if (Files.isDirectory(path.apply(name))) {
                FileTree.files(path.apply(name), ".yml", ".yaml", ".json").parallelStream().map(Yaml::read)
                        .forEachOrdered(documents::addAll);
            } else {
                documents.addAll(Yaml.read(path.apply(name)));
            }
        }
        return of(documents, secrets);
    }

    /** Whether a name is that of a file or directory. */
    static boolean isPath(String name) {
        return !name.equals(STANDARD_INPUT) && !name.matches("https?://.*");
    }

    /** @param state what the text of the release is called in failures */
    static DeployInput of(Release release, String state, ManifestSecrets secrets) {
        DeployInput input = of(Yaml.read(state, release.state()), secrets);
        return new DeployInput(input.resources, input.written, input.configs, Optional.of(release));
    }

    static DeployInput of(List<Yaml.Document> documents, ManifestSecrets secrets) {
        List<Yaml.Document> rest = new ArrayList<>();
        List<Yaml.Document> configs = new ArrayList<>();
        for (Yaml.Document document : documents) {
            if (KappConfig.isConfig(document.content())) {
                configs.add(document);
            } else {
                rest.add(document);
            }
        }
        List<Resource> written = Resource.of(rest, configuration -> {});
        return new DeployInput(secrets.decrypted(written), written, configs, Optional.empty());
    }

    /** What the cluster is to remember of this. Files that are a rendered state have the same digest as the render. */
    ReleaseMark mark(Placement placement) {
        String resources = ResourceDigests.of(written);
        return release.map(rendered -> new ReleaseMark(rendered.commit().map(GitCommit::id).orElse(""),
                rendered.commit().filter(GitCommit::dirty).isPresent(), rendered.sha256(), Optional.of(placement),
                rendered.tools().entrySet().stream().map(tool -> tool.getKey() + " " + tool.getValue())
                        .collect(Collectors.joining(", ")), resources))
                .orElseGet(() -> new ReleaseMark("", false, FileTree.sha256(documents()), Optional.of(placement), "",
                        resources));
    }

    private String documents() {
        return Stream.concat(written.stream().map(Resource::document),
                configs.stream().map(config -> "---\n" + Yaml.write(config.content()))).collect(Collectors.joining());
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("cannot read standard input: " + e.getMessage());
        }
    }
}

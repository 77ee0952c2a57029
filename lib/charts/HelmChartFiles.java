//SOURCES ../Failure.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../tools/Tools.java
//SOURCES ChartFiles.java
//SOURCES ChartIndex.java
//SOURCES ChartPackage.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A repository that only the user's helm can ask: of a kind that one of its plugins knows, such as {@code gs://}, or
 * with a certificate of the user's.
 *
 * @param options for helm
 */
record HelmChartFiles(String url, List<String> options, Tools.Tool helm) implements ChartFiles {
    private static final String PROVENANCE = ".prov";
    private static final RegistryHttp.Answer NOTHING = new RegistryHttp.Answer(404, Map.of(), new byte[0]);

    @Override
    public RegistryHttp.Answer get(String location, Map<String, String> conditions) {
        try (TemporaryDirectory directory = TemporaryDirectory.create("helm-files-")) {
            if (location.equals(ChartIndex.FILE)) {
                run(List.of("repo", "add", "asked", url), directory.path());
                return found(directory.path().resolve("asked-index.yaml"));
            }
            String archive = (location.contains("://") ? location : url + "/" + location)
                    .replaceFirst("\\.prov$", "");
            run(List.of("pull", archive, "--prov", "--destination", directory.path().toString()), directory.path());
            String name = archive.substring(archive.lastIndexOf('/') + 1).replace("%2B", "+");
            return found(directory.path().resolve(location.endsWith(PROVENANCE) ? name + PROVENANCE : name));
        }
    }

    private void run(List<String> command, Path directory) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(options);
        arguments.addAll(List.of("--repository-config", directory.resolve("repositories.yaml").toString(),
                "--repository-cache", directory.toString()));
        helm.run(arguments).checked();
    }

    private static RegistryHttp.Answer found(Path file) {
        return Files.exists(file) ? new RegistryHttp.Answer(200, Map.of(), ChartPackage.read(file)) : NOTHING;
    }

    @Override
    public String reason(RegistryHttp.Answer refusal) {
        return "helm fetches no such file";
    }

    @Override
    public String advice(RegistryHttp.Answer refusal) {
        return "";
    }
}

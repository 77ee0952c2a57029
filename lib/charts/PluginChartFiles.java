//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../tools/Tools.java
//SOURCES ChartFiles.java
//SOURCES ChartIndex.java
//SOURCES ChartPackage.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A repository of a kind that only a plugin of the user's helm knows, such as {@code gs://}. */
record PluginChartFiles(String url, Tools.Tool helm) implements ChartFiles {
    private static final RegistryHttp.Answer NOTHING = new RegistryHttp.Answer(404, Map.of(), new byte[0]);

    @Override
    public RegistryHttp.Answer get(String location, Map<String, String> conditions) {
        try (TemporaryDirectory directory = TemporaryDirectory.create("helm-plugin-")) {
            Path cache = directory.path();
            if (location.equals(ChartIndex.FILE)) {
                helm.run("repo", "add", "plugin", url, "--repository-config",
                        cache.resolve("repositories.yaml").toString(), "--repository-cache", cache.toString()).checked();
                return found(cache.resolve("plugin-index.yaml"));
            }
            if (location.endsWith(".prov")) {
                return NOTHING;
            }
            String archive = location.contains("://") ? location : url + "/" + location;
            helm.run(List.of("pull", archive, "--destination", cache.toString())).checked();
            try (Stream<Path> files = Files.list(cache)) {
                return files.filter(file -> file.toString().endsWith(".tgz")).findFirst()
                        .map(PluginChartFiles::found).orElse(NOTHING);
            }
        } catch (IOException e) {
            throw new Failure("cannot read the chart repository " + url + ": " + e.getMessage());
        }
    }

    private static RegistryHttp.Answer found(Path file) {
        return new RegistryHttp.Answer(200, Map.of(), ChartPackage.read(file));
    }

    @Override
    public String advice(RegistryHttp.Answer refusal) {
        return "";
    }
}

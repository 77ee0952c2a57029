//SOURCES ../../lib/resource/ResourceKey.java
//SOURCES ../../lib/yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What kapp deployed as {@code demo} into the namespace {@code kdemo}, and what stood in the cluster then. */
final class Samples {
    static final Path DIRECTORY = Workbench.REPOSITORY.resolve("tests/deploy/samples");
    static final String APP = "1795457065358173720";

    private Samples() {}

    static String text(String file) {
        try {
            return Files.readString(DIRECTORY.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The resources of a file, in the namespace that they were deployed to. */
    static List<JsonNode> wanted(String file) {
        List<JsonNode> resources = new ArrayList<>();
        for (Yaml.Document document : Yaml.read(DIRECTORY.resolve(file))) {
            ((ObjectNode) document.content().get("metadata")).put("namespace", "kdemo");
            resources.add(document.content());
        }
        return resources;
    }

    static JsonNode wanted(String file, String kind, String name) {
        return named(wanted(file), kind, name);
    }

    /** What stood in the cluster, records of kapp's own included. */
    static List<JsonNode> live(String file) {
        List<JsonNode> resources = new ArrayList<>();
        Yaml.read(DIRECTORY.resolve(file)).get(0).content().get("items").forEach(resources::add);
        return resources;
    }

    static JsonNode live(String file, String kind, String name) {
        return named(live(file), kind, name);
    }

    /** A resource written in YAML. */
    static JsonNode yaml(String text) {
        return Yaml.read("test", text).get(0).content();
    }

    private static JsonNode named(List<JsonNode> resources, String kind, String name) {
        return resources.stream().filter(resource -> ResourceKey.of(resource).kind().equals(kind)
                && ResourceKey.of(resource).name().equals(name)).findFirst().orElseThrow();
    }
}

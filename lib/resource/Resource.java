//SOURCES ../image/ImageConfig.java
//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One Kubernetes resource of a release.
 *
 * @param place where it was read from
 * @param content the resource itself
 * @param sealed the text of what sops has encrypted, whose checksum no other way of writing it would fit
 */
record Resource(Yaml.Place place, JsonNode content, Optional<String> sealed) {

    Resource(Yaml.Place place, JsonNode content) {
        this(place, content, Optional.empty());
    }

    /**
     * The resources below a directory in the order that kbld gives them: files by path, documents as they come, lists
     * flattened.
     *
     * @param configuration takes the documents that configure image locks and are no resources
     */
    static List<Resource> read(Path directory, Consumer<Yaml.Document> configuration) {
        List<Resource> resources = new ArrayList<>();
        FileTree.files(directory, ".yml", ".yaml", ".json").parallelStream().map(Yaml::read)
                .forEachOrdered(documents -> read(documents, resources, configuration));
        return resources;
    }

    /** The resources among documents, in order and with lists flattened. */
    static List<Resource> of(List<Yaml.Document> documents, Consumer<Yaml.Document> configuration) {
        List<Resource> resources = new ArrayList<>();
        read(documents, resources, configuration);
        return resources;
    }

    String kind() {
        return content.path("kind").asText("(no kind)");
    }

    /** Kind, name and namespace for people: {@code Deployment demo (shop)}. */
    String title() {
        String namespace = content.path("metadata").path("namespace").asText();
        return kind() + " " + content.path("metadata").path("name").asText("(no name)")
                + (namespace.isEmpty() ? "" : " (" + namespace + ")");
    }

    /** The resource as a document of a state. What is encrypted stays as it was written. */
    String document() {
        return "---\n" + sealed.orElseGet(() -> Yaml.write(content));
    }

    private static void read(List<Yaml.Document> documents, List<Resource> resources,
            Consumer<Yaml.Document> configuration) {
        for (Yaml.Document document : documents) {
            JsonNode content = document.content();
            if (!content.isObject()) {
                throw new Failure(document.place() + ": this is no Kubernetes resource but "
                        + content.getNodeType().toString().toLowerCase());
            }
            if (isSealed(content)) {
                resources.add(new Resource(document.place(), content, Optional.of(document.text())));
            } else if (isList(content)) {
                document.items("items").forEach(item -> read(item, resources, configuration));
            } else if (!content.isEmpty()) {
                read(document, resources, configuration);
            }
        }
    }

    private static void read(Yaml.Document document, List<Resource> resources, Consumer<Yaml.Document> configuration) {
        if (isSealed(document.content())) {
            throw new Failure(document.place() + ": this is encrypted inside of a list, where nothing can decrypt it",
                    "Make it a document of its own, and encrypt that.");
        }
        if (ImageConfig.isConfig(document.content())) {
            configuration.accept(document);
        } else {
            resources.add(new Resource(document.place(), document.content()));
        }
    }

    /** Whether sops has encrypted it: it says so in each document. */
    private static boolean isSealed(JsonNode content) {
        return content.path("sops").has("mac");
    }

    /** Kubernetes' tools take everything with {@code items} for a list, whatever its kind is. */
    private static boolean isList(JsonNode content) {
        boolean hasItems = content.path("items").isArray();
        for (JsonNode item : content.path("items")) {
            hasItems &= item.isObject();
        }
        return hasItems;
    }
}

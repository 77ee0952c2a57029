//SOURCES ../Failure.java
//SOURCES ../registry/Registry.java
//SOURCES ../yaml/Json.java
//SOURCES ImageReference.java
//SOURCES PlatformSelection.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An index: an image of several, each for a platform of its own.
 *
 * @param name of the index, pinned
 * @param images what it says of each, those of indexes in it too
 */
record ImageIndex(ImageReference name, List<JsonNode> images) {

    /** Empty when the image is no index. */
    static Optional<ImageIndex> read(ImageReference image, Registry registry) {
        JsonNode manifest = registry.manifest(image);
        return !manifest.path("manifests").isArray() ? Optional.empty()
                : Optional.of(new ImageIndex(image, images(image, manifest, registry).toList()));
    }

    /**
     * The one image for a platform.
     *
     * @throws Failure when there is none, or more than one
     */
    ImageReference select(PlatformSelection selection) {
        List<String> digests = images.stream().filter(image -> selection.fits(image.path("platform")))
                .map(image -> image.path("digest").asText()).distinct().toList();
        if (digests.size() != 1) {
            throw new Failure((digests.isEmpty() ? "no image" : "more than one image") + " of the index "
                    + name.pinned() + " is for " + selection.title() + "; it has " + platforms(),
                    "Change the platformSelection.");
        }
        return name.at(digests.get(0));
    }

    private String platforms() {
        return images.stream().map(image -> image.path("platform"))
                .map(platform -> Stream.of("os", "architecture", "variant").map(part -> platform.path(part).asText())
                        .filter(part -> !part.isEmpty()).collect(Collectors.joining("/")))
                .filter(platform -> !platform.isEmpty() && !platform.startsWith("unknown"))
                .distinct().sorted().collect(Collectors.joining(", "));
    }

    private static Stream<JsonNode> images(ImageReference repository, JsonNode index, Registry registry) {
        List<JsonNode> entries = new ArrayList<>();
        index.path("manifests").forEach(entries::add);
        return entries.stream().flatMap(entry -> isIndex(entry)
                ? images(repository, registry.manifest(repository.at(entry.path("digest").asText())), registry)
                : Stream.of(entry));
    }

    private static boolean isIndex(JsonNode entry) {
        return entry.path("mediaType").asText().matches(".*\\.(image\\.index|manifest\\.list)\\..*");
    }
}

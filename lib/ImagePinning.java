//SOURCES ImageLocks.java
//SOURCES ImageSearch.java
//SOURCES Resource.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts locked images into resources and notes on each, as kbld does, where its images came from. Works off line: an
 * image is pinned when a lock says so or when it names its digest itself.
 */
final class ImagePinning {
    private static final String ANNOTATION = "kbld.k14s.io/images";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ImageLocks locks;
    private final Map<String, String> pinned = new TreeMap<>();
    private final Map<String, Resource> unlocked = new TreeMap<>();

    /**
     * What stands in place of an image.
     *
     * @param url the image to use
     * @param origins where it came from, as kbld writes it
     */
    private record Pinned(String url, List<JsonNode> origins) {}

    ImagePinning(ImageLocks locks) {
        this.locks = locks;
    }

    /** Pins the images of a resource in place. */
    void pin(Resource resource) {
        Map<String, Pinned> used = new TreeMap<>();
        ImageSearch.of(locks.keys(), locks.searchRules(), image -> {
            Optional<Pinned> found = resolve(image);
            found.ifPresentOrElse(pin -> {
                used.put(pin.url, pin);
                pinned.put(image, pin.url);
            }, () -> unlocked.putIfAbsent(image, resource));
            return found.map(Pinned::url).orElse(image);
        }).replaceIn(resource.content());
        if (!used.isEmpty()) {
            annotate(resource.content(), used);
        }
    }

    /** Every image that was pinned, as the manifests name it, with what it became. */
    Map<String, String> pinned() {
        return pinned;
    }

    /** Every image that no lock covers, with the first resource that uses it. */
    Map<String, Resource> unlocked() {
        return unlocked;
    }

    private Optional<Pinned> resolve(String image) {
        Optional<ImageConfig.Override> override = locks.override(image);
        String wanted = override.map(ImageConfig.Override::newImage).orElse(image);
        List<JsonNode> origins = override.map(ImageConfig.Override::origins).orElse(List.of());
        if (override.isPresent() && override.get().preresolved()) {
            List<JsonNode> all = new ArrayList<>(origins);
            all.add(JSON.objectNode().set("preresolved", JSON.objectNode().put("url", wanted)));
            return Optional.of(new Pinned(wanted, all));
        }
        ImageReference reference = ImageReference.parse(wanted);
        return reference.isPinned() ? Optional.of(new Pinned(reference.pinned(), origins)) : Optional.empty();
    }

    /** A list of origins and URLs, sorted by URL; kbld writes {@code null} where no image has an origin. */
    private static void annotate(JsonNode resource, Map<String, Pinned> used) {
        ArrayNode images = JSON.arrayNode();
        used.values().stream().filter(image -> !image.origins.isEmpty()).forEach(image -> {
            ObjectNode entry = images.addObject();
            entry.set("origins", JSON.arrayNode().addAll(image.origins));
            entry.put("url", image.url);
        });
        JsonNode value = images.isEmpty() ? JSON.nullNode() : images;
        JsonNode metadata = resource.has("metadata") ? resource.get("metadata") : ((ObjectNode) resource).putObject("metadata");
        if (metadata instanceof ObjectNode object) {
            JsonNode annotations = object.get("annotations") instanceof ObjectNode there ? there : object.putObject("annotations");
            ((ObjectNode) annotations).put(ANNOTATION, Yaml.write(value));
        }
    }
}

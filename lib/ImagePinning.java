//SOURCES ImageLocks.java
//SOURCES ImageSearch.java
//SOURCES Resource.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts locked images into resources and notes on each, as kbld does, where its images came from. Works off line: an
 * image is pinned when a lock says so or when it names its digest itself.
 */
final class ImagePinning {
    private static final String ANNOTATION = "kbld.k14s.io/images";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ImageLocks locks;
    private final List<ImageSearchRule> searchRules;
    private final Map<String, String> pinned = new TreeMap<>();
    private final Map<String, Resource> unlocked = new TreeMap<>();

    /**
     * What stands in place of an image.
     *
     * @param url the image to use
     * @param origins where it came from, as kbld writes it
     */
    private record Pinned(String url, List<ImageOrigin> origins) {}

    /** @param locks all of them: none can be added later */
    ImagePinning(ImageLocks locks) {
        this.locks = locks;
        this.searchRules = locks.searchRules();
    }

    /** Pins the images of a resource in place. */
    void pin(Resource resource) {
        Set<Pinned> used = new LinkedHashSet<>();
        ImageSearch.of(searchRules, image -> {
            if (image.isEmpty()) {
                return image;
            }
            Optional<Pinned> found = resolve(image);
            found.ifPresentOrElse(pin -> {
                used.add(pin);
                pinned.put(image, pin.url);
            }, () -> unlocked.putIfAbsent(image, resource));
            return found.map(Pinned::url).orElse(image);
        }).replaceIn(resource.content());
        if (!used.isEmpty()) {
            annotate((ObjectNode) resource.content(), used);
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
        if (override.isPresent() && override.get().preresolved()) {
            List<ImageOrigin> origins = new ArrayList<>(override.get().origins());
            ImageOrigin preresolved = ImageOrigin.preresolved(wanted);
            boolean known = origins.stream().anyMatch(origin -> preresolved.preresolved().equals(origin.preresolved()));
            if (!known) {
                origins.add(preresolved);
            }
            return Optional.of(new Pinned(wanted, origins));
        }
        ImageReference reference = ImageReference.parse(wanted);
        return reference.isPinned() ? Optional.of(new Pinned(reference.pinned(), List.of())) : Optional.empty();
    }

    /**
     * A list of origins and URLs, sorted by URL; {@code null} where no image has an origin. Annotations of which one is
     * not text, which Kubernetes does not take, are replaced by it, and metadata that are no mapping stay.
     */
    private static void annotate(ObjectNode resource, Set<Pinned> used) {
        ArrayNode images = JSON.arrayNode();
        List<Pinned> withOrigins = used.stream().filter(image -> !image.origins.isEmpty())
                .sorted(Comparator.comparing(Pinned::url)).toList();
        for (Pinned image : withOrigins) {
            ObjectNode entry = images.addObject();
            ArrayNode origins = entry.putArray("origins");
            image.origins.forEach(origin -> origins.add(origin.json()));
            entry.put("url", image.url);
        }
        JsonNode metadata = resource.has("metadata") ? resource.get("metadata") : resource.putObject("metadata");
        if (metadata instanceof ObjectNode object) {
            boolean usable = object.get("annotations") instanceof ObjectNode all && isText(all);
            ObjectNode annotations = usable ? (ObjectNode) object.get("annotations") : object.putObject("annotations");
            annotations.put(ANNOTATION, Yaml.write(images.isEmpty() ? JSON.nullNode() : images));
        }
    }

    private static boolean isText(ObjectNode annotations) {
        return annotations.properties().stream().allMatch(entry -> entry.getValue().isTextual());
    }
}

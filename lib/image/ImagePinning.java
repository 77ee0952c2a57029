//SOURCES ../lock/ImageLockText.java
//SOURCES ../lock/ImageLocks.java
//SOURCES ../resource/Resource.java
//SOURCES ImageResolver.java
//SOURCES ImageSearch.java
//SOURCES PinnedImage.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Puts what stands for images into resources, and notes on each, as kbld does, where its images came from. */
final class ImagePinning {
    private static final String ANNOTATION = "kbld.k14s.io/images";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Resource> resources;
    private final List<ImageSearchRule> searchRules;
    private final Map<String, PinnedImage> locked = new TreeMap<>();
    private final Map<String, Resource> unlocked = new TreeMap<>();
    private final Map<String, PinnedImage> resolved = new TreeMap<>();

    /**
     * Finds the images of resources, and which of them are locked.
     *
     * @param locks all of them: none can be added later
     */
    ImagePinning(ImageLocks locks, List<Resource> resources) {
        this.resources = resources;
        this.searchRules = locks.searchRules();
        for (Resource resource : resources) {
            search(resource, image -> {
                if (!locked.containsKey(image) && !unlocked.containsKey(image)) {
                    locks.pinned(image).ifPresentOrElse(pinned -> locked.put(image, pinned),
                            () -> unlocked.put(image, resource));
                }
                return image;
            });
        }
    }

    /** Has registries asked for the images that are not locked. */
    void resolve(ImageResolver resolver) {
        resolved.putAll(resolver.resolve(unlocked));
    }

    /** Puts what stands for the images into the resources, in place. */
    void pin() {
        for (Resource resource : resources) {
            if (resource.sealed().isPresent()) {
                requireNoneToPin(resource);
                continue;
            }
            Set<PinnedImage> used = new LinkedHashSet<>();
            search(resource, image -> {
                PinnedImage pinned = locked.getOrDefault(image, resolved.get(image));
                if (pinned == null) {
                    return image;
                }
                used.add(pinned);
                return pinned.url();
            });
            if (!used.isEmpty()) {
                annotate((ObjectNode) resource.content(), used);
            }
        }
    }

    /** What is encrypted can't be changed without the key. */
    private void requireNoneToPin(Resource sealed) {
        search(sealed, image -> {
            PinnedImage pinned = locked.getOrDefault(image, resolved.get(image));
            if (pinned != null && !pinned.url().equals(image)) {
                throw new Failure(sealed.place() + ": " + sealed.title() + " is encrypted, so that its image " + image
                        + " cannot be pinned", "Encrypt nothing but Secrets, and let others refer to them.");
            }
            return image;
        });
    }

    /** Every image that is locked, as the manifests name it, with what it becomes. */
    Map<String, String> locked() {
        return urls(locked);
    }

    /** Every image that no lock covers, with the first resource that uses it. */
    Map<String, Resource> unlocked() {
        return unlocked;
    }

    /** What the images that no lock covers become, as far as registries were asked. */
    Map<String, String> resolved() {
        return urls(resolved);
    }

    /** The text of a lock of all images that are locked or resolved. */
    String lock() {
        List<ImageConfig.Override> all = Stream.of(locked, resolved).flatMap(images -> images.entrySet().stream())
                .map(image -> ImageConfig.Override.locked(image.getKey(), image.getValue().url(), List.of())).toList();
        return ImageLockText.of(all, searchRules);
    }

    private void search(Resource resource, UnaryOperator<String> replacement) {
        ImageSearch.of(searchRules, image -> image.isEmpty() || isSealed(image) ? image : replacement.apply(image))
                .replaceIn(resource.content());
    }

    private static boolean isSealed(String value) {
        return value.startsWith("ENC[AES256_GCM,");
    }

    private static Map<String, String> urls(Map<String, PinnedImage> images) {
        Map<String, String> urls = new TreeMap<>();
        images.forEach((image, pinned) -> urls.put(image, pinned.url()));
        return urls;
    }

    /**
     * A list of origins and URLs, sorted by URL; {@code null} where no image has an origin. Annotations of which one is
     * not text, which Kubernetes does not take, are replaced by it, and metadata that are no mapping stay.
     */
    private static void annotate(ObjectNode resource, Set<PinnedImage> used) {
        ArrayNode images = JSON.arrayNode();
        List<PinnedImage> withOrigins = used.stream().filter(image -> !image.origins().isEmpty())
                .sorted(Comparator.comparing(PinnedImage::url)).toList();
        for (PinnedImage image : withOrigins) {
            ObjectNode entry = images.addObject();
            ArrayNode origins = entry.putArray("origins");
            image.origins().forEach(origin -> origins.add(origin.json()));
            entry.put("url", image.url());
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

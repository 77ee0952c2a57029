//SOURCES ../resource/Resource.java
//SOURCES ../sops/SopsCipher.java
//SOURCES ../yaml/Json.java
//SOURCES ImageSearch.java
//SOURCES PinnedManifest.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Puts what stands for images into resources, and notes on each, as kbld does, where its images came from. */
final class ImagePinning {
    private static final String ANNOTATION = "kbld.k14s.io/images";

    private final List<ImageSearchRule> searchRules;
    private final Function<String, Optional<PinnedImage>> pins;

    /** @param pins what stands for an image, if that is known; several threads may ask at once */
    ImagePinning(List<ImageSearchRule> searchRules, Function<String, Optional<PinnedImage>> pins) {
        this.searchRules = searchRules;
        this.pins = pins;
    }

    /** Pins the images of a resource, in place. What is encrypted stays as it is, and so may have none to pin. */
    PinnedManifest pin(Resource resource) {
        boolean isSealed = resource.sealed().isPresent();
        Map<String, Optional<PinnedImage>> images = new LinkedHashMap<>();
        Set<ObjectNode> notes = new LinkedHashSet<>();
        search(resource, image -> {
            Optional<PinnedImage> pinned = pins.apply(image);
            images.put(image, pinned);
            if (isSealed) {
                pinned.ifPresent(known -> requireSame(image, known, resource));
                return image;
            }
            pinned.ifPresent(known -> notes.add(known.note()));
            return pinned.map(PinnedImage::url).orElse(image);
        });
        if (!notes.isEmpty()) {
            annotate((ObjectNode) resource.content(), notes);
        }
        return new PinnedManifest(
                resource.place(), resource.kind(), resource.title(), isSealed, images, resource.document());
    }

    /** What is encrypted can't be changed without the key. */
    private static void requireSame(String image, PinnedImage pinned, Resource sealed) {
        if (!pinned.url().equals(image)) {
            throw new Failure(sealed.place() + ": " + sealed.title() + " is encrypted, so that its image " + image
                    + " cannot be pinned", "Encrypt nothing but Secrets, and let others refer to them.");
        }
    }

    private void search(Resource resource, UnaryOperator<String> replacement) {
        ImageSearch.of(searchRules, image -> image.isEmpty() || isSealed(image) ? image : replacement.apply(image))
                .replaceIn(resource.content());
    }

    private static boolean isSealed(String value) {
        return value.startsWith(SopsCipher.START);
    }

    /**
     * A list of origins and URLs, sorted by URL; {@code null} where no image has an origin. Annotations of which one is
     * not text, which Kubernetes does not take, are replaced by it, and metadata that are no mapping stay.
     */
    private static void annotate(ObjectNode resource, Set<ObjectNode> notes) {
        ArrayNode images = Json.array();
        notes.stream().filter(note -> !note.get("origins").isEmpty())
                .sorted(Comparator.comparing(note -> note.get("url").textValue())).forEach(images::add);
        JsonNode metadata = resource.has("metadata") ? resource.get("metadata") : resource.putObject("metadata");
        if (metadata instanceof ObjectNode object) {
            boolean usable = object.get("annotations") instanceof ObjectNode all && isText(all);
            ObjectNode annotations = usable ? (ObjectNode) object.get("annotations") : object.putObject("annotations");
            annotations.put(ANNOTATION, Yaml.write(images.isEmpty() ? images.nullNode() : images));
        }
    }

    private static boolean isText(ObjectNode annotations) {
        return annotations.properties().stream().allMatch(entry -> entry.getValue().isTextual());
    }
}

//SOURCES Failure.java
//SOURCES Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/**
 * kbld's configuration: which images are pinned to what, and where else than below {@code image:} images stand.
 *
 * <p>The format is kbld's {@code kbld.k14s.io/v1alpha1}, whose kinds all have the same fields, and imgpkg's
 * {@code ImagesLock}.
 */
record ImageConfig(
        String apiVersion,
        String kind,
        JsonNode metadata,
        String minimumRequiredVersion,
        List<Override> overrides,
        List<String> keys,
        List<SearchRule> searchRules,
        List<JsonNode> sources,
        List<JsonNode> destinations) {

    private static final String API = "kbld.k14s.io/v1alpha1";
    private static final List<String> KINDS =
            List.of("Config", "Sources", "ImageDestinations", "ImageOverrides", "ImageKeys");
    private static final String IMGPKG_API = "imgpkg.carvel.dev/v1alpha1";
    private static final String IMGPKG_ID = "kbld.carvel.dev/id";

    ImageConfig {
        overrides = Objects.requireNonNullElse(overrides, List.of());
        keys = Objects.requireNonNullElse(keys, List.of());
        searchRules = Objects.requireNonNullElse(searchRules, List.of());
    }

    /**
     * What to use in place of an image.
     *
     * @param image the exact text that it replaces; or {@code imageRepo}, the text before tag or digest
     * @param newImage the image to use
     * @param preresolved whether {@code newImage} is used as it is, without asking a registry
     * @param origins where the image came from, repeated in annotations
     */
    record Override(String image, String imageRepo, String newImage, boolean preresolved, JsonNode tagSelection,
            JsonNode platformSelection, List<JsonNode> origins) {
        Override {
            origins = Objects.requireNonNullElse(origins, List.of());
        }

        boolean matches(String candidate) {
            return image != null ? image.equals(candidate) : ImageReference.parse(candidate).repository().equals(imageRepo);
        }

        String key() {
            return image != null ? image : imageRepo;
        }
    }

    /** A place where images stand; without {@code updateStrategy} the whole value is one. */
    record SearchRule(KeyMatcher keyMatcher, ValueMatcher valueMatcher, UpdateStrategy updateStrategy) {}

    /** @param path keys, {@code {index: n}} and {@code {allIndexes: true}} from the document's root */
    record KeyMatcher(String name, List<JsonNode> path) {}

    record ValueMatcher(String image, String imageRepo) {}

    /** Exactly one is set; {@code none} means that the value is no image after all. */
    record UpdateStrategy(JsonNode none, JsonNode entireValue, Embedded json, Embedded yaml) {}

    /** A string that holds a document of its own, searched by rules of its own. */
    record Embedded(List<SearchRule> searchRules) {
        Embedded {
            searchRules = Objects.requireNonNullElse(searchRules, List.of());
        }
    }

    private record ImagesLock(String apiVersion, String kind, JsonNode metadata, List<LockedImage> images) {}

    private record LockedImage(String image, JsonNode annotations, JsonNode origins) {}

    static boolean isConfig(JsonNode document) {
        String api = document.path("apiVersion").asText();
        return api.startsWith("kbld.k14s.io/") || api.startsWith("imgpkg.carvel.dev/");
    }

    /** @throws Failure naming the line of what is missing, unknown or of another type */
    static ImageConfig read(Yaml.Document document) {
        String api = document.content().path("apiVersion").asText();
        String kind = document.content().path("kind").asText();
        if (api.equals(IMGPKG_API) && kind.equals("ImagesLock")) {
            return ofImagesLock(document);
        }
        if (!api.equals(API) || !KINDS.contains(kind)) {
            throw new Failure(document.place() + ": this is no image lock: its kind is " + (kind.isEmpty() ? "not said" : kind)
                    + (api.isEmpty() ? "" : " of " + api),
                    "A lock has apiVersion " + API + " and kind " + String.join(", ", KINDS)
                            + ", or is an ImagesLock of " + IMGPKG_API + ".");
        }
        ImageConfig config = document.as(ImageConfig.class);
        for (int i = 0; i < config.overrides.size(); i++) {
            check(config.overrides.get(i), document.place(List.of("overrides", i)));
        }
        return config;
    }

    private static void check(Override override, Yaml.Place place) {
        if (isBlank(override.image) && isBlank(override.imageRepo)) {
            throw new Failure(place + ": this override has neither image nor imageRepo",
                    "Say with image which text in the manifests it replaces.");
        }
        if (isBlank(override.newImage)) {
            throw new Failure(place + ": the override of " + override.key() + " has no newImage",
                    "Say with newImage what to use, pinned to a digest, or remove the override.");
        }
    }

    private static ImageConfig ofImagesLock(Yaml.Document document) {
        ImagesLock lock = document.as(ImagesLock.class);
        List<LockedImage> images = Objects.requireNonNullElse(lock.images, List.of());
        List<Override> overrides = new java.util.ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            LockedImage locked = images.get(i);
            String id = locked.annotations == null ? "" : locked.annotations.path(IMGPKG_ID).asText();
            Override override = new Override(id, null, locked.image, true, null, null, null);
            check(override, document.place(List.of("images", i)));
            overrides.add(override);
        }
        return new ImageConfig(API, "Config", null, null, overrides, null, null, null, null);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}

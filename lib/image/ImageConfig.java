//SOURCES ../Failure.java
//SOURCES ../helm/LockedChart.java
//SOURCES ../yaml/Yaml.java
//SOURCES ImageDestination.java
//SOURCES ImageOrigin.java
//SOURCES ImageReference.java
//SOURCES ImageSearchRule.java
//SOURCES ImageSource.java
//SOURCES PlatformSelection.java
//SOURCES TagSelection.java

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * kbld's configuration: which images are pinned to what, and where else than below {@code image:} images stand.
 *
 * <p>The format is kbld's {@code kbld.k14s.io/v1alpha1}, whose kinds all have the same fields, and imgpkg's
 * {@code ImagesLock}. Ours is {@code charts}, which kbld takes no notice of.
 */
record ImageConfig(
        String apiVersion,
        String kind,
        JsonNode metadata,
        String minimumRequiredVersion,
        List<Override> overrides,
        List<String> keys,
        List<ImageSearchRule> searchRules,
        List<ImageSource> sources,
        List<ImageDestination> destinations,
        List<LockedChart> charts) {

    static final String API = "kbld.k14s.io/v1alpha1";
    private static final List<String> KINDS =
            List.of("Config", "Sources", "ImageDestinations", "ImageOverrides", "ImageKeys");
    private static final String IMAGES_LOCK_API = "imgpkg.carvel.dev/v1alpha1";
    private static final String IMAGES_LOCK = "ImagesLock";
    private static final String IMAGE_ID = "kbld.carvel.dev/id";
    private static final String IMAGE_ORIGINS = "kbld.carvel.dev/origins";
    static final String NEWEST_KNOWN_KBLD = "0.43.0";

    ImageConfig {
        overrides = Objects.requireNonNullElse(overrides, List.of());
        keys = Objects.requireNonNullElse(keys, List.of());
        searchRules = Objects.requireNonNullElse(searchRules, List.of());
        sources = Objects.requireNonNullElse(sources, List.of());
        destinations = Objects.requireNonNullElse(destinations, List.of());
        charts = Objects.requireNonNullElse(charts, List.of());
    }

    /**
     * What to use in place of an image.
     *
     * @param image the exact text that it replaces; or {@code imageRepo}, the text before tag or digest
     * @param newImage the image to use
     * @param preresolved whether {@code newImage} is used as it is, without asking a registry
     * @param tagSelection finds the tag of {@code newImage} that is used; null where that says it itself
     * @param platformSelection finds the image where {@code newImage} is an index; null to use the index
     * @param origins where the image came from, repeated in annotations
     */
    @JsonInclude(Include.NON_NULL)
    record Override(String image, String imageRepo, String newImage,
            @JsonInclude(Include.NON_DEFAULT) boolean preresolved, TagSelection tagSelection,
            PlatformSelection platformSelection,
            @JsonInclude(Include.NON_EMPTY) List<ImageOrigin> origins) {
        Override {
            origins = Objects.requireNonNullElse(origins, List.of());
        }

        /** What a lock says: the image stands for the text wherever that is. */
        static Override locked(String image, String newImage, List<ImageOrigin> origins) {
            return new Override(image, null, newImage, true, null, null, origins);
        }

        boolean matches(String candidate) {
            return ImageReference.isMeant(candidate, image, imageRepo);
        }

        /** Whether it leaves to a registry which image it is, even where it names a digest. */
        boolean selects() {
            return tagSelection != null || platformSelection != null;
        }

        /** What it replaces, for people. */
        String key() {
            return !isBlank(image) ? image : "repository " + imageRepo;
        }
    }

    private record ImagesLock(String apiVersion, String kind, JsonNode metadata, List<LockedImage> images) {
        ImagesLock {
            images = Objects.requireNonNullElse(images, List.of());
        }
    }

    private record LockedImage(String image, JsonNode annotations) {
        private String annotation(String name) {
            return annotations == null ? "" : annotations.path(name).asText();
        }
    }

    /** Whether a document configures images and is no resource. */
    static boolean isConfig(JsonNode document) {
        String api = document.path("apiVersion").asText();
        return api.startsWith("kbld.k14s.io/")
                || api.startsWith("imgpkg.carvel.dev/") && document.path("kind").asText().equals(IMAGES_LOCK);
    }

    /** @throws Failure naming the line of what is missing, unknown or of another type */
    static ImageConfig read(Yaml.Document document) {
        String api = document.content().path("apiVersion").asText();
        String kind = document.content().path("kind").asText();
        if (api.equals(IMAGES_LOCK_API) && kind.equals(IMAGES_LOCK)) {
            return ofImagesLock(document);
        }
        if (!document.content().isObject() || !api.equals(API) || !KINDS.contains(kind)) {
            throw new Failure(document.place() + ": this is no image lock: " + described(document.content(), api, kind),
                    "A lock has apiVersion " + API + " and kind " + String.join(", ", KINDS)
                            + ", or is an " + IMAGES_LOCK + " of " + IMAGES_LOCK_API + ".");
        }
        ImageConfig config = document.as(ImageConfig.class);
        config.checkVersion(document);
        config.checkOverrides(document);
        ImageSource.check(config.sources, document);
        ImageDestination.check(config.destinations, document);
        if (config.keys.stream().anyMatch(ImageConfig::isBlank)) {
            throw new Failure(document.place(List.of("keys")) + ": a key is empty", "Remove it.");
        }
        ImageSearchRule.check(config.searchRules, document, List.of("searchRules"));
        return config;
    }

    /** Where an override stands in its document. */
    static Yaml.Place place(Yaml.Document document, int override) {
        return document.place(List.of(document.content().has("images") ? "images" : "overrides", override));
    }

    private void checkVersion(Yaml.Document document) {
        if (isBlank(minimumRequiredVersion)) {
            return;
        }
        Yaml.Place place = document.place(List.of("minimumRequiredVersion"));
        if (!minimumRequiredVersion.matches("\\d{1,9}(\\.\\d{1,9})*([-+].*)?")) {
            throw new Failure(place + ": minimumRequiredVersion is " + minimumRequiredVersion + ", which is no version",
                    "Write it without a v, such as " + NEWEST_KNOWN_KBLD + ".");
        }
        if (Arrays.compare(numbers(minimumRequiredVersion), numbers(NEWEST_KNOWN_KBLD)) > 0) {
            throw new Failure(place + ": this needs kbld " + minimumRequiredVersion
                    + " or newer, and what kbld " + NEWEST_KNOWN_KBLD + " writes is the newest that is understood here",
                    "Lock the images again with kbld " + NEWEST_KNOWN_KBLD + ", or update these scripts.");
        }
    }

    private static int[] numbers(String version) {
        String[] parts = version.replaceFirst("[-+].*", "").replaceFirst("(\\.0+)+$", "").split("\\.");
        return Arrays.stream(parts).mapToInt(Integer::parseInt).toArray();
    }

    private void checkOverrides(Yaml.Document document) {
        for (int i = 0; i < overrides.size(); i++) {
            Override override = overrides.get(i);
            document.check(List.of("overrides", i), () -> check(override));
            if (override.tagSelection != null) {
                document.check(List.of("overrides", i, "tagSelection"), override.tagSelection::check);
            }
            if (override.platformSelection != null) {
                document.check(List.of("overrides", i, "platformSelection"), override.platformSelection::check);
            }
        }
    }

    private static void check(Override override) {
        if (override == null || isBlank(override.image) && isBlank(override.imageRepo)) {
            throw new Failure("this override has neither image nor imageRepo",
                    "Say with image which text in the manifests it replaces.");
        }
        if (isBlank(override.newImage)) {
            throw new Failure("the override of " + override.key() + " has no newImage",
                    "Say with newImage what to use, pinned to a digest, or remove the override.");
        }
        ImageReference image = ImageReference.parse(override.newImage);
        boolean selects = override.tagSelection != null && !override.preresolved;
        if (selects && !image.repository().equals(override.newImage)) {
            throw new Failure("the override of " + override.key() + " has a tagSelection, and a "
                    + (image.digest().isEmpty() ? "tag" : "digest") + " in " + override.newImage,
                    "Write newImage: " + image.repository() + ", or remove the tagSelection.");
        }
    }

    private static ImageConfig ofImagesLock(Yaml.Document document) {
        List<LockedImage> images = document.as(ImagesLock.class).images;
        Override[] overrides = new Override[images.size()];
        for (int i = 0; i < overrides.length; i++) {
            Yaml.Place place = document.place(List.of("images", i));
            LockedImage locked = images.get(i);
            if (locked == null || isBlank(locked.image)) {
                throw new Failure(place + ": this has no image",
                        "Name the image with its digest, or remove the entry.");
            }
            ImageReference image = ImageReference.parse(locked.image);
            if (!image.isPinned()) {
                throw new Failure(place + ": " + locked.image + " has no digest",
                        "An " + IMAGES_LOCK + " pins each image: write NAME@sha256:….");
            }
            if (locked.annotation(IMAGE_ID).isEmpty()) {
                throw new Failure(place + ": " + locked.image + " has no annotation " + IMAGE_ID,
                        "Say with it which text in the manifests the image replaces.");
            }
            List<ImageOrigin> origins =
                    ImageOrigin.parse(place + ", " + IMAGE_ORIGINS, locked.annotation(IMAGE_ORIGINS));
            overrides[i] = Override.locked(locked.annotation(IMAGE_ID), image.pinned(), origins);
        }
        return new ImageConfig(API, "Config", null, null, List.of(overrides), null, null, null, null, null);
    }

    private static String described(JsonNode content, String api, String kind) {
        if (!content.isObject()) {
            return content.isArray() ? "it is a list" : "it just says " + content.asText();
        }
        return "its kind is " + (kind.isEmpty() ? "not said" : kind) + (api.isEmpty() ? "" : " of " + api);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}

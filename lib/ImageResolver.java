//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.23.0
//SOURCES ImageLocks.java
//SOURCES PinnedImage.java
//SOURCES Registry.java
//SOURCES Resource.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks registries for the images that no lock pins, as kbld does: what an override selects of tags and platforms, and
 * what a tag stands for now.
 */
final class ImageResolver {
    private static final int MOST_AT_ONCE = 32;

    private final ImageLocks locks;
    private final Supplier<Registry> opening;

    /** @param registry opens it when the first image has to be asked for */
    ImageResolver(ImageLocks locks, Supplier<Registry> registry) {
        this.locks = locks;
        this.opening = registry;
    }

    /**
     * What images stand for now. Those that have to be built are left out.
     *
     * @param images that are not locked, each with a resource that uses it
     * @throws Failure that lists all that cannot be resolved
     */
    Map<String, PinnedImage> resolve(Map<String, Resource> images) {
        List<String> wanted = images.keySet().stream().filter(image -> locks.source(image).isEmpty()).toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Registry registry = opening.get();
        Map<String, PinnedImage> resolved = new TreeMap<>();
        Map<String, Failure> failures = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(wanted.size(), MOST_AT_ONCE));
        try {
            Map<String, CompletableFuture<PinnedImage>> answers = wanted.stream().collect(Collectors.toMap(
                    image -> image, image -> CompletableFuture.supplyAsync(() -> resolve(image, registry), threads)));
            answers.forEach((image, answer) -> {
                try {
                    resolved.put(image, answer.join());
                } catch (CompletionException e) {
                    failures.put(image, failure(e));
                }
            });
        } finally {
            threads.shutdownNow();
        }
        if (!failures.isEmpty()) {
            throw unresolved(failures, images);
        }
        return resolved;
    }

    /** What an override selects, whatever it replaces. */
    static PinnedImage resolve(ImageConfig.Override override, Registry registry) {
        TagSelection tags = override.tagSelection();
        String wanted = tags == null ? override.newImage()
                : override.newImage() + ":" + select(tags, named(override.newImage()), registry);
        PinnedImage image = resolve(wanted, named(wanted), registry);
        return override.platformSelection() == null ? image : select(override.platformSelection(), image, registry);
    }

    private PinnedImage resolve(String image, Registry registry) {
        return locks.override(image).map(override -> resolve(override, registry))
                .orElseGet(() -> resolve(image, named(image), registry));
    }

    private static PinnedImage resolve(String text, ImageReference image, Registry registry) {
        return image.isPinned() ? new PinnedImage(image.pinned(), List.of())
                : new PinnedImage(image.at(registry.digest(image)).pinned(),
                        List.of(ImageOrigin.resolved(text, image.tagOrLatest())));
    }

    private static String select(TagSelection selection, ImageReference repository, Registry registry) {
        List<String> tags = registry.tags(repository);
        return selection.select(tags).orElseThrow(() -> {
            String newest = tags.isEmpty() ? "it has no tags" : "its last tags are "
                    + String.join(", ", tags.subList(Math.max(0, tags.size() - 3), tags.size()));
            return new Failure("no tag of " + repository.repository() + " is " + selection.wanted() + "; " + newest,
                    "Change its tagSelection.");
        });
    }

    /** Where the image is an index, the one of its images that is for the platform. */
    private static PinnedImage select(PlatformSelection selection, PinnedImage image, Registry registry) {
        ImageReference index = ImageReference.parse(image.url());
        JsonNode manifest = registry.manifest(index);
        if (!manifest.path("manifests").isArray()) {
            return image;
        }
        Set<String> fitting = new TreeSet<>();
        Set<String> platforms = new TreeSet<>();
        images(index, manifest, registry).forEach(entry -> {
            JsonNode platform = entry.path("platform");
            platforms.add(platform.path("os").asText() + "/" + platform.path("architecture").asText()
                    + platform.path("variant").asText().replaceFirst("^(?=.)", "/"));
            if (selection.fits(platform)) {
                fitting.add(entry.path("digest").asText());
            }
        });
        if (fitting.size() != 1) {
            throw new Failure((fitting.isEmpty() ? "no image" : "more than one image") + " of the index " + image.url()
                    + " is for " + selection.title() + "; it has " + String.join(", ", platforms),
                    "Change the platformSelection.");
        }
        List<ImageOrigin> origins = new ArrayList<>(image.origins());
        origins.add(ImageOrigin.platformSelected(image.url(), selection));
        return new PinnedImage(index.at(fitting.iterator().next()).pinned(), origins);
    }

    /** The descriptors of an index's images, those of indexes in it too. */
    private static Stream<JsonNode> images(ImageReference repository, JsonNode index, Registry registry) {
        List<JsonNode> entries = new ArrayList<>();
        index.path("manifests").forEach(entries::add);
        return entries.stream().flatMap(entry -> isIndex(entry)
                ? images(repository, registry.manifest(repository.at(entry.path("digest").asText())), registry)
                : Stream.of(entry));
    }

    private static boolean isIndex(JsonNode descriptor) {
        return descriptor.path("mediaType").asText().matches(".*\\.(image\\.index|manifest\\.list)\\..*");
    }

    private static ImageReference named(String text) {
        ImageReference image = ImageReference.parse(text);
        if (!image.isImage()) {
            throw new Failure(text + " is no image's name",
                    "Correct it, or say in a lock that it is none: "
                            + "searchRules: [{valueMatcher: {image: …}, updateStrategy: {none: {}}}]");
        }
        return image;
    }

    private static Failure failure(CompletionException e) {
        if (e.getCause() instanceof Failure failure) {
            return failure;
        }
        throw e;
    }

    private static Failure unresolved(Map<String, Failure> failures, Map<String, Resource> images) {
        String list = failures.entrySet().stream().map(failed -> {
            Resource user = images.get(failed.getKey());
            return "  " + failed.getKey() + "\n    " + user.title() + " in " + user.place().file() + "\n    "
                    + failed.getValue().getMessage().replace("\n", "\n    ");
        }).collect(Collectors.joining("\n"));
        String advice = failures.values().stream().map(Failure::advice).filter(text -> !text.isEmpty()).distinct()
                .collect(Collectors.joining("\n"));
        int count = failures.size();
        return new Failure((count == 1 ? "1 image" : count + " images") + " cannot be resolved:\n" + list,
                advice + "\nOr leave unlocked images as they are, with --offline.");
    }
}

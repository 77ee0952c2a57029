//SOURCES ../lock/ImageLocks.java
//SOURCES ../registry/Registry.java
//SOURCES ImageIndex.java
//SOURCES ImageUse.java
//SOURCES PinnedImage.java

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks registries for the images that no lock pins, as kbld does: what an override selects of tags and platforms, and
 * what a tag stands for now.
 */
final class ImageResolver {
    private static final int SOME_TAGS = 3;

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
     * @param images that are not locked, each with a resource that names it
     * @throws Failure that lists all that cannot be resolved
     */
    Map<String, PinnedImage> resolve(Map<String, ImageUse> images) {
        List<String> wanted = images.keySet().stream().filter(image -> locks.source(image).isEmpty()).toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Registry registry = opening.get();
        Map<String, PinnedImage> resolved = new TreeMap<>();
        Map<String, Failure> failures = new TreeMap<>();
        registry.askAll(wanted, image -> answer(image, registry)).forEach((image, answer) -> {
            answer.image.ifPresent(pinned -> resolved.put(image, pinned));
            answer.failure.ifPresent(failure -> failures.put(image, failure));
        });
        if (!failures.isEmpty()) {
            throw unresolved(failures, images);
        }
        return resolved;
    }

    /** An image, or else why there is none. */
    private record Answer(Optional<PinnedImage> image, Optional<Failure> failure) {}

    private Answer answer(String image, Registry registry) {
        try {
            return new Answer(Optional.of(resolve(image, registry)), Optional.empty());
        } catch (Failure e) {
            return new Answer(Optional.empty(), Optional.of(e));
        }
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
        return selection.select(tags).orElseThrow(() -> new Failure(
                repository.repository() + " has no tag that is " + selection.wanted(),
                "Change its tagSelection; " + (tags.isEmpty() ? "it has no tags." : "its last tags are "
                        + String.join(", ", tags.subList(Math.max(0, tags.size() - SOME_TAGS), tags.size())))));
    }

    /** Where the image is an index, the one of its images that is for the platform. */
    private static PinnedImage select(PlatformSelection selection, PinnedImage image, Registry registry) {
        return ImageIndex.read(ImageReference.parse(image.url()), registry).map(index -> {
            List<ImageOrigin> origins = new ArrayList<>(image.origins());
            origins.add(ImageOrigin.platformSelected(image.url(), selection));
            return new PinnedImage(index.select(selection).pinned(), origins);
        }).orElse(image);
    }

    private static ImageReference named(String text) {
        ImageReference image = ImageReference.parse(text);
        if (!image.isImage()) {
            throw new Failure(text + " is no image's name",
                    "Correct it, or say in a lock that it is none:\n"
                            + "searchRules: [{valueMatcher: {image: " + text + "}, updateStrategy: {none: {}}}]");
        }
        return image;
    }

    /** What is to be done stands with each image, unless it is the same for all. */
    private static Failure unresolved(Map<String, Failure> failures, Map<String, ImageUse> images) {
        List<String> advice = failures.values().stream().map(Failure::advice).distinct().toList();
        String list = failures.entrySet().stream().map(failed -> {
            ImageUse user = images.get(failed.getKey());
            String own = advice.size() == 1 ? "" : "\n" + failed.getValue().advice();
            return "  " + failed.getKey() + "\n    " + user.resource() + " in " + user.place().file() + "\n    "
                    + (failed.getValue().getMessage() + own).replace("\n", "\n    ");
        }).collect(Collectors.joining("\n"));
        int count = failures.size();
        return new Failure((count == 1 ? "1 image" : count + " images") + " cannot be resolved:\n" + list,
                (advice.size() == 1 ? advice.get(0) + "\n" : "")
                        + "Or leave unlocked images as they are, with --offline.");
    }
}

//SOURCES ../image/ImageConfig.java
//SOURCES ../image/ImageReference.java
//SOURCES ../image/ImageResolver.java
//SOURCES ../image/PlatformSelection.java
//SOURCES ../image/TagPattern.java
//SOURCES ../image/TagSelection.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the lock of an image moves forward: an entry of {@code image-policies.yaml}. Its format is that of kbld's
 * overrides, in which {@code newImage} may be left out where it is the image's own repository, and
 * {@code tagSelection} may have a {@code pattern} in place of {@code semver}. Without {@code tagSelection} the tag
 * stays, and what it stands for is taken anew.
 *
 * @param image the exact text in the manifests; or {@code imageRepo}, the text before the tag
 * @param newImage the repository whose tags count, or the image whose tag stays
 */
record ImagePolicy(String image, String imageRepo, String newImage, Selection tagSelection,
        PlatformSelection platformSelection) {

    static final String FILE = "image-policies.yaml";

    /**
     * Which tag to take.
     *
     * @param semver the highest of these versions; or
     * @param pattern the highest of the tags that are all like this
     */
    record Selection(TagSelection.Semver semver, String pattern) {
        private void check() {
            if (pattern == null) {
                new TagSelection(semver).check();
            } else if (semver != null) {
                throw new Failure("this tagSelection has semver and a pattern", "Keep one of them.");
            } else {
                TagPattern.parse(pattern);
            }
        }
    }

    private record PolicyFile(String apiVersion, String kind, JsonNode metadata, String minimumRequiredVersion,
            List<ImagePolicy> overrides) {
        PolicyFile {
            overrides = Objects.requireNonNullElse(overrides, List.of());
        }
    }

    /** The policies of a file; none when it does not exist. */
    static List<ImagePolicy> read(Path file) {
        List<ImagePolicy> policies = new ArrayList<>();
        for (Yaml.Document document : Files.exists(file) ? Yaml.read(file) : List.<Yaml.Document>of()) {
            List<ImagePolicy> overrides = document.as(PolicyFile.class).overrides;
            for (int i = 0; i < overrides.size(); i++) {
                check(overrides.get(i), document.place(List.of("overrides", i)));
            }
            policies.addAll(overrides);
        }
        return policies;
    }

    /** The policy of an image: the first that matches. */
    static Optional<ImagePolicy> of(String image, List<ImagePolicy> policies) {
        return policies.stream().filter(policy -> policy.matches(image)).findFirst();
    }

    private boolean matches(String candidate) {
        return image != null ? image.equals(candidate)
                : ImageReference.parse(candidate).repository().equals(imageRepo);
    }

    /**
     * What the policy takes now for an image of the manifests. Its origins tell the tag.
     *
     * @throws Failure when no tag fits
     */
    PinnedImage resolve(String candidate, Registry registry) {
        String source = newImage != null ? newImage : candidate;
        if (tagSelection == null) {
            return ImageResolver.resolve(override(source, null), registry);
        }
        String repository = ImageReference.parse(source).repository();
        return ImageResolver.resolve(tagSelection.pattern == null
                ? override(repository, new TagSelection(tagSelection.semver))
                : override(repository + ":" + tagLike(repository, registry), null), registry);
    }

    private ImageConfig.Override override(String wanted, TagSelection tags) {
        return new ImageConfig.Override(image, imageRepo, wanted, false, tags, platformSelection, List.of());
    }

    private String tagLike(String repository, Registry registry) {
        List<String> tags = registry.tags(ImageReference.parse(repository));
        return TagPattern.parse(tagSelection.pattern).select(tags).orElseThrow(() -> new Failure(
                "none of the " + tags.size() + " tags of " + repository + " is like " + tagSelection.pattern,
                "Change its policy in " + FILE + "."));
    }

    private static void check(ImagePolicy policy, Yaml.Place place) {
        if (policy == null || policy.image == null && policy.imageRepo == null) {
            throw new Failure(place + ": this policy has neither image nor imageRepo",
                    "Say with image which text in the manifests it is for.");
        }
        try {
            if (policy.tagSelection != null) {
                policy.tagSelection.check();
            }
            if (policy.platformSelection != null) {
                policy.platformSelection.check();
            }
        } catch (Failure e) {
            throw new Failure(place + ": " + e.getMessage(), e.advice());
        }
    }
}

//SOURCES ../image/ImageConfig.java
//SOURCES ../image/PinnedImage.java
//SOURCES ../io/FileTree.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All that pins images: the configuration documents of a release, read into one. */
final class ImageLocks {
    private final List<ImageConfig> ofFiles = new ArrayList<>();
    private final List<ImageConfig> ofManifests = new ArrayList<>();
    private final Map<String, Pin> pins = new HashMap<>();

    private record Pin(String newImage, Yaml.Place place) {}

    /** The locks of a file, or of the files below a directory by their path; none when it does not exist. */
    static ImageLocks read(Path root) {
        ImageLocks locks = new ImageLocks();
        for (Path file : FileTree.files(root, ".yml", ".yaml", ".json")) {
            Yaml.read(file).forEach(document -> locks.ofFiles.add(locks.read(document)));
        }
        return locks;
    }

    /**
     * Adds a document from among the manifests. As for kbld, which reads the manifests first, those win over the files.
     *
     * @throws Failure when the document is no lock, or says something else of an image than another lock does
     */
    void add(Yaml.Document document) {
        ofManifests.add(read(document));
    }

    /** The override that applies to an image: the first that matches. */
    Optional<ImageConfig.Override> override(String image) {
        return configs().flatMap(config -> config.overrides().stream())
                .filter(override -> override.matches(image)).findFirst();
    }

    /** What pins an image off line: a lock, or the digest that it has. */
    Optional<PinnedImage> pinned(String image) {
        Optional<ImageConfig.Override> override = override(image);
        if (override.isPresent() && override.get().preresolved()) {
            return Optional.of(preresolved(override.get()));
        }
        ImageReference wanted = ImageReference.parse(override.map(ImageConfig.Override::newImage).orElse(image));
        boolean isQuestion = override.isPresent() && override.get().selects() || source(image).isPresent();
        return isQuestion || !wanted.isPinned() ? Optional.empty()
                : Optional.of(new PinnedImage(wanted.pinned(), List.of()));
    }

    /** How an image is built that no lock pins; empty where it is none of ours. */
    Optional<ImageSource> source(String image) {
        Optional<ImageConfig.Override> override = override(image);
        if (override.isPresent() && (override.get().preresolved() || override.get().tagSelection() != null)) {
            return Optional.empty();
        }
        String wanted = override.map(ImageConfig.Override::newImage).orElse(image);
        return configs().flatMap(config -> config.sources().stream())
                .filter(source -> source.matches(wanted)).findFirst();
    }

    /** Where an image is pushed that is built; empty where it stays in the engine that builds it. */
    Optional<ImageDestination> destination(String image) {
        String wanted = override(image).map(ImageConfig.Override::newImage).orElse(image);
        return configs().flatMap(config -> config.destinations().stream())
                .filter(destination -> destination.matches(wanted)).findFirst();
    }

    /** The images whose sources name them in full. */
    List<String> built() {
        return configs().flatMap(config -> config.sources().stream()).map(ImageSource::image)
                .filter(image -> image != null && !image.isBlank()).toList();
    }

    /** Keys first, then search rules, as all documents say. */
    List<ImageSearchRule> searchRules() {
        return Stream.concat(
                configs().flatMap(config -> config.keys().stream()).map(ImageSearchRule::ofKey),
                configs().flatMap(config -> config.searchRules().stream())).toList();
    }

    /** As its lock says, with a note that it is from there. */
    private static PinnedImage preresolved(ImageConfig.Override override) {
        List<ImageOrigin> origins = new ArrayList<>(override.origins());
        if (origins.stream().map(ImageOrigin::preresolved).filter(Objects::nonNull)
                .noneMatch(origin -> origin.url().equals(override.newImage()))) {
            origins.add(ImageOrigin.preresolved(override.newImage()));
        }
        return new PinnedImage(override.newImage(), origins);
    }

    private Stream<ImageConfig> configs() {
        return Stream.concat(ofManifests.stream(), ofFiles.stream());
    }

    private ImageConfig read(Yaml.Document document) {
        ImageConfig config = ImageConfig.read(document);
        for (int i = 0; i < config.overrides().size(); i++) {
            ImageConfig.Override override = config.overrides().get(i);
            Pin pin = new Pin(override.newImage(), ImageConfig.place(document, i));
            Pin earlier = pins.putIfAbsent(override.key(), pin);
            if (earlier != null && !earlier.newImage.equals(pin.newImage)) {
                throw new Failure("locks disagree on " + override.key() + ":\n"
                        + "  " + earlier.newImage + "  " + earlier.place + "\n  " + pin.newImage + "  " + pin.place,
                        "Keep one of them.");
            }
        }
        return config;
    }
}

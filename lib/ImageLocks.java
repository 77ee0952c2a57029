//SOURCES FileTree.java
//SOURCES ImageConfig.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Keys first, then search rules, as all documents say. */
    List<ImageSearchRule> searchRules() {
        return Stream.concat(
                configs().flatMap(config -> config.keys().stream()).map(ImageSearchRule::ofKey),
                configs().flatMap(config -> config.searchRules().stream())).toList();
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

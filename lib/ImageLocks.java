//SOURCES FileTree.java
//SOURCES ImageConfig.java
//SOURCES ImageReference.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that pins images: the configuration documents of a release, read into one. */
final class ImageLocks {
    private final List<ImageConfig.Override> overrides = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<ImageConfig.SearchRule> searchRules = new ArrayList<>();
    private final Map<String, Pin> pins = new HashMap<>();

    private record Pin(String newImage, Yaml.Place place) {}

    /** The locks of a file, or of the files below a directory by their path; none when it does not exist. */
    static ImageLocks read(Path root) {
        ImageLocks locks = new ImageLocks();
        for (Path file : FileTree.files(root, ".yml", ".yaml", ".json")) {
            Yaml.read(file).forEach(locks::add);
        }
        return locks;
    }

    /** @throws Failure when the document is no lock, or says something else of an image than another lock does */
    void add(Yaml.Document document) {
        ImageConfig config = ImageConfig.read(document);
        for (int i = 0; i < config.overrides().size(); i++) {
            ImageConfig.Override override = config.overrides().get(i);
            Pin pin = new Pin(override.newImage(), document.place(List.of("overrides", i)));
            Pin earlier = pins.putIfAbsent((override.image() == null ? "repo " : "") + override.key(), pin);
            if (earlier != null && !earlier.newImage.equals(pin.newImage)) {
                throw new Failure("two locks disagree on " + override.key() + ": " + earlier.newImage + " (" + earlier.place
                        + ") and " + pin.newImage + " (" + pin.place + ")", "Keep one of them.");
            }
            overrides.add(override);
        }
        keys.addAll(config.keys());
        searchRules.addAll(config.searchRules());
    }

    /** The override that applies to an image: the first that matches, in the order of files. */
    Optional<ImageConfig.Override> override(String image) {
        return overrides.stream().filter(override -> override.matches(image)).findFirst();
    }

    List<String> keys() {
        return keys;
    }

    List<ImageConfig.SearchRule> searchRules() {
        return searchRules;
    }
}

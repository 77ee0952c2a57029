//SOURCES ../image/ImageConfig.java
//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What other builders write about the images that they have pushed: {@code skaffold build --file-output}, imgpkg's
 * {@code ImagesLock}, a lock of kbld's, or lines of {@code image=digest}.
 */
final class LockImport {
    private static final String LINES = "Each line is IMAGE=sha256:… or IMAGE=NAME@sha256:…; # begins a comment.";

    private LockImport() {}

    /** @return what to lock, in the order of the text */
    static List<ImageConfig.Override> read(String name, String text) {
        String start = text.stripLeading();
        if (start.startsWith("{")) {
            return ofSkaffold(single(name, text));
        }
        boolean isYaml = start.lines().anyMatch(line -> line.matches("(apiVersion|kind):.*"));
        List<ImageConfig.Override> all = isYaml ? ofLock(name, text) : ofLines(name, text);
        if (all.isEmpty()) {
            throw new Failure(name + " names no image", LINES);
        }
        return all;
    }

    private static List<ImageConfig.Override> ofSkaffold(Yaml.Document document) {
        JsonNode builds = document.content().path("builds");
        if (!builds.isArray() || builds.isEmpty()) {
            throw new Failure(document.place() + ": there are no builds in it",
                    "Write it with: skaffold build --push --file-output FILE");
        }
        List<ImageConfig.Override> all = new ArrayList<>();
        for (int i = 0; i < builds.size(); i++) {
            String image = builds.get(i).path("imageName").asText();
            ImageReference built = ImageReference.parse(builds.get(i).path("tag").asText());
            if (image.isEmpty() || !built.isPinned()) {
                throw new Failure(document.place(List.of("builds", i)) + ": "
                        + (image.isEmpty() ? "a build has no imageName" : image + " has no digest"),
                        "Skaffold knows the digest of an image that it has pushed: "
                                + "skaffold build --push --file-output FILE");
            }
            all.add(ImageConfig.Override.locked(image, built.pinned(), List.of()));
        }
        return all;
    }

    private static List<ImageConfig.Override> ofLock(String name, String text) {
        List<ImageConfig.Override> all = new ArrayList<>();
        for (Yaml.Document document : Yaml.read(name, text)) {
            List<ImageConfig.Override> overrides = ImageConfig.read(document).overrides();
            for (int i = 0; i < overrides.size(); i++) {
                if (!ImageReference.parse(overrides.get(i).newImage()).isPinned()) {
                    throw new Failure(ImageConfig.place(document, i) + ": " + overrides.get(i).newImage()
                            + " has no digest", "Only what is pinned to a digest can be locked.");
                }
                all.add(overrides.get(i));
            }
        }
        return all;
    }

    private static List<ImageConfig.Override> ofLines(String name, String text) {
        List<ImageConfig.Override> all = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                all.add(ofLine(new Yaml.Place(name, 1, i + 1), line));
            }
        }
        return all;
    }

    private static ImageConfig.Override ofLine(Yaml.Place place, String line) {
        int equals = line.indexOf('=');
        String image = line.substring(0, Math.max(0, equals)).strip();
        String digest = line.substring(equals + 1).strip();
        if (image.isEmpty()) {
            throw new Failure(place + ": this is no IMAGE=DIGEST: " + line, LINES);
        }
        ImageReference locked = ImageReference.parse(digest.contains("@") ? digest
                : ImageReference.parse(image).repository() + "@" + digest);
        if (!locked.isPinned()) {
            throw new Failure(place + ": " + digest + " is no digest", LINES);
        }
        return ImageConfig.Override.locked(image, locked.pinned(), List.of());
    }

    private static Yaml.Document single(String name, String text) {
        return Yaml.read(name, text).get(0);
    }
}

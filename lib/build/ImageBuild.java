//SOURCES ../Failure.java
//SOURCES ../image/ImageDestination.java
//SOURCES ../image/ImageReference.java
//SOURCES ../image/ImageSource.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An image that is to be built.
 *
 * @param image the text in the manifests that it stands for
 * @param source how it is built
 * @param directory what it is built from
 * @param destination where it is pushed; null when it stays in the Docker engine of this machine
 * @param options more options for the tool that builds it, after those of the source
 */
record ImageBuild(String image, ImageSource source, Path directory, ImageDestination destination,
        List<String> options) {
    private static final int LONGEST_TAG = 128;

    /** @throws Failure when there is no such directory */
    void check() {
        if (!Files.isDirectory(directory)) {
            throw new Failure(image + ": there is no directory " + directory,
                    "Correct the path of its source; it is seen from the project's directory.");
        }
    }

    boolean isPushed() {
        return destination != null;
    }

    /** Tags that the user wants, besides those that builders need. */
    List<String> tags() {
        return isPushed() ? destination.tags() : List.of();
    }

    /** The destination with a tag of its own for each call, as kbld names it, so that no other build moves it. */
    String uniqueName() {
        Instant now = Instant.now();
        return tagged("kbld-rand-" + now.getEpochSecond() + String.format("%09d", now.getNano()) + "-"
                + ThreadLocalRandom.current().nextLong(1_000_000_000_000L));
    }

    String tagged(String tag) {
        return destination.newImage() + ":" + tag;
    }

    /** The destination at a digest, which is what manifests use. */
    String pinned(String digest) {
        return new ImageReference(destination.newImage(), "", digest).pinned();
    }

    /** What the newest build is called in a local engine; keeps it and its layers from being cleaned away. */
    String localName() {
        return localName("");
    }

    /** A name in a local engine that no build of something else gets. */
    String localName(String imageId) {
        String name = imageId.isEmpty() ? image : image + "-" + imageId;
        String tag = name.replaceAll("[^A-Za-z0-9_.-]", "-");
        return "kbld:" + tag.substring(Math.max(0, tag.length() - LONGEST_TAG)).replaceFirst("^[.-]+", "");
    }
}

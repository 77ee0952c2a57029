//SOURCES ../Failure.java
//SOURCES ../registry/Registry.java
//SOURCES ImageReference.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Stands for all registries under {@code --offline}: it asks nobody and fails. */
final class OfflineRegistry implements Registry {
    @Override
    public String digest(ImageReference image) {
        throw failure(image);
    }

    @Override
    public List<String> tags(ImageReference repository) {
        throw failure(repository);
    }

    @Override
    public boolean holds(ImageReference pinned) {
        throw failure(pinned);
    }

    @Override
    public JsonNode manifest(ImageReference image) {
        throw failure(image);
    }

    @Override
    public boolean knows(ImageReference image) {
        throw failure(image);
    }

    @Override
    public byte[] content(ImageReference pinned) {
        throw failure(pinned);
    }

    private static Failure failure(ImageReference image) {
        String name = image.repository() + (image.tag().isEmpty() ? "" : ":" + image.tag())
                + (image.digest().isEmpty() ? "" : "@" + image.digest());
        return new Failure("cannot look up " + name + ": --offline forbids asking its registry",
                "Lock the image, or run without --offline.");
    }
}

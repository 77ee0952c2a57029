//SOURCES ../Nearest.java
//SOURCES ../io/FileTree.java
//SOURCES ../lock/LockedImage.java
//SOURCES FunctionUses.java
//SOURCES Rendering.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The images of the release that {@code render.java} would make now, by their names in the manifests. */
final class ReleaseImages {
    private ReleaseImages() {}

    /**
     * An image of the release.
     *
     * @param name as the manifests have it
     * @param pinned what is used in its place; empty when no lock says it
     * @param lock what lock files say of it, which may pin nothing; empty when its name has a digest, or the manifests
     *     bring the lock along
     * @param user a resource that uses it, for people; empty for one that is pinned
     */
    record Image(String name, String pinned, Optional<LockedImage> lock, String user) {
        boolean isLocked() {
            return !pinned.isEmpty();
        }

        private boolean isNamed(String text) {
            return name.equals(text) || ImageReference.parse(name).repository().equals(text);
        }
    }

    /**
     * Renders the release, in a temporary directory unless the project has steps of its own that read the release
     * directory; what the last render has published stays.
     */
    static List<Image> render(Project project, Settings settings, List<String> helmArguments,
            List<LockedImage> locks) {
        Settings plain = settings.but(edit -> {
            edit.with = edit.with.images(null);
            edit.locked = false;
        });
        if (!settings.postRender().isEmpty()) {
            return render(project, plain, helmArguments, locks, project.common().path(settings.release()));
        }
        Path directory = temporary();
        try {
            return render(project, plain, helmArguments, locks, directory);
        } finally {
            FileTree.delete(directory);
        }
    }

    /**
     * Those of the images that have these names, with or without tag; all when there are no names.
     *
     * @throws Failure that says which image was probably meant
     */
    static List<Image> named(List<String> names, List<Image> images) {
        for (String name : names) {
            if (images.stream().noneMatch(image -> image.isNamed(name))) {
                throw new Failure("no image of the release is named " + name,
                        Nearest.of(name, images.stream().map(Image::name).toList())
                                .map(near -> "Did you mean " + near + "?").orElse("lock.java list shows them all."));
            }
        }
        return images.stream().filter(image -> names.isEmpty() || names.stream().anyMatch(image::isNamed)).toList();
    }

    private static List<Image> render(Project project, Settings settings, List<String> helmArguments,
            List<LockedImage> locks, Path directory) {
        try (ReleaseDirectory release = ReleaseDirectory.open(directory, project.common().console)) {
            Release rendered = new Rendering(project, settings, helmArguments).render(release);
            project.common().console.clearProgress();
            Stream<Image> pinned = rendered.manifests().locked().entrySet().stream()
                    .map(image -> new Image(image.getKey(), image.getValue(), lockOf(image.getKey(), locks), ""));
            Stream<Image> unlocked = rendered.manifests().unlocked().entrySet().stream()
                    .map(image -> new Image(image.getKey(), "", lockOf(image.getKey(), locks),
                            user(image, directory)));
            return Stream.of(pinned, unlocked, functions(project, settings, locks)).flatMap(images -> images)
                    .sorted(Comparator.comparing(Image::name)).toList();
        }
    }

    /** The images of the functions that work on the release. */
    private static Stream<Image> functions(Project project, Settings settings, List<LockedImage> locks) {
        Path directory = project.common().path(settings.locks());
        ImageLocks pins = ImageLocks.read(directory);
        return FunctionUses.of(project.common(), settings).entrySet().stream().map(use -> new Image(use.getKey(),
                pins.pinned(use.getKey()).map(PinnedImage::url).orElse(""), lockOf(use.getKey(), locks),
                use.getValue()));
    }

    private static Optional<LockedImage> lockOf(String image, List<LockedImage> locks) {
        return locks.stream().filter(lock -> lock.override().matches(image)).findFirst();
    }

    private static String user(Map.Entry<String, ImageUse> image, Path directory) {
        ImageUse use = image.getValue();
        return use.resource() + " in " + directory.relativize(Path.of(use.place().file()));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("release-");
        } catch (IOException e) {
            throw new Failure("cannot make a temporary directory: " + e.getMessage());
        }
    }
}

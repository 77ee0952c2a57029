//SOURCES ../Common.java
//SOURCES ../image/ImageConfig.java
//SOURCES ../io/FileChange.java
//SOURCES ../io/FileTree.java
//SOURCES ConfigTarget.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lock that a build writes: a file, or one of a config repository. */
interface BuildLock extends AutoCloseable {
    String ENDING = ".kbld.lock.yml";

    /** Where it is, for people. */
    String place();

    /** What it says; empty when there is none. */
    String text();

    /**
     * Replaces it.
     *
     * @param message for the commit, where there is one
     * @return what has been done with it, for people
     */
    String write(String text, String message);

    @Override
    default void close() {}

    /** What it says of an image; empty when it does not lock it. */
    default Optional<ImageConfig.Override> locked(String image) {
        List<ImageConfig.Override> locked = new ArrayList<>();
        Yaml.read(place(), text()).forEach(document -> locked.addAll(ImageConfig.read(document).overrides()));
        return locked.stream().filter(override -> image.equals(override.image())).findFirst();
    }

    /** A file of its own, in a directory that exists. */
    static BuildLock in(Path file) {
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw Failure.usage("there is no directory for the lock " + file, "Make it, or name another file.");
        }
        return new BuildLock() {
            @Override
            public String place() {
                return file.toString();
            }

            @Override
            public String text() {
                try {
                    return Files.exists(file) ? Files.readString(file) : "";
                } catch (IOException e) {
                    throw Failure.reading(file, e);
                }
            }

            @Override
            public String write(String text, String message) {
                FileTree.write(file, text);
                return place();
            }
        };
    }

    /** Standard output. */
    static BuildLock printed(Common common) {
        return new BuildLock() {
            @Override
            public String place() {
                return "printed";
            }

            @Override
            public String text() {
                return "";
            }

            @Override
            public String write(String text, String message) {
                common.print(text);
                return place();
            }
        };
    }

    /**
     * The lock of an application in a config repository, in the directory of locks that its settings name.
     *
     * @param refuge a file that gets the lock if the repository does not take it, so that no build was for nothing
     */
    static BuildLock in(ConfigTarget target, String application, Path refuge) {
        String path = target.settings().locks() + "/" + application + ENDING;
        return new BuildLock() {
            @Override
            public String place() {
                return target.place(path);
            }

            @Override
            public String text() {
                return target.repository().read(path);
            }

            @Override
            public String write(String text, String message) {
                try {
                    return target.change(List.of(new FileChange(path, before -> text)), message);
                } catch (Failure e) {
                    FileTree.write(refuge, text);
                    throw new Failure(e.getMessage(), (e.advice() + "\nThe images are pushed, and the lock is in "
                            + refuge + ".").strip());
                }
            }

            @Override
            public void close() {
                target.close();
            }
        };
    }
}

//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/Parallel.java
//SOURCES ../lock/LockFile.java
//SOURCES LastManifests.java
//SOURCES Release.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory that a render writes: the rendered chart, {@code state.yaml} and {@code release.yaml}.
 *
 * <p>One render at a time works in it; others wait. The chart's files are replaced as a whole, so that files of
 * templates that are gone go too. {@code state.yaml} is replaced last and in one move, so that a render that fails or
 * is killed leaves the last good one. Other files in the directory are the user's and stay.
 */
final class ReleaseDirectory implements AutoCloseable {
    private final Path root;
    private final LockFile lock;
    private Runnable deletion = () -> { };

    private ReleaseDirectory(Path root, LockFile lock) {
        this.root = root;
        this.lock = lock;
    }

    static ReleaseDirectory open(Path root, Console console) {
        try {
            Files.createDirectories(root);
            LockFile lock = LockFile.acquire(root.resolve(".lock"), "another render that writes " + root, console);
            ReleaseDirectory release = new ReleaseDirectory(root, lock);
            release.deleteLeftovers();
            return release;
        } catch (IOException e) {
            throw Failure.writing(root, e);
        }
    }

    Path root() {
        return root;
    }

    /** Where helm writes while the last render is still in place. */
    Path rendering() {
        deletion.run();
        return root.resolve(".rendering");
    }

    Path state() {
        return root.resolve("state.yaml");
    }

    /** What the last render made of its files. */
    LastManifests last() {
        return LastManifests.read(index(), state());
    }

    private Path index() {
        return root.resolve(".manifests");
    }

    private Path record() {
        return root.resolve("release.yaml");
    }

    /** Puts what helm rendered in the place of the last rendered chart; returns where it is. */
    Path adopt(String chart) {
        Path tree = root.resolve(chart);
        Path fresh = rendering().resolve(chart);
        try {
            Files.createDirectories(fresh);
            if (Files.exists(tree)) {
                FileTree.move(tree, replaced());
            }
            FileTree.move(fresh, tree);
        } catch (IOException e) {
            throw Failure.writing(tree, e);
        }
        deletion = Parallel.aside(this::deleteLeftovers); // which takes a file system longer than to write
        return tree;
    }

    /** Writes {@code state.yaml} and {@code release.yaml}, and removes the rendered chart of an earlier name. */
    void publish(Release release) {
        Optional<String> earlier = Release.chartOf(record());
        FileTree.write(state(), release.state());
        FileTree.write(record(), release.describe());
        release.manifests().remember(index(), release.state(), release.sha256());
        earlier.filter(chart -> !chart.equals(release.chart()))
                .ifPresent(chart -> FileTree.delete(root.resolve(chart)));
    }

    @Override
    public void close() {
        try (lock) {
            deletion.run();
        } catch (IOException e) {
            throw Failure.writing(root, e);
        }
    }

    private void deleteLeftovers() {
        FileTree.delete(root.resolve(".rendering"));
        FileTree.delete(replaced());
    }

    private Path replaced() {
        return root.resolve(".replaced");
    }
}

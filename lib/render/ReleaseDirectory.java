//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../helm/RenderedChart.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/TreeUpdate.java
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
 * <p>One render at a time works in it; others wait. The chart's directory has its files and no others afterwards.
 * {@code state.yaml} is replaced last and in one move, so that a render that fails or is killed leaves the last good
 * one. Other files in the directory are the user's and stay.
 */
final class ReleaseDirectory implements AutoCloseable {
    private final Path root;
    private final LockFile lock;

    private ReleaseDirectory(Path root, LockFile lock) {
        this.root = root;
        this.lock = lock;
    }

    static ReleaseDirectory open(Path root, Console console) {
        try {
            Files.createDirectories(root);
            return new ReleaseDirectory(root,
                    LockFile.acquire(root.resolve(".lock"), "another render that writes " + root, console));
        } catch (IOException e) {
            throw Failure.writing(root, e);
        }
    }

    Path root() {
        return root;
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

    /** Where the files of a chart are. */
    Path tree(String chart) {
        return root.resolve(chart);
    }

    /** Puts what helm made of a chart in the place of what the last render wrote. */
    void place(String chart, RenderedChart rendered) {
        TreeUpdate.apply(tree(chart), rendered.files());
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
        try {
            lock.close();
        } catch (IOException e) {
            throw Failure.writing(root, e);
        }
    }
}

//SOURCES ../Failure.java
//SOURCES FileTree.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that only this user can read, and that goes when it is closed or the process is told to end. */
final class TemporaryDirectory implements AutoCloseable {
    private final Path path;
    private final Thread atTheEnd;

    private TemporaryDirectory(Path path) {
        this.path = path;
        this.atTheEnd = new Thread(() -> FileTree.delete(path));
    }

    /** @param prefix what its name begins with */
    static TemporaryDirectory create(String prefix) {
        try {
            TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory(prefix).toRealPath());
            Runtime.getRuntime().addShutdownHook(directory.atTheEnd);
            return directory;
        } catch (IOException e) {
            throw new Failure("cannot make a temporary directory: " + e.getMessage());
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException theEndHasCome) {
            return;
        }
        FileTree.delete(path);
    }
}

//SOURCES ../Failure.java
//SOURCES FileTree.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** A directory that only this user can read, and that goes when it is closed or the process is told to end. */
final class TemporaryDirectory implements AutoCloseable {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int TIMES_AT_THE_END = 50;
    private static final int PAUSE_IN_MILLISECONDS = 20;

    private final Path path;
    private final Thread atTheEnd;

    private TemporaryDirectory(Path path) {
        this.path = path;
        this.atTheEnd = new Thread(this::deleteAtTheEnd);
    }

    /** @param prefix what its name begins with */
    static TemporaryDirectory create(String prefix) {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            TemporaryDirectory directory =
                    new TemporaryDirectory(place.toRealPath().resolve(prefix + UUID.randomUUID()));
            Runtime.getRuntime().addShutdownHook(directory.atTheEnd);
            Files.createDirectory(directory.path, PRIVATE);
            return directory;
        } catch (IOException e) {
            throw new Failure("cannot make a temporary directory in " + place + ": " + e.getMessage());
        } catch (IllegalStateException theEndHasCome) {
            throw new Failure("stopped");
        }
    }

    /** Somebody may be writing into it still. */
    private void deleteAtTheEnd() {
        for (int i = 0; i < TIMES_AT_THE_END && !isGone(); i++) {
            try {
                Thread.sleep(PAUSE_IN_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean isGone() {
        try {
            FileTree.delete(path);
            return Files.notExists(path);
        } catch (Failure notEmpty) {
            return false;
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

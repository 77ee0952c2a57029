//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** Replaces files of secrets in one move, unless somebody else has changed them. */
final class SecretWriter {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

    private SecretWriter() {}

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Files.isDirectory(file) ? new Failure(file + " is a directory", "Name files.")
                    : Failure.reading(file, e);
        }
    }

    /**
     * The new file can be read by those who could read the old one.
     *
     * @param before what the file held when the new content was made from it
     * @throws Failure when it holds something else by now
     */
    static void replace(Path file, byte[] before, byte[] after) {
        Path fresh = null;
        try {
            Path target = file.toRealPath();
            fresh = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".new",
                    PosixFilePermissions.asFileAttribute(OWN));
            Files.write(fresh, after);
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
            if (!Arrays.equals(Files.readAllBytes(target), before)) {
                throw new Failure(file + " was changed by somebody else in the meantime",
                        "Nothing was written. Try again.");
            }
            FileTree.move(fresh, target);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        } finally {
            if (fresh != null) {
                fresh.toFile().delete();
            }
        }
    }

    /** @throws Failure when there is a file by now */
    static void create(Path file, byte[] content) {
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }
}

//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ../tools/Tools.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets somebody edit a plain text in their editor. It lies in a directory of its own that nobody else can read, in
 * memory where the system has such a place, and that goes when the editor or the script ends.
 */
final class SecretEditor {
    private static final String PREFIX = "secrets-edit-";
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path place;
    private final boolean inMemory;

    private SecretEditor(Path place, boolean inMemory) {
        this.place = place;
        this.inMemory = inMemory;
    }

    static SecretEditor here() {
        Optional<Path> memory = Stream.of(System.getenv("XDG_RUNTIME_DIR"), "/dev/shm")
                .filter(directory -> directory != null && !directory.isEmpty()).map(Path::of)
                .filter(SecretEditor::isInMemory).findFirst();
        return new SecretEditor(memory.orElse(Path.of(System.getProperty("java.io.tmpdir"))), memory.isPresent());
    }

    boolean isInMemory() {
        return inMemory;
    }

    /**
     * The text as somebody has changed it.
     *
     * @param name of the file that it belongs to
     */
    byte[] edit(String name, byte[] text) {
        removeLeftovers();
        try {
            Path directory = Files.createTempDirectory(place, PREFIX + ProcessHandle.current().pid() + "-", PRIVATE);
            Thread atEnd = new Thread(() -> FileTree.delete(directory));
            Runtime.getRuntime().addShutdownHook(atEnd);
            try {
                Path file = Files.createFile(directory.resolve(name), OWN);
                Files.write(file, text);
                open(file);
                return Files.readAllBytes(file);
            } finally {
                FileTree.delete(directory);
                Runtime.getRuntime().removeShutdownHook(atEnd);
            }
        } catch (IOException e) {
            throw new Failure("cannot put the text where the editor reads it: " + e.getMessage());
        }
    }

    private static void open(Path file) throws IOException {
        String editor = Stream.of("SOPS_EDITOR", "VISUAL", "EDITOR").map(System.getenv()::get)
                .filter(command -> command != null && !command.isBlank()).findFirst()
                .or(() -> Stream.of("vim", "nano", "vi")
                        .filter(command -> Tools.onPath(command).isPresent()).findFirst())
                .orElseThrow(() -> new Failure("there is no editor", "Name one in EDITOR."));
        Process process = new ProcessBuilder(List.of("sh", "-c", editor + " \"$1\"", "sh", file.toString()))
                .inheritIO().start();
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new Failure("the editor ended with exit status " + exit, "Nothing was changed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("the editor was interrupted", "Nothing was changed.");
        } finally {
            process.destroy();
        }
    }

    /** Removes what a script left that was killed in a way that it could not notice. */
    private void removeLeftovers() {
        try (Stream<Path> all = Files.list(place)) {
            all.filter(directory -> directory.getFileName().toString().matches(PREFIX + "\\d{1,10}-.*"))
                    .filter(directory -> ProcessHandle.of(process(directory)).isEmpty()).filter(Files::isWritable)
                    .forEach(FileTree::delete);
        } catch (IOException unreadable) {
            return;
        }
    }

    private static long process(Path directory) {
        return Long.parseLong(directory.getFileName().toString().split("-")[2]);
    }

    private static boolean isInMemory(Path directory) {
        try {
            return Files.isDirectory(directory) && Files.isWritable(directory)
                    && Arrays.asList("tmpfs", "ramfs").contains(Files.getFileStore(directory).type());
        } catch (IOException e) {
            return false;
        }
    }
}

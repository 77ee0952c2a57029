import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What {@link Files} leaves out: trees, writing a file in one move, checksums. */
final class FileTree {
    private static final int TIMES_TO_DELETE = 50;
    private static final long PAUSE_IN_NANOSECONDS = 10_000_000;

    /** What is gone already is no error. */
    private static final FileVisitor<Path> DELETION = new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            return e instanceof NoSuchFileException ? FileVisitResult.CONTINUE : super.visitFileFailed(file, e);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
            super.postVisitDirectory(directory, e);
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    };

    private FileTree() {}

    /** Deletes a file or a directory with all in it, though others write into it or delete there, too. */
    static void delete(Path root) {
        for (int left = TIMES_TO_DELETE; left > 0; left--) {
            try {
                Files.walkFileTree(root, DELETION);
                return;
            } catch (IOException e) {
                boolean somebodyWrites = e instanceof DirectoryNotEmptyException;
                if (!somebodyWrites || left == 1) {
                    throw Failure.writing(root, e);
                }
                LockSupport.parkNanos(PAUSE_IN_NANOSECONDS);
            }
        }
    }

    /** The files below a directory, or a link to one, sorted by their path; none when it does not exist. */
    static List<Path> files(Path directory, String... endings) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try {
            Path real = directory.toRealPath();
            try (Stream<Path> all = Files.walk(real)) {
                return all.filter(Files::isRegularFile)
                        .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                        .map(file -> directory.resolve(real.relativize(file)))
                        .sorted(Comparator.comparing(Path::toString))
                        .toList();
            }
        } catch (IOException e) {
            throw Failure.reading(directory, e);
        } catch (UncheckedIOException e) {
            throw Failure.reading(directory, e.getCause());
        }
    }

    /** What the files below a directory say, by their paths from the directory that it is in. */
    static SortedMap<String, byte[]> contents(Path directory) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Path file : files(directory, "")) {
            try {
                contents.put(directory.getParent().relativize(file).toString(), Files.readAllBytes(file));
            } catch (IOException e) {
                throw Failure.reading(file, e);
            }
        }
        return contents;
    }

    /**
     * Replaces a file in one move: readers see the old or the new text, never a part. A link stays, and so does what is
     * no file, such as {@code /dev/null} or a pipe: the text is written into it.
     */
    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for bytes. */
    static void write(Path file, byte[] content) {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            if (Files.isSymbolicLink(file) || Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, content);
                return;
            }
            Files.write(fresh, content);
            move(fresh, file);
        } catch (IOException e) {
            fresh.toFile().delete();
            throw Failure.writing(file, e);
        }
    }

    /** Moves a file or directory within one file system, replacing a file. */
    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Lower-case hex. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Lower-case hex of the text's UTF-8 bytes. */
    static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}

//SOURCES ../Failure.java
//SOURCES FileTree.java

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes a directory hold certain files and no others. What is right already stays as it is: to make and delete files
 * takes file systems longer than to read them, and ext4 takes the longer for each the more were deleted a moment ago.
 */
final class TreeUpdate {
    private final Path root;
    private final Map<Path, byte[]> files = new HashMap<>();
    private final Set<Path> directories = new HashSet<>();
    private final Set<Path> candidates = new HashSet<>();

    /** @param content of the files, by their paths of which the first name stands for the root */
    private TreeUpdate(Path root, Map<String, byte[]> content) {
        this.root = root;
        directories.add(root);
        content.forEach((path, bytes) -> {
            Path file = root.resolve(path.substring(path.indexOf('/') + 1));
            files.put(file, bytes);
            for (Path at = file.getParent(); directories.add(at);) {
                at = at.getParent();
            }
        });
    }

    /**
     * Writes what is missing or different, and deletes what else is there: links, too, but not what they lead to. A
     * directory that is new is there when all of it is; in another one, each file is replaced in one move.
     *
     * @param files what they say, by their paths below the root's parent
     */
    static void apply(Path root, Map<String, byte[]> files) {
        try {
            if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                new TreeUpdate(root, files).change();
            } else {
                Path fresh = root.resolveSibling("." + root.getFileName() + ".new");
                FileTree.delete(fresh);
                new TreeUpdate(fresh, files).create();
                FileTree.move(fresh, root);
            }
        } catch (IOException e) {
            throw Failure.writing(root, e);
        } catch (UncheckedIOException e) {
            throw Failure.writing(root, e.getCause());
        }
    }

    private void create() throws IOException {
        makeDirectories();
        files.entrySet().parallelStream().forEach(file -> {
            try {
                Files.write(file.getKey(), file.getValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void change() throws IOException {
        Files.walkFileTree(root, new Cleaning());
        makeDirectories();
        files.entrySet().parallelStream().filter(file -> !candidates.contains(file.getKey()) || !isRight(file))
                .forEach(file -> FileTree.write(file.getKey(), file.getValue()));
    }

    private void makeDirectories() throws IOException {
        for (Path directory : directories) {
            Files.createDirectories(directory);
        }
    }

    private static boolean isRight(Map.Entry<Path, byte[]> file) {
        try {
            return Arrays.equals(Files.readAllBytes(file.getKey()), file.getValue());
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes what is not wanted, and finds the files that may be right. */
    private final class Cleaning extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            byte[] wanted = files.get(file);
            if (wanted == null || !attributes.isRegularFile()) {
                Files.delete(file);
            } else if (wanted.length == attributes.size()) {
                candidates.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
            super.postVisitDirectory(directory, e);
            if (!directories.contains(directory)) {
                Files.delete(directory);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}

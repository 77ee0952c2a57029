//SOURCES ../Failure.java
//SOURCES FileTree.java

import java.io.IOException;
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
    private final Map<Path, byte[]> files;
    private final Set<Path> directories = new HashSet<>();
    private final Set<Path> candidates = new HashSet<>();

    private TreeUpdate(Path root, Map<Path, byte[]> files) {
        this.root = root;
        this.files = files;
        directories.add(root);
        for (Path file : files.keySet()) {
            for (Path at = file.getParent(); directories.add(at);) {
                at = at.getParent();
            }
        }
    }

    /**
     * Writes what is missing or different, each file in one move, and deletes what else is there: links, too, but not
     * what they lead to.
     *
     * @param files what they say, by their paths below the root's parent
     */
    static void apply(Path root, Map<String, byte[]> files) {
        Map<Path, byte[]> byPath = new HashMap<>();
        files.forEach((path, content) -> byPath.put(root.resolveSibling(path), content));
        new TreeUpdate(root, byPath).apply();
    }

    private void apply() {
        try {
            if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(root, new Cleaning());
            }
            for (Path directory : directories) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw Failure.writing(root, e);
        }
        files.entrySet().parallelStream().filter(file -> !candidates.contains(file.getKey()) || !isRight(file))
                .forEach(file -> FileTree.write(file.getKey(), file.getValue()));
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

//SOURCES ../Failure.java
//SOURCES Kptfile.java

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds packages. */
final class PackageSearch {
    private PackageSearch() {}

    /**
     * The directories of a project that have a Kptfile, sorted, but not copies that a render has made.
     *
     * @param release the directory that renders write, seen from the project
     */
    static List<Path> packages(Path project, String release) {
        Path root = project.toAbsolutePath().normalize();
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean isOther = directory.equals(root.resolve(release).normalize())
                            || directory.getFileName() != null && directory.getFileName().toString().equals(".git");
                    if (!isOther && Files.isRegularFile(directory.resolve(Kptfile.NAME))) {
                        found.add(project.resolve(root.relativize(directory)));
                    }
                    return isOther ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Failure.reading(project, e);
        }
        return found.stream().sorted().toList();
    }
}

//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES PackageFile.java

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of a package by their paths from its directory, with {@code /} between names. Links are none of them. */
final class PackageFiles {
    private PackageFiles() {}

    static Map<String, PackageFile> read(Path directory) {
        Map<String, PackageFile> files = new TreeMap<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                    return inner.getFileName() != null && inner.getFileName().toString().equals(".git")
                            ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()) {
                        files.put(directory.relativize(file).toString().replace('\\', '/'),
                                new PackageFile(Files.readAllBytes(file), Files.isExecutable(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return files;
        } catch (IOException e) {
            throw Failure.reading(directory, e);
        } catch (UncheckedIOException e) {
            throw Failure.reading(directory, e.getCause());
        }
    }

    /** Makes a directory hold other files than before; only what differs is written. */
    static void write(Path directory, Map<String, PackageFile> before, Map<String, PackageFile> after) {
        Set<String> gone = new TreeSet<>(before.keySet());
        gone.removeAll(after.keySet());
        after.forEach((path, file) -> {
            PackageFile old = before.get(path);
            if (!file.says(old) || file.isProgram() != old.isProgram()) {
                write(directory.resolve(path), file);
            }
        });
        gone.forEach(path -> delete(directory, directory.resolve(path)));
    }

    private static void write(Path file, PackageFile wanted) {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.write(fresh, wanted.content());
            if (wanted.isProgram()) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(fresh);
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(fresh, permissions);
            }
            FileTree.move(fresh, file);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    /** Deletes a file, and the directories that are empty without it. */
    private static void delete(Path directory, Path file) {
        try {
            Files.deleteIfExists(file);
            for (Path parent = file.getParent(); !parent.equals(directory); parent = parent.getParent()) {
                try (Stream<Path> inner = Files.list(parent)) {
                    if (inner.findAny().isPresent()) {
                        return;
                    }
                }
                Files.delete(parent);
            }
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }
}

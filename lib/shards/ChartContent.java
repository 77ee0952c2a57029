//SOURCES ../Failure.java
//SOURCES ../io/TarGz.java
//SOURCES HelmIgnore.java
//SOURCES Unsafe.java

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files of a chart as Helm does: links followed, ignored files left out, archives in it opened. */
final class ChartContent {
    private static final Pattern ARCHIVE = Pattern.compile("(.*/)?charts/[^/._][^/]*\\.tgz");

    private ChartContent() {}

    /**
     * The files below a directory by their paths, or those of an archive without its own directory.
     *
     * @param prefix the path within the umbrella, which the rules are about
     */
    static Map<String, byte[]> read(Path root, String prefix, HelmIgnore rules) {
        try {
            Map<String, byte[]> files = new TreeMap<>();
            if (Files.isDirectory(root)) {
                Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                        new Walk(root, prefix, rules, files));
            } else {
                open(Files.readAllBytes(root), "", files);
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new Unsafe(root + " cannot be read");
        }
    }

    private static void add(String path, byte[] content, Map<String, byte[]> files) throws IOException {
        if (isArchive(path)) {
            open(content, path + "/", files);
        } else {
            files.put(path, content);
        }
    }

    /** Whether it is a packaged chart in the {@code charts/} of another. */
    static boolean isArchive(String path) {
        return path.endsWith(".tgz") && ARCHIVE.matcher(path).matches();
    }

    private static void open(byte[] archive, String prefix, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : TarGz.contents(new ByteArrayInputStream(archive)).entrySet()) {
            String path = file.getKey().replaceFirst("^\\./", "");
            add(prefix + path.substring(path.indexOf('/') + 1), file.getValue(), files);
        }
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final int start;
        private final String prefix;
        private final HelmIgnore rules;
        private final Map<String, byte[]> files;

        Walk(Path root, String prefix, HelmIgnore rules, Map<String, byte[]> files) {
            this.root = root;
            this.start = root.toString().length() + 1;
            this.prefix = prefix;
            this.rules = rules;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return rules.ignores(prefix + path(directory), true) ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = path(file);
            if (!rules.ignores(prefix + path, false)) {
                if (!attributes.isRegularFile()) {
                    throw new Unsafe(file + " is no regular file");
                }
                add(path, Files.readAllBytes(file), files);
            }
            return FileVisitResult.CONTINUE;
        }

        private String path(Path file) {
            return file.equals(root) ? "" : file.toString().substring(start).replace('\\', '/');
        }
    }
}

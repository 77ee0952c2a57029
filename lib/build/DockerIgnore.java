//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a {@code .dockerignore} keeps out of a build. In doubt it is said to be part of it: where exceptions are made,
 * and where BuildKit may prefer a file of another name.
 */
final class DockerIgnore {
    private static final String NAME = ".dockerignore";

    private final List<String> patterns;

    private DockerIgnore(List<String> patterns) {
        this.patterns = patterns;
    }

    static DockerIgnore of(Path directory) {
        try (var files = Files.list(directory)) {
            List<Path> all = files.filter(file -> file.getFileName().toString().endsWith(NAME)).toList();
            if (!all.equals(List.of(directory.resolve(NAME)))) {
                return new DockerIgnore(List.of());
            }
            List<String> lines = Files.readAllLines(all.get(0)).stream().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
            return new DockerIgnore(lines.stream().anyMatch(line -> line.startsWith("!")) ? List.of() : lines);
        } catch (IOException e) {
            throw Failure.reading(directory.resolve(NAME), e);
        }
    }

    /** Whether a file or directory is surely left out. */
    boolean leavesOut(Path inDirectory) {
        for (Path path = inDirectory; path != null; path = path.getParent()) {
            Path candidate = path;
            if (patterns.stream().anyMatch(pattern -> matches(pattern, candidate))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, Path path) {
        String anchored = pattern.replaceFirst("^(\\./|/)+", "").replaceFirst("(/\\*\\*)?/*$", "");
        return glob(anchored, path) || anchored.startsWith("**/") && glob(anchored.substring("**/".length()), path);
    }

    private static boolean glob(String pattern, Path path) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("{", "\\{")).matches(path);
        } catch (java.util.regex.PatternSyntaxException e) {
            return false;
        }
    }
}

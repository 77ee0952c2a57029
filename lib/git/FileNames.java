//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a file system tells the names of files apart: macOS and Windows mostly take {@code Web.yaml} and {@code web.yaml}
 * for the same file, so that of two such files in a commit one would silently be missing.
 */
enum FileNames {
    BY_EVERY_LETTER,
    BY_LETTERS_WITHOUT_CASE;

    /** As in a directory that can be written to. */
    static FileNames in(Path directory) {
        try {
            Path probe = Files.createTempFile(directory, "probe-", ".tmp");
            try {
                Path otherCase = probe.resolveSibling(probe.getFileName().toString().toUpperCase(Locale.ROOT));
                return Files.exists(otherCase) ? BY_LETTERS_WITHOUT_CASE : BY_EVERY_LETTER;
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw Failure.writing(directory, e);
        }
    }

    /** @throws Failure when two of the paths, or the directories they name, would be one here */
    void requireDistinct(Collection<String> paths) {
        if (this == BY_EVERY_LETTER) {
            return;
        }
        Map<String, String> seen = new HashMap<>();
        for (String path : paths) {
            for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                twin(seen, path.substring(0, end)).ifPresent(other -> refuse(other, path));
            }
            twin(seen, path).ifPresent(other -> refuse(other, path));
        }
    }

    private static Optional<String> twin(Map<String, String> seen, String path) {
        String other = seen.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
        return Optional.ofNullable(other).filter(earlier -> !earlier.equals(path));
    }

    private static void refuse(String one, String other) {
        throw new Failure("the commit has " + one + " and " + other + ", which are one file on this file system",
                "Rename one of them, or run this where case counts in the names of files: in a container, or in CI.");
    }
}

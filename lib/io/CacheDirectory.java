import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory of files that can be had again: what was used least recently goes, by and by, when there is too much. Any
 * number of runs may use it at once.
 */
record CacheDirectory(Path path, long mostBytes) {
    /** What the names of files end with until they are complete. */
    static final String UNFINISHED = ".new";
    private static final Duration TOUCHED_EVERY = Duration.ofHours(1);
    private static final String PRUNED = ".pruned";
    private static final Duration PRUNED_EVERY = Duration.ofHours(1);
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    /** Remembers that a file was used, as far as the directory can be written. */
    void use(Path file) {
        try {
            if (isOlder(file, TOUCHED_EVERY)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
        } catch (IOException e) {
            return; // it may be read only
        }
    }

    /** Prunes it, unless that was done within the last hour: it looks at every file. */
    void pruneHourly() {
        Path pruned = path.resolve(PRUNED);
        try {
            if (!Files.exists(pruned) || isOlder(pruned, PRUNED_EVERY)) {
                Files.write(pruned, new byte[0]);
                prune();
            }
        } catch (IOException e) {
            return; // another run is at it
        }
    }

    /** Deletes what was used least recently, until the rest is no more than is allowed. */
    void prune() {
        try (Stream<Path> all = Files.list(path)) {
            List<Path> newestFirst = new ArrayList<>();
            Map<Path, FileTime> used = new TreeMap<>();
            for (Path file : all.toList()) {
                used.put(file, Files.getLastModifiedTime(file));
                newestFirst.add(file);
            }
            newestFirst.sort(Comparator.comparing(used::get).reversed());
            long bytes = 0;
            for (Path file : newestFirst) {
                bytes += Files.size(file);
                boolean isAbandoned = file.toString().endsWith(UNFINISHED) && isOlder(file, ABANDONED_AFTER);
                if (bytes > mostBytes || isAbandoned) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            return; // another run is at it
        }
    }

    private static boolean isOlder(Path file, Duration age) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(age));
    }
}

//SOURCES ../io/CheckedFile.java
//SOURCES ../io/FileTree.java

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What shards were rendered to, by a digest of all that they were rendered from: a file for each, which begins with the
 * digest of the rest and is moved into place when it is complete. Any number of runs may use the directory at once, and
 * another machine may be given it. What was used least recently goes when there is too much, by and by.
 */
final class ShardCache {
    private static final Duration TOUCHED_EVERY = Duration.ofHours(1);
    private static final Duration PRUNED_EVERY = Duration.ofHours(1);
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final String UNFINISHED = ".new";
    private static final String PRUNED = ".pruned";

    private final Path directory;
    private final long mostBytes;

    ShardCache(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
    }

    /**
     * What a shard was rendered to.
     *
     * @param files the manifests by their paths below the umbrella's directory
     * @param warnings what helm warned of
     */
    record Rendered(Map<String, byte[]> files, List<String> warnings) {}

    /** What is known of these inputs; what is there but damaged is deleted. */
    Optional<Rendered> get(String key) {
        Path file = directory.resolve(key);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Rendered rendered = read(file);
            touch(file);
            return Optional.of(rendered);
        } catch (IOException e) {
            file.toFile().delete();
            return Optional.empty();
        }
    }

    private static void touch(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(TOUCHED_EVERY))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            return; // it may be read only
        }
    }

    /** Keeps what was rendered; a cache that cannot be written is only slower. */
    void put(String key, Rendered rendered) {
        Path fresh = directory.resolve(key + "." + ProcessHandle.current().pid() + UNFINISHED);
        try {
            Files.createDirectories(directory);
            restrict();
            Files.write(fresh, CheckedFile.of(out -> write(rendered, out)));
            FileTree.move(fresh, directory.resolve(key));
        } catch (IOException e) {
            fresh.toFile().delete();
        }
    }

    /** Prunes the cache, unless that was done within the last hour: it looks at every entry. */
    void pruneHourly() {
        Path pruned = directory.resolve(PRUNED);
        try {
            if (!Files.exists(pruned) || Files.getLastModifiedTime(pruned).toInstant()
                    .isBefore(Instant.now().minus(PRUNED_EVERY))) {
                Files.write(pruned, new byte[0]);
                prune();
            }
        } catch (IOException e) {
            return; // another run is at it
        }
    }

    /** Deletes what was used least recently, until the rest is no more than is allowed. */
    void prune() {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> newestFirst = new ArrayList<>();
            Map<Path, FileTime> used = new TreeMap<>();
            for (Path file : all.toList()) {
                used.put(file, Files.getLastModifiedTime(file));
                newestFirst.add(file);
            }
            newestFirst.sort(Comparator.comparing(used::get).reversed());
            Instant abandoned = Instant.now().minus(ABANDONED_AFTER);
            long bytes = 0;
            for (Path file : newestFirst) {
                bytes += Files.size(file);
                boolean isAbandoned = file.toString().endsWith(UNFINISHED)
                        && used.get(file).toInstant().isBefore(abandoned);
                if (bytes > mostBytes || isAbandoned) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            return; // another run is at it
        }
    }

    /** Manifests are the user's own, as are the charts that they come from. */
    private void restrict() throws IOException {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (UnsupportedOperationException e) {
            return; // there are no such permissions here
        }
    }

    private static void write(Rendered rendered, DataOutputStream out) throws IOException {
        out.writeInt(rendered.warnings.size());
        for (String warning : rendered.warnings) {
            writeBytes(out, warning.getBytes(StandardCharsets.UTF_8));
        }
        out.writeInt(rendered.files.size());
        for (Map.Entry<String, byte[]> file : rendered.files.entrySet()) {
            out.writeUTF(file.getKey());
            writeBytes(out, file.getValue());
        }
    }

    private static Rendered read(Path file) throws IOException {
        DataInputStream in = CheckedFile.read(file);
        List<String> warnings = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            warnings.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            files.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return new Rendered(files, warnings);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}

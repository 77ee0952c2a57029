//SOURCES ../io/FileTree.java

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What shards were rendered to, by a digest of all that they were rendered from: a file for each, which begins with the
 * digest of the rest and is moved into place when it is complete. Any number of runs may use the directory at once, and
 * another machine may be given it. What was used least recently goes when there is too much.
 */
final class ShardCache {
    private static final int DIGEST = 32;
    private static final Duration TOUCHED_EVERY = Duration.ofHours(1);
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final String UNFINISHED = ".new";

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
            byte[] content = Files.readAllBytes(file);
            if (content.length < DIGEST || !Arrays.equals(content, 0, DIGEST, digest(content), 0, DIGEST)) {
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(TOUCHED_EVERY))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
            return Optional.of(read(content));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps what was rendered; a cache that cannot be written is only slower. */
    void put(String key, Rendered rendered) {
        Path fresh = directory.resolve(key + "." + ProcessHandle.current().pid() + UNFINISHED);
        try {
            Files.createDirectories(directory);
            restrict();
            Files.write(fresh, write(rendered));
            FileTree.move(fresh, directory.resolve(key));
        } catch (IOException e) {
            fresh.toFile().delete();
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

    private static byte[] digest(byte[] content) {
        MessageDigest digest = FileTree.sha256();
        digest.update(content, DIGEST, content.length - DIGEST);
        return digest.digest();
    }

    private static byte[] write(Rendered rendered) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[DIGEST]);
        out.writeInt(rendered.warnings.size());
        for (String warning : rendered.warnings) {
            writeBytes(out, warning.getBytes(StandardCharsets.UTF_8));
        }
        out.writeInt(rendered.files.size());
        for (Map.Entry<String, byte[]> file : rendered.files.entrySet()) {
            out.writeUTF(file.getKey());
            writeBytes(out, file.getValue());
        }
        byte[] content = bytes.toByteArray();
        System.arraycopy(digest(content), 0, content, 0, DIGEST);
        return content;
    }

    private static Rendered read(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content, DIGEST, content.length - DIGEST));
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

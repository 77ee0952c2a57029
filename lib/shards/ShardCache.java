//SOURCES ../helm/RenderedChart.java
//SOURCES ../io/CacheDirectory.java
//SOURCES ../io/CheckedFile.java
//SOURCES ../io/FileTree.java

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What shards were rendered to, by a digest of all that they were rendered from: a file for each, which begins with the
 * digest of the rest and is moved into place when it is complete. Any number of runs may use the directory at once, and
 * another machine may be given it. What was used least recently goes when there is too much, by and by.
 */
final class ShardCache {
    private final Path directory;
    private final CacheDirectory files;

    ShardCache(Path directory, long mostBytes) {
        this.directory = directory;
        this.files = new CacheDirectory(directory, mostBytes);
    }

    /** What is known of these inputs; what is there but damaged is deleted. */
    Optional<RenderedChart> get(String key) {
        Path file = directory.resolve(key);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            RenderedChart rendered = read(file);
            files.use(file);
            return Optional.of(rendered);
        } catch (IOException e) {
            file.toFile().delete();
            return Optional.empty();
        }
    }

    /** Keeps what was rendered; a cache that cannot be written is only slower. */
    void put(String key, RenderedChart rendered) {
        Path fresh = directory.resolve(key + "." + ProcessHandle.current().pid() + CacheDirectory.UNFINISHED);
        try {
            Files.createDirectories(directory);
            restrict();
            Files.write(fresh, CheckedFile.of(out -> write(rendered, out)));
            FileTree.move(fresh, directory.resolve(key));
        } catch (IOException e) {
            fresh.toFile().delete();
        }
    }

    /** Whether an umbrella was remembered: much of what it was rendered to may be here. */
    boolean knows(String umbrella) {
        return get(nameOf(umbrella)).isPresent();
    }

    /** Remembers an umbrella. */
    void know(String umbrella) {
        put(nameOf(umbrella), new RenderedChart(new TreeMap<>(), List.of()));
    }

    private static String nameOf(String umbrella) {
        return "of-" + FileTree.sha256(umbrella);
    }

    /** Deletes what was used least recently, until the rest is no more than is allowed. */
    void prune() {
        files.prune();
    }

    /** The same, unless that was done within the last hour. */
    void pruneHourly() {
        files.pruneHourly();
    }

    /** Manifests are the user's own, as are the charts that they come from. */
    private void restrict() throws IOException {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (UnsupportedOperationException e) {
            return; // there are no such permissions here
        }
    }

    private static void write(RenderedChart rendered, DataOutputStream out) throws IOException {
        out.writeInt(rendered.warnings().size());
        for (String warning : rendered.warnings()) {
            writeBytes(out, warning.getBytes(StandardCharsets.UTF_8));
        }
        out.writeInt(rendered.files().size());
        for (Map.Entry<String, byte[]> file : rendered.files().entrySet()) {
            out.writeUTF(file.getKey());
            writeBytes(out, file.getValue());
        }
    }

    private static RenderedChart read(Path file) throws IOException {
        DataInputStream in = CheckedFile.read(file);
        List<String> warnings = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            warnings.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            files.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return new RenderedChart(files, warnings);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}

//SOURCES ../image/ImageSearchRule.java
//SOURCES ../image/PinnedManifest.java
//SOURCES ../io/CheckedFile.java
//SOURCES ../io/FileTree.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/YamlWriter.java
//SOURCES ReleaseManifests.java

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the last render made of files. An index beside {@code state.yaml} says which files that were, by their SHA-256,
 * and where in the state the text of each manifest is; it is of no use for another state, or for other scripts.
 */
final class LastManifests {
    static final LastManifests NONE = new LastManifests("", "", Map.of());

    private final String state;
    private final String rules;
    private final Map<String, List<Entry>> files;

    private LastManifests(String state, String rules, Map<String, List<Entry>> files) {
        this.state = state;
        this.rules = rules;
        this.files = files;
    }

    /**
     * A manifest.
     *
     * @param document its number in the file, and the line where it began
     * @param images what stood for each, as text; empty for those that were not pinned
     * @param end where its text in the state ends
     */
    private record Entry(int document, int line, String kind, String title, boolean isSealed,
            Map<String, String> images, int start, int end) {
        static Entry read(DataInputStream in, int start) throws IOException {
            int document = in.readInt();
            int line = in.readInt();
            String kind = in.readUTF();
            String title = in.readUTF();
            boolean isSealed = in.readBoolean();
            Map<String, String> images = new LinkedHashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                images.put(in.readUTF(), in.readUTF());
            }
            return new Entry(document, line, kind, title, isSealed, images, start, start + in.readInt());
        }

        static void write(PinnedManifest manifest, DataOutputStream out) throws IOException {
            out.writeInt(manifest.place().document());
            out.writeInt(manifest.place().line());
            out.writeUTF(manifest.kind());
            out.writeUTF(manifest.title());
            out.writeBoolean(manifest.isSealed());
            out.writeInt(manifest.images().size());
            for (Map.Entry<String, Optional<PinnedImage>> image : manifest.images().entrySet()) {
                out.writeUTF(image.getKey());
                out.writeUTF(text(image.getValue()));
            }
            out.writeInt(manifest.document().length());
        }

        private static String text(Optional<PinnedImage> pinned) {
            return pinned.map(image -> Json.text(image.note())).orElse("");
        }
    }

    /** Reads an index and its state; what is missing or does not fit together is of no use, and no error. */
    static LastManifests read(Path index, Path state) {
        if (!Files.exists(index) || !Files.exists(state)) {
            return NONE;
        }
        try {
            DataInputStream in = CheckedFile.read(index);
            String text = Files.readString(state);
            if (!in.readUTF().equals(writer()) || !in.readUTF().equals(FileTree.sha256(text))) {
                return NONE;
            }
            String rules = in.readUTF();
            Map<String, List<Entry>> files = new HashMap<>();
            int start = 0;
            for (int i = in.readInt(); i > 0; i--) {
                String sha256 = in.readUTF();
                List<Entry> entries = new ArrayList<>();
                for (int j = in.readInt(); j > 0; j--) {
                    entries.add(Entry.read(in, start));
                    start = entries.get(entries.size() - 1).end;
                }
                files.put(sha256, entries);
            }
            return new LastManifests(text, rules, files);
        } catch (IOException e) {
            return NONE;
        }
    }

    /**
     * Writes the index of a state; where it cannot be written, the next render takes longer.
     *
     * @param state its SHA-256
     */
    static void write(Path index, String state, List<ImageSearchRule> rules,
            List<ReleaseManifests.ManifestFile> files) {
        Path fresh = index.resolveSibling(index.getFileName() + ".new");
        try {
            Files.write(fresh, CheckedFile.of(out -> {
                out.writeUTF(writer());
                out.writeUTF(state);
                out.writeUTF(FileTree.sha256(rules.toString()));
                out.writeInt(files.size());
                for (ReleaseManifests.ManifestFile file : files) {
                    out.writeUTF(file.configuration().isEmpty() ? file.sha256() : "");
                    out.writeInt(file.manifests().size());
                    for (PinnedManifest manifest : file.manifests()) {
                        Entry.write(manifest, out);
                    }
                }
            }));
            FileTree.move(fresh, index);
        } catch (IOException e) {
            fresh.toFile().delete();
            index.toFile().delete();
        }
    }

    /** What is still of use when images are searched for by these rules. */
    LastManifests by(List<ImageSearchRule> rulesNow) {
        return rules.equals(FileTree.sha256(rulesNow.toString())) ? this : NONE;
    }

    /**
     * What the last render made of a file.
     *
     * @param sha256 of what the file says
     * @param pins what stands for images now
     * @return nothing when it knew no such file, or something else stood for one of its images
     */
    Optional<List<PinnedManifest>> of(String sha256, String file, Function<String, Optional<PinnedImage>> pins) {
        List<Entry> entries = files.get(sha256);
        if (entries == null) {
            return Optional.empty();
        }
        List<PinnedManifest> manifests = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, Optional<PinnedImage>> images = new LinkedHashMap<>();
            for (Map.Entry<String, String> image : entry.images.entrySet()) {
                Optional<PinnedImage> now = pins.apply(image.getKey());
                if (!Entry.text(now).equals(image.getValue())) {
                    return Optional.empty();
                }
                images.put(image.getKey(), now);
            }
            manifests.add(new PinnedManifest(new Yaml.Place(file, entry.document, entry.line), entry.kind,
                    entry.title, entry.isSealed, images, state.substring(entry.start, entry.end)));
        }
        return Optional.of(manifests);
    }

    /** The build of the scripts that write a state: others may write the same manifest in another way. */
    private static String writer() throws IOException {
        try {
            Path build = Path.of(YamlWriter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return build + " " + Files.getLastModifiedTime(build);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}

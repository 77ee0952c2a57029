//SOURCES ../Failure.java
//SOURCES AgeKeys.java
//SOURCES OpenedSopsFile.java
//SOURCES SopsCipher.java
//SOURCES SopsFormat.java
//SOURCES SopsIndent.java
//SOURCES SopsMac.java
//SOURCES SopsMetadata.java
//SOURCES SopsNode.java
//SOURCES SopsScope.java
//SOURCES SopsSealing.java
//SOURCES SopsTree.java

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file that sops has encrypted or could encrypt: documents, and how the data key is kept. */
final class SopsFile {
    private final String name;
    private final SopsFormat format;
    private final byte[] content;
    private final List<SopsNode.Mapping> documents;
    private final Optional<SopsMetadata> metadata;

    private SopsFile(String name, SopsFormat format, byte[] content, List<SopsNode.Mapping> all) {
        this.name = name;
        this.format = format;
        this.content = content;
        this.metadata = all.isEmpty() ? Optional.empty() : SopsMetadata.of(all.get(0));
        this.documents = metadata.isEmpty() ? all : all.stream().map(SopsFile::withoutMetadata).toList();
    }

    /**
     * Reads a file, without decrypting it.
     *
     * @param name stands for the file in failures
     */
    static SopsFile read(String name, SopsFormat format, byte[] content) {
        return new SopsFile(name, format, content, format.read(name, content));
    }

    /** One document, or all documents that were encrypted together, as YAML. */
    static SopsFile yaml(String name, String text) {
        return read(name, SopsFormat.YAML, text.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
        return name;
    }

    SopsFormat format() {
        return format;
    }

    /** The bytes that were read. */
    byte[] content() {
        return content;
    }

    /** Without the metadata of sops. */
    List<SopsNode.Mapping> documents() {
        return documents;
    }

    boolean isEncrypted() {
        return metadata.isPresent();
    }

    /** @throws Failure when it is not encrypted */
    SopsMetadata metadata() {
        return metadata.orElseThrow(() -> new Failure(name + " is not encrypted",
                "Encrypt it: secrets.java encrypt " + name));
    }

    /** Who can decrypt it with age. */
    List<String> recipients() {
        return metadata().recipients();
    }

    /**
     * Decrypts it, in memory.
     *
     * @throws Failure when none of the keys fits, or something was changed since it was encrypted
     */
    OpenedSopsFile decrypt(AgeKeys keys) {
        requireKnownVersion();
        return OpenedSopsFile.open(this, dataKey(keys));
    }

    /**
     * Decrypts it, in memory.
     *
     * @throws Failure when something was changed since it was encrypted
     */
    OpenedSopsFile decrypt(byte[] dataKey) {
        requireKnownVersion();
        return OpenedSopsFile.open(this, dataKey);
    }

    /** The file without values: what sops needs to open the data key. */
    byte[] copiesOfDataKey() {
        return format.write(List.of(new SopsNode.Mapping(List.of(
                new SopsNode.Entry(SopsMetadata.KEY, metadata().content())))), SopsIndent.DEFAULT);
    }

    /** Encrypts it for these recipients, with a new data key. */
    byte[] encrypt(List<String> recipients, Optional<SopsScope> scope, boolean macOnlyEncrypted, SopsIndent indent) {
        if (isEncrypted()) {
            throw new Failure(name + " is encrypted already");
        }
        if (documents.stream().allMatch(document -> document.keys().isEmpty())) {
            throw new Failure(name + " holds nothing that could be encrypted");
        }
        byte[] dataKey = SopsCipher.newDataKey();
        SopsMetadata fresh = SopsMetadata.create(dataKey, recipients, scope, macOnlyEncrypted);
        return new SopsSealing(dataKey, fresh).seal(this, indent);
    }

    /**
     * What it takes to be decrypted, in order: the encrypted values with their places, and the others that the checksum
     * covers. Where it is not what it was, nothing can decrypt the file any more.
     */
    List<String> bound() {
        List<String> bound = new ArrayList<>(List.of(metadata().lastModified().orElse("")));
        documents.forEach(document -> SopsTree.map(document, metadata().scope(), (value, place, inScope) -> {
            if (value instanceof SopsNode.Scalar scalar && !scalar.isEmpty()
                    && (inScope || !metadata().macOnlyEncrypted())) {
                bound.add((inScope ? place.bound() : "") + scalar.text());
            }
            return value;
        }));
        return bound;
    }

    /** Where the first value is that should be encrypted and is not; empty when there is none. */
    Optional<String> firstPlainValue(SopsScope.Test scope) {
        List<String> places = new ArrayList<>();
        documents.forEach(document -> SopsTree.map(document, scope, (value, place, inScope) -> {
            if (inScope && value instanceof SopsNode.Scalar scalar && !scalar.isEmpty()
                    && !SopsCipher.isEncrypted(scalar.text())) {
                places.add(place.toString());
            }
            return value;
        }));
        return places.stream().findFirst();
    }

    /**
     * What its values are encrypted with.
     *
     * @throws Failure when none of the keys fits
     */
    byte[] dataKey(AgeKeys keys) {
        return metadata().copies().stream().flatMap(copy -> keys.open(copy.sealed()).stream()).findFirst()
                .orElseThrow(() -> new Failure("cannot decrypt " + name + ": "
                        + (keys.isEmpty() ? "there is no age key on this machine"
                                : "none of the age keys in " + keys.origin() + " fits"),
                        (recipients().isEmpty() ? "nobody with an age key can"
                                : "it is for " + String.join(", ", recipients()))
                                + "\nKeys come from SOPS_AGE_KEY, SOPS_AGE_KEY_FILE, SOPS_AGE_KEY_CMD or "
                                + "~/.config/sops/age/keys.txt."));
    }

    /** @throws Failure when the file was cut off: the version is the last that sops notes */
    void requireVersion() {
        if (metadata().version().isEmpty()) {
            throw new Failure(name + " was cut off: what sops notes at its end has no version", "Restore it from Git.");
        }
    }

    private void requireKnownVersion() {
        requireVersion();
        if (!metadata().version().matches("3\\.\\d+\\..*")) {
            throw new Failure(name + " is of a version of sops that is not known: " + metadata().version(),
                    "Use sops itself: secrets.java --with sops");
        }
    }

    private static SopsNode.Mapping withoutMetadata(SopsNode.Mapping document) {
        List<SopsNode.Entry> entries = new ArrayList<>(document.entries());
        entries.removeIf(entry -> SopsMetadata.KEY.equals(entry.key()));
        return new SopsNode.Mapping(entries);
    }
}

//SOURCES ../Failure.java
//SOURCES SopsCipher.java
//SOURCES SopsFile.java
//SOURCES SopsIndent.java
//SOURCES SopsIv.java
//SOURCES SopsMac.java
//SOURCES SopsMetadata.java
//SOURCES SopsNode.java
//SOURCES SopsScope.java
//SOURCES SopsSealing.java
//SOURCES SopsTree.java

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decrypted file, which remembers how it was encrypted. */
final class OpenedSopsFile {
    private final SopsFile origin;
    private final byte[] dataKey;
    private final List<SopsNode.Mapping> documents;
    private final List<Leaf> leaves;

    private OpenedSopsFile(SopsFile origin, byte[] dataKey, List<SopsNode.Mapping> documents, List<Leaf> leaves) {
        this.origin = origin;
        this.dataKey = dataKey;
        this.documents = documents;
        this.leaves = leaves;
    }

    private record Leaf(SopsNode value, String place, String ciphertext) {}

    static OpenedSopsFile open(SopsFile file, byte[] dataKey) {
        SopsMetadata metadata = file.metadata();
        SopsCipher cipher = new SopsCipher(dataKey);
        SopsMac mac = new SopsMac(metadata.macOnlyEncrypted());
        List<Leaf> leaves = new ArrayList<>();
        List<SopsNode.Mapping> documents = file.documents().stream()
                .map(document -> SopsTree.map(document, metadata.scope(), (value, place, inScope) -> {
                    SopsNode plain = inScope ? decrypted(file, cipher, value, place, leaves) : value;
                    mac.add(plain, inScope);
                    return plain;
                })).toList();
        requireMac(file, metadata, cipher, mac);
        return new OpenedSopsFile(file, dataKey, documents, leaves);
    }

    /** Plain text, in the format that the file has. */
    byte[] content() {
        return origin.format().write(documents, indent());
    }

    /** As UTF-8. */
    String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    List<SopsNode.Mapping> documents() {
        return documents;
    }

    /**
     * Encrypts another version of the file for the same recipients. What has not changed keeps its ciphertext, and if
     * nothing has, the result is the file as it was, byte for byte.
     *
     * @param plain in the format of the file
     */
    byte[] encryptAgain(byte[] plain) {
        SopsFile changed = SopsFile.read(origin.name(), origin.format(), plain);
        if (changed.isEncrypted()) {
            throw new Failure(origin.name() + " is encrypted already");
        }
        return canonical(changed.documents()).equals(canonical(documents)) ? origin.content()
                : sealing(origin.metadata()).seal(changed, indent());
    }

    String encryptAgain(String plain) {
        return new String(encryptAgain(plain.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /**
     * Encrypts another document for all who can read this file, with the same data key. What has not changed keeps its
     * ciphertext, and the document its bytes, for as long as this file stays as it is.
     *
     * @param plain in the format of this file
     * @param scope which of its values are encrypted
     * @param title what the document is called
     */
    byte[] encryptAlike(SopsFile plain, SopsScope scope, String title) {
        SopsMetadata metadata = origin.metadata();
        return new SopsSealing(new SopsCipher(dataKey, SopsIv.derived(dataKey, title)), metadata.scoped(scope),
                metadata.lastModified().orElse("")).seal(plain, indent());
    }

    private SopsSealing sealing(SopsMetadata metadata) {
        SopsSealing sealing = new SopsSealing(dataKey, metadata);
        leaves.forEach(leaf -> sealing.remember(leaf.value, leaf.place, leaf.ciphertext));
        return sealing;
    }

    private static List<SopsNode.Mapping> canonical(List<SopsNode.Mapping> documents) {
        return documents.stream().map(document -> SopsTree.map(document, SopsScope.Test.ALL,
                (value, place, inScope) -> SopsSealing.canonical(value))).toList();
    }

    private SopsIndent indent() {
        return SopsIndent.of(new String(origin.content(), StandardCharsets.UTF_8));
    }

    private static SopsNode decrypted(SopsFile file, SopsCipher cipher, SopsNode value, SopsTree.Place place,
            List<Leaf> leaves) {
        if (value instanceof SopsNode.Scalar scalar && scalar.isEmpty()) {
            return value;
        }
        boolean isComment = value instanceof SopsNode.Comment;
        String text = value instanceof SopsNode.Comment comment ? comment.text() : ((SopsNode.Scalar) value).text();
        if (!SopsCipher.isEncrypted(text)) {
            if (isComment) {
                return value;
            }
            throw new Failure(file.name() + ": " + place + " is not encrypted, or not completely",
                    "Restore it from Git. secrets.java edit changes values, and encrypts them.");
        }
        SopsNode plain = cipher.decrypt(text, place.bound()).orElseThrow(() -> new Failure(file.name() + ": "
                + (isComment ? "a comment at " : "") + place + " was changed or moved since it was encrypted",
                "Restore it from Git: nothing of the file can be trusted."));
        if (plain instanceof SopsNode.Comment comment) {
            plain = new SopsNode.Comment(comment.text(), value instanceof SopsNode.Comment known && known.trailing());
        }
        leaves.add(new Leaf(plain, place.bound(), text));
        return plain;
    }

    private static void requireMac(SopsFile file, SopsMetadata metadata, SopsCipher cipher, SopsMac mac) {
        Optional<String> wanted = metadata.mac().filter(SopsCipher::isEncrypted)
                .flatMap(text -> cipher.decrypt(text, metadata.lastModified().orElse("")))
                .filter(SopsNode.Scalar.class::isInstance).map(value -> ((SopsNode.Scalar) value).text());
        byte[] actual = mac.value().getBytes(StandardCharsets.US_ASCII);
        if (wanted.isEmpty() || !MessageDigest.isEqual(wanted.get().getBytes(StandardCharsets.US_ASCII), actual)) {
            throw new Failure(file.name() + " was changed since it was encrypted: its values "
                    + "and their order do not fit its checksum (MAC)",
                    "Restore it from Git: nothing of the file can be trusted.");
        }
    }
}

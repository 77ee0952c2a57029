//SOURCES SopsCipher.java
//SOURCES SopsFile.java
//SOURCES SopsIndent.java
//SOURCES SopsMac.java
//SOURCES SopsMetadata.java
//SOURCES SopsNode.java
//SOURCES SopsTree.java

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Encrypts documents with a data key. Values that it has met before keep their ciphertext. */
final class SopsSealing {
    private final SopsCipher cipher;
    private final SopsMetadata metadata;
    private final String time;
    private final Map<Known, Deque<String>> known = new HashMap<>();

    SopsSealing(byte[] dataKey, SopsMetadata metadata) {
        this(new SopsCipher(dataKey), metadata, SopsMetadata.now());
    }

    /** @param time when the documents were changed last */
    SopsSealing(SopsCipher cipher, SopsMetadata metadata, String time) {
        this.cipher = cipher;
        this.metadata = metadata;
        this.time = time;
    }

    private record Known(String place, SopsNode value) {}

    /** What a value was encrypted to. */
    void remember(SopsNode value, String place, String ciphertext) {
        known.computeIfAbsent(new Known(place, canonical(value)), key -> new ArrayDeque<>()).add(ciphertext);
    }

    byte[] seal(SopsFile plain, SopsIndent indent) {
        SopsMac mac = new SopsMac(metadata.macOnlyEncrypted());
        List<SopsNode.Mapping> sealed = plain.documents().stream()
                .map(document -> SopsTree.map(document, metadata.scope(), (value, place, inScope) -> {
                    mac.add(value, inScope);
                    return inScope ? sealed(value, place.bound()) : value;
                })).toList();
        SopsMetadata complete = metadata.sealed(time, cipher.encrypt(SopsNode.Scalar.string(mac.value()), time));
        return plain.format().write(sealed.stream().map(document -> with(document, complete)).toList(), indent);
    }

    private SopsNode sealed(SopsNode value, String place) {
        if (value instanceof SopsNode.Scalar scalar && scalar.isEmpty()) {
            return value;
        }
        Deque<String> earlier = known.get(new Known(place, canonical(value)));
        String ciphertext = earlier == null || earlier.isEmpty() ? cipher.encrypt(value, place) : earlier.poll();
        return value instanceof SopsNode.Comment comment ? new SopsNode.Comment(ciphertext, comment.trailing())
                : SopsNode.Scalar.string(ciphertext);
    }

    /**
     * A value without what sops does not keep: whether a comment stands behind something, and whether a whole number
     * was written as a float.
     */
    static SopsNode canonical(SopsNode value) {
        if (value instanceof SopsNode.Comment comment) {
            return new SopsNode.Comment(comment.text(), false);
        }
        boolean isWhole = value instanceof SopsNode.Scalar scalar && scalar.kind() == SopsNode.Kind.FLOAT
                && scalar.text().matches("-?\\d+");
        return isWhole ? new SopsNode.Scalar(SopsNode.Kind.INTEGER, ((SopsNode.Scalar) value).bytes()) : value;
    }

    private static SopsNode.Mapping with(SopsNode.Mapping document, SopsMetadata metadata) {
        List<SopsNode.Entry> entries = new ArrayList<>(document.entries());
        entries.add(new SopsNode.Entry(SopsMetadata.KEY, metadata.content()));
        return new SopsNode.Mapping(entries);
    }
}

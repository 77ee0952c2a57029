import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A value in a document that sops can encrypt: keys in order, with comments. Its text never shows what it holds. */
sealed interface SopsNode {

    /** @param entries keys with their values, and comments where they stand */
    record Mapping(List<Entry> entries) implements SopsNode {
        Optional<SopsNode> get(String key) {
            return entries.stream().filter(entry -> key.equals(entry.key())).map(Entry::value).findFirst();
        }

        List<String> keys() {
            return entries.stream().map(Entry::key).filter(Objects::nonNull).toList();
        }

        /** The text of a key's scalar; empty when there is none. */
        Optional<String> text(String key) {
            return get(key).filter(Scalar.class::isInstance).map(value -> ((Scalar) value).text());
        }

        @Override
        public String toString() {
            return "a mapping";
        }
    }

    /** @param key null for a comment */
    record Entry(String key, SopsNode value) {}

    record Sequence(List<SopsNode> items) implements SopsNode {
        @Override
        public String toString() {
            return "a sequence";
        }
    }

    /**
     * @param text what follows the {@code #}
     * @param trailing whether it stands behind what it precedes in the list, on the same line
     */
    record Comment(String text, boolean trailing) implements SopsNode {
        @Override
        public String toString() {
            return "a comment";
        }
    }

    /** What a scalar is, with the word that sops has for it. */
    enum Kind {
        STRING("str"), INTEGER("int"), FLOAT("float"), BOOLEAN("bool"), TIME("time"), BYTES("bytes"), NULL("");

        final String word;

        Kind(String word) {
            this.word = word;
        }

        static Optional<Kind> named(String word) {
            return Arrays.stream(values()).filter(kind -> kind != NULL && kind.word.equals(word)).findFirst();
        }
    }

    /**
     * A scalar in the form in which sops encrypts it: decimal numbers without exponent, {@code True} and {@code False},
     * times as RFC 3339 writes them.
     */
    final class Scalar implements SopsNode {
        static final Scalar NULL = new Scalar(Kind.NULL, new byte[0]);

        private final Kind kind;
        private final byte[] bytes;

        Scalar(Kind kind, byte[] bytes) {
            this.kind = kind;
            this.bytes = bytes;
        }

        static Scalar of(Kind kind, String text) {
            return new Scalar(kind, text.getBytes(StandardCharsets.UTF_8));
        }

        static Scalar string(String text) {
            return of(Kind.STRING, text);
        }

        Kind kind() {
            return kind;
        }

        byte[] bytes() {
            return bytes;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        boolean isEmpty() {
            return bytes.length == 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Scalar scalar && kind == scalar.kind && Arrays.equals(bytes, scalar.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(kind, Arrays.hashCode(bytes));
        }

        @Override
        public String toString() {
            return "a scalar";
        }
    }
}

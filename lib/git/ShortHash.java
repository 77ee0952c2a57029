/** A hash, of a commit or of a file, as people read it. */
final class ShortHash {
    private static final int LENGTH = 10;

    private ShortHash() {}

    /** The beginning of a hash, which is enough to know what is meant; all of one that is shorter. */
    static String of(String hash) {
        return hash.substring(0, Math.min(LENGTH, hash.length()));
    }
}

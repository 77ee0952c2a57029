//SOURCES SopsNode.java

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The checksum of all values of a file in their order, so that none can be taken away, added or moved. */
final class SopsMac {
    /** What a MAC over encrypted values alone starts with, so that it is never taken for one over all. */
    private static final String ONLY_ENCRYPTED = "8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69";

    private final MessageDigest digest;
    private final boolean onlyEncrypted;

    SopsMac(boolean onlyEncrypted) {
        this.onlyEncrypted = onlyEncrypted;
        try {
            digest = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-512", e);
        }
        if (onlyEncrypted) {
            digest.update(HexFormat.of().parseHex(ONLY_ENCRYPTED));
        }
    }

    /** @param value as it is before it is encrypted; comments do not count */
    void add(SopsNode value, boolean encrypted) {
        if (value instanceof SopsNode.Scalar scalar && (encrypted || !onlyEncrypted)) {
            digest.update(scalar.bytes());
        }
    }

    /** Upper-case hex. */
    String value() {
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }
}

//SOURCES FileTree.java

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/** Files that begin with the SHA-256 of the rest, so that what is damaged is not taken for good. */
final class CheckedFile {
    private static final int DIGEST = 32;

    private CheckedFile() {}

    /** Writes what comes after the digest. */
    interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** The bytes of such a file. */
    static byte[] of(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[DIGEST]);
        content.writeTo(out);
        byte[] file = bytes.toByteArray();
        System.arraycopy(digest(file), 0, file, 0, DIGEST);
        return file;
    }

    /**
     * What comes after the digest.
     *
     * @throws IOException when the file cannot be read or is damaged
     */
    static DataInputStream read(Path path) throws IOException {
        byte[] file = Files.readAllBytes(path);
        if (file.length < DIGEST || !Arrays.equals(file, 0, DIGEST, digest(file), 0, DIGEST)) {
            throw new IOException(path + " is damaged");
        }
        return new DataInputStream(new ByteArrayInputStream(file, DIGEST, file.length - DIGEST));
    }

    private static byte[] digest(byte[] file) {
        MessageDigest digest = FileTree.sha256();
        digest.update(file, DIGEST, file.length - DIGEST);
        return digest.digest();
    }
}

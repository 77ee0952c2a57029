//SOURCES ../Failure.java
//SOURCES ../image/ImageReference.java
//SOURCES ../yaml/Json.java
//SOURCES RegistryHttp.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A manifest or index, as a registry gave it.
 *
 * @param digest of its bytes
 */
record RegistryManifest(String digest, JsonNode content) {

    /**
     * @param digest the digest that the content has to have; ignored when it is none
     * @throws Failure when the answer is something else
     */
    static RegistryManifest read(String image, RegistryHttp.Answer answer, String digest) {
        boolean known = new ImageReference("", "", digest).isPinned();
        String actual = digest(known ? digest.substring(0, digest.indexOf(':')) : "sha256", answer.body());
        if (known && !actual.equals(digest)) {
            throw new Failure("cannot look up " + image + ":\n  the answer has the digest " + actual
                    + "\n  instead of " + digest, "Something in between changes it: check the mirrors and proxies.");
        }
        JsonNode content;
        try {
            content = Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            content = null;
        }
        if (content == null || !content.path("schemaVersion").isInt()) {
            throw new Failure("cannot look up " + image + ":\n  the answer is no image manifest",
                    "Check that the host is a registry, and what is in between.");
        }
        return new RegistryManifest(actual, content);
    }

    /** The digest of bytes, after the name of its algorithm such as {@code sha256}. */
    static String digest(String algorithm, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.replace("sha", "SHA-"));
            return algorithm + ":" + HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

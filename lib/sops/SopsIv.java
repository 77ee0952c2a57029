import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Where the initialization vectors of ciphertexts come from. */
interface SopsIv {
    int BYTES = 32;

    /**
     * @param place what the value is bound to
     * @param type the word that sops has for what it is
     */
    byte[] of(String place, String type, byte[] plain);

    /** Another one each time, as sops does it. */
    static SopsIv random() {
        SecureRandom random = new SecureRandom();
        return (place, type, plain) -> {
            byte[] iv = new byte[BYTES];
            random.nextBytes(iv);
            return iv;
        };
    }

    /**
     * The same one for the same value at the same place of the same document, so that encrypting it again gives the
     * same bytes. It is the HMAC-SHA-256 of all that is encrypted and authenticated, under a key that is derived from
     * the data key.
     *
     * <p>Galois/Counter Mode breaks when one IV is used for two different messages under a key. Here that takes two
     * inputs with the same HMAC, which nobody can find and chance does not give: different values have different IVs,
     * as if these were random. A repeated IV stands for the very same message, whose ciphertext is the same then, too.
     * All that a reader without the key learns is that a value of a document is what it was before, which it is meant
     * to show; the document's name is in the HMAC, so that equal values of two documents look different.
     *
     * @param document what the document is called
     */
    static SopsIv derived(byte[] dataKey, String document) {
        byte[] key = hmac(dataKey, List.of(utf8("initialization vectors of a rendered release")));
        return (place, type, plain) -> hmac(key, List.of(utf8(document), utf8(place), utf8(type), plain));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Each part has its length before it, so that no two lists of parts are the same bytes. */
    private static byte[] hmac(byte[] key, List<byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            for (byte[] part : parts) {
                out.writeInt(part.length);
                out.write(part);
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes.toByteArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC with SHA-256", e);
        }
    }
}

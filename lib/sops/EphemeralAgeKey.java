//SOURCES AgeKeys.java

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** A key of age that is made for one use, and that is nowhere but in the memory of this process. */
final class EphemeralAgeKey {
    private final AgeKeys keys;
    private final String recipient;

    private EphemeralAgeKey(AgeKeys keys, String recipient) {
        this.keys = keys;
        this.recipient = recipient;
    }

    static EphemeralAgeKey create() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            AgeKeys keys = AgeKeys.of(List.of(text(pair.getPrivate().getEncoded())), "memory");
            return new EphemeralAgeKey(keys, text(pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has X25519", e);
        }
    }

    /** Whom others encrypt for, {@code age1…}. */
    String recipient() {
        return recipient;
    }

    /** What opens that. */
    AgeKeys keys() {
        return keys;
    }

    private static String text(byte[] encoded) {
        return new String(encoded, StandardCharsets.US_ASCII);
    }
}

//DEPS com.exceptionfactory.jagged:jagged-x25519:1.0.0
//SOURCES ../Failure.java

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody's private age keys, which open what is encrypted for one of them (https://age-encryption.org/v1). */
final class AgeKeys {
    private final List<RecipientStanzaReader> readers;
    private final String origin;
    private final Map<String, Optional<byte[]>> opened = new ConcurrentHashMap<>();

    /** @param origin where the keys come from, for messages */
    private AgeKeys(List<RecipientStanzaReader> readers, String origin) {
        this.readers = readers;
        this.origin = origin;
    }

    /** @param identities each {@code AGE-SECRET-KEY-1…} */
    static AgeKeys of(List<String> identities, String origin) {
        return new AgeKeys(identities.stream().map(identity -> reader(identity, origin)).toList(), origin);
    }

    String origin() {
        return origin;
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    /** What an armored age file holds; empty when it is for other keys, or broken. */
    Optional<byte[]> open(String armored) {
        return readers.isEmpty() ? Optional.empty() : opened.computeIfAbsent(armored, this::opening);
    }

    /** Encrypts for one recipient, {@code age1…}. */
    static String seal(byte[] content, String recipient) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WritableByteChannel channel = new ArmoredEncryptingChannelFactory()
                .newEncryptingChannel(Channels.newChannel(out), List.of(writer(recipient)))) {
            channel.write(ByteBuffer.wrap(content));
        } catch (GeneralSecurityException | IOException e) {
            throw new Failure("cannot encrypt for " + recipient + ": " + e.getMessage());
        }
        return out.toString(StandardCharsets.US_ASCII).strip() + "\n";
    }

    /** @throws Failure when it is no recipient that can be encrypted for without age's plugins */
    static void check(String recipient) {
        writer(recipient);
    }

    private Optional<byte[]> opening(String armored) {
        byte[] text = armored.strip().concat("\n").getBytes(StandardCharsets.UTF_8);
        try (ReadableByteChannel channel = new ArmoredDecryptingChannelFactory()
                .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(text)), readers)) {
            return Optional.of(Channels.newInputStream(channel).readAllBytes());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RecipientStanzaReader reader(String identity, String origin) {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new Failure("there is something in " + origin + " that is no age key",
                    "A key is a line that starts with AGE-SECRET-KEY-1; age-keygen makes one.");
        }
    }

    private static RecipientStanzaWriter writer(String recipient) {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new Failure(recipient + " is no age recipient: it starts with age1 and ends with a checksum",
                    "age-keygen -y prints the recipient of a key.");
        }
    }
}

//SOURCES ../Failure.java
//SOURCES SopsIv.java
//SOURCES SopsNode.java

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts single values as sops does: AES-256 in Galois/Counter Mode with an IV of 32 bytes, bound to where the value
 * stands, and written as {@code ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]}.
 */
final class SopsCipher {
    /** What every encrypted value begins with. */
    static final String START = "ENC[AES256_GCM,";
    private static final Pattern ENCRYPTED =
            Pattern.compile("ENC\\[AES256_GCM,data:([^,]*),iv:([^,]+),tag:([^,]+),type:([^,\\]]+)\\]");
    private static final String COMMENT = "comment";
    private static final int KEY_BYTES = 32;
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key;
    private final SopsIv ivs;

    /** @param dataKey 32 bytes */
    SopsCipher(byte[] dataKey) {
        this(dataKey, SopsIv.random());
    }

    /** @param dataKey 32 bytes */
    SopsCipher(byte[] dataKey, SopsIv ivs) {
        this.key = new SecretKeySpec(dataKey, "AES");
        this.ivs = ivs;
    }

    static byte[] newDataKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    static boolean isEncrypted(String text) {
        return text.startsWith("ENC[") && ENCRYPTED.matcher(text).matches();
    }

    static boolean isEncryptedComment(String text) {
        return text.startsWith("ENC[") && text.endsWith(",type:" + COMMENT + "]") && isEncrypted(text);
    }

    /** @param place what the value is bound to: the keys that lead to it, each with a colon */
    String encrypt(SopsNode value, String place) {
        boolean isComment = value instanceof SopsNode.Comment;
        byte[] plain = value instanceof SopsNode.Comment comment ? comment.text().getBytes(StandardCharsets.UTF_8)
                : ((SopsNode.Scalar) value).bytes();
        String type = isComment ? COMMENT : ((SopsNode.Scalar) value).kind().word;
        byte[] iv = ivs.of(place, type, plain);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, place).doFinal(plain);
            int end = sealed.length - TAG_BYTES;
            Base64.Encoder base64 = Base64.getEncoder();
            return START + "data:" + base64.encodeToString(Arrays.copyOf(sealed, end))
                    + ",iv:" + base64.encodeToString(iv)
                    + ",tag:" + base64.encodeToString(Arrays.copyOfRange(sealed, end, sealed.length))
                    + ",type:" + type + "]";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has AES in Galois/Counter Mode", e);
        }
    }

    /**
     * The scalar or comment that a text stands for.
     *
     * @return empty when the key is another one, or the text was changed or stood elsewhere when it was encrypted
     * @throws Failure when the text has not the form of an encrypted value
     */
    Optional<SopsNode> decrypt(String text, String place) {
        Matcher parts = ENCRYPTED.matcher(text);
        if (!parts.matches()) {
            throw new Failure("this is no value that sops has encrypted");
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] data = base64.decode(parts.group(1));
            byte[] tag = base64.decode(parts.group(3));
            byte[] iv = base64.decode(parts.group(2));
            if (tag.length != TAG_BYTES) {
                return Optional.empty();
            }
            byte[] sealed = Arrays.copyOf(data, data.length + tag.length);
            System.arraycopy(tag, 0, sealed, data.length, tag.length);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, iv, place).doFinal(sealed);
            return Optional.of(node(parts.group(4), plain));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new Failure("this is no value that sops has encrypted: its base64 is broken");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has AES in Galois/Counter Mode", e);
        }
    }

    private static SopsNode node(String type, byte[] plain) {
        if (type.equals(COMMENT)) {
            return new SopsNode.Comment(new String(plain, StandardCharsets.UTF_8), false);
        }
        return new SopsNode.Scalar(SopsNode.Kind.named(type).orElseThrow(
                () -> new Failure("this is a value of a type that is not known: " + type)), plain);
    }

    private Cipher cipher(int mode, byte[] iv, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

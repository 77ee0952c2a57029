//SOURCES ../Failure.java
//SOURCES ../sops/SopsCipher.java
//SOURCES ../sops/SopsFile.java

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in the parts that are encrypted by themselves: as a whole, or, in YAML such as a rendered release, document by
 * document.
 */
final class SecretDocuments {
    private static final Pattern START = Pattern.compile("(?m)^---[ \\t]*(#.*)?\\r?$\\n?");
    private static final Pattern METADATA = Pattern.compile("(?m)^sops:");
    private static final Pattern MAC = Pattern.compile("(?m)^[ \\t]+mac: *(ENC\\[.*)$");

    private final String name;
    private final SopsFormat format;
    private final List<Part> parts;

    private SecretDocuments(String name, SopsFormat format, List<Part> parts) {
        this.name = name;
        this.format = format;
        this.parts = parts;
    }

    /**
     * @param separator the line that the part starts with; empty when it starts without
     * @param mac tells which documents were encrypted together; empty when it is not encrypted
     */
    private record Part(String separator, byte[] content, String mac) {}

    static SecretDocuments read(String name, byte[] content) {
        SopsFormat format = SopsFormat.of(name);
        if (format != SopsFormat.YAML) {
            String text = new String(content, StandardCharsets.UTF_8);
            boolean mayBe = text.contains("sops") && text.contains("ENC[AES256_GCM");
            boolean encrypted = mayBe && SopsFile.read(name, format, content).isEncrypted();
            return new SecretDocuments(name, format, List.of(new Part("", content, encrypted ? "yes" : "")));
        }
        List<Part> parts = new ArrayList<>();
        for (Part document : documents(name, new String(content, StandardCharsets.UTF_8))) {
            Part before = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            boolean together = before != null && !document.mac.isEmpty() && before.mac.equals(document.mac);
            if (together) {
                String text = text(before) + document.separator + text(document);
                parts.set(parts.size() - 1, new Part(before.separator, utf8(text), document.mac));
            } else {
                parts.add(document);
            }
        }
        return new SecretDocuments(name, format, parts);
    }

    boolean isEncrypted() {
        return parts.stream().anyMatch(part -> !part.mac.isEmpty());
    }

    /** @throws Failure when nothing is encrypted, or nothing can decrypt it */
    SecretDocuments requireEncrypted() {
        if (isEncrypted()) {
            return this;
        }
        parts.forEach(part -> requireNoCiphertext(name, text(part)));
        throw new Failure(name + " is not encrypted", "Encrypt it: secrets.java encrypt " + name);
    }

    /**
     * Lets pass text that was never encrypted.
     *
     * @param name of a file in which sops notes nothing, or of a Secret
     */
    static void requireNoCiphertext(String name, String text) {
        if (text.contains(SopsCipher.START)) {
            throw new Failure(name + " holds encrypted values, and not what sops notes beside them: nothing can "
                    + "decrypt it", "Restore it from Git.");
        }
    }

    /** What is encrypted, each part by itself. */
    List<SopsFile> encrypted() {
        return parts.stream().filter(part -> !part.mac.isEmpty()).map(this::file).toList();
    }

    /** What is not encrypted. */
    List<SopsFile> plain() {
        return parts.stream().filter(part -> part.mac.isEmpty()).map(this::file).toList();
    }

    /** The file with other content in its encrypted parts. */
    byte[] replaceEncrypted(Function<SopsFile, byte[]> change) {
        return replace(part -> part.mac.isEmpty() ? part.content : change.apply(file(part)));
    }

    /** The file with other content in the documents that are not encrypted. */
    byte[] replacePlain(Function<SopsFile, byte[]> change) {
        return replace(part -> part.mac.isEmpty() ? change.apply(file(part)) : part.content);
    }

    private byte[] replace(Function<Part, byte[]> change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(part -> {
            out.writeBytes(utf8(part.separator));
            out.writeBytes(change.apply(part));
        });
        return out.toByteArray();
    }

    private SopsFile file(Part part) {
        return SopsFile.read(name, format, part.content);
    }

    /** Cut where documents start, so that what is between encrypted ones stays as it is. */
    private static List<Part> documents(String name, String text) {
        List<Part> documents = new ArrayList<>();
        Matcher separators = START.matcher(text);
        int from = 0;
        String separator = "";
        while (separators.find()) {
            if (separators.start() > from || !separator.isEmpty()) {
                documents.add(part(name, separator, text.substring(from, separators.start())));
            }
            separator = separators.group();
            from = separators.end();
        }
        documents.add(part(name, separator, text.substring(from)));
        return documents;
    }

    private static Part part(String name, String separator, String text) {
        Matcher mac = MAC.matcher(text);
        boolean usual = METADATA.matcher(text).find() && mac.find();
        boolean unusual = !usual && text.contains("ENC[AES256_GCM") && text.contains("sops");
        String found = usual ? mac.group(1)
                : unusual && SopsFile.yaml(name, text).isEncrypted() ? "of " + text.hashCode() : "";
        return new Part(separator, utf8(text), found);
    }

    private static String text(Part part) {
        return new String(part.content, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

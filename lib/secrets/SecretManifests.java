//SOURCES ../resource/Resource.java
//SOURCES ../resource/SecretData.java
//SOURCES ../sops/OpenedSopsFile.java
//SOURCES ../yaml/Yaml.java
//SOURCES KubernetesSecret.java
//SOURCES SecretWords.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encrypts the Secrets among manifests that came from encrypted values, and lets nothing else hold one of these. */
final class SecretManifests {
    private static final String ADVICE = "Have it in a Secret, and refer to that. If everybody may read it, keep it in "
            + "another values file;\nrender.java --plaintext-secrets writes all in plain text.";

    private final OpenedSopsFile values;
    private final SecretWords words;

    /** @param values whose readers are to read the Secrets */
    SecretManifests(OpenedSopsFile values, SecretWords words) {
        this.values = values;
        this.words = words;
    }

    /**
     * What a template gave, with its Secrets encrypted.
     *
     * @param source the template's path, for messages
     * @throws Failure when a value is anywhere else than in the data of a Secret
     */
    String encrypted(String source, String text) {
        List<Yaml.Document> documents = Yaml.read(source, text);
        if (documents.stream().noneMatch(SecretManifests::isPlainSecret)) {
            documents.forEach(document -> requireNone(document, document.content()));
            words.foundIn(text).ifPresent(word -> {
                throw new Failure(source + ": what it gives holds " + word + " in plain text", ADVICE);
            });
            return text;
        }
        List<String> written = new ArrayList<>();
        for (Yaml.Document document : documents) {
            if (isPlainSecret(document)) {
                written.add(encrypted(document));
            } else {
                requireNone(document, document.content());
                written.add(document.text());
            }
        }
        return String.join("---\n", written);
    }

    private String encrypted(Yaml.Document document) {
        ObjectNode rest = document.content().deepCopy();
        rest.remove(KubernetesSecret.VALUES);
        requireNone(document, rest);
        Resource secret = new Resource(document.place(), document.content());
        SopsFile plain = SopsFile.yaml(secret.title() + " (" + secret.place() + ")", Yaml.write(secret.content()));
        return new String(values.encryptAlike(plain, SopsScope.KUBERNETES_SECRET, secret.title()),
                StandardCharsets.UTF_8);
    }

    /** Whether it is a Secret with values that sops has not encrypted. */
    private static boolean isPlainSecret(Yaml.Document document) {
        JsonNode content = document.content();
        return SecretData.isSecret(content) && !content.path("sops").has("mac")
                && KubernetesSecret.VALUES.stream().anyMatch(field -> !content.path(field).isEmpty());
    }

    private void requireNone(Yaml.Document document, JsonNode content) {
        if (content.path("items").isArray()
                && document.items("items").stream().anyMatch(SecretManifests::isPlainSecret)) {
            throw new Failure(document.place() + ": there is a Secret in a list, where it cannot be encrypted",
                    "Make it a document of its own.");
        }
        Optional<String> found = words.foundIn(content);
        if (found.isPresent()) {
            String title = words.hidden(new Resource(document.place(), content).title());
            throw new Failure(document.place().file() + ": " + title + ": " + found.get() + " in plain text", ADVICE);
        }
    }
}

//SOURCES ../resource/Resource.java
//SOURCES ../resource/SecretData.java
//SOURCES KubernetesSecret.java
//SOURCES SecretDocuments.java
//SOURCES SecretVault.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decrypts the Secrets among manifests, in memory. Takes text as sops or {@code secrets.java} wrote it, and gives
 * resources without a trace of sops. Nothing else than a Secret can be encrypted: what all others hold is shown in
 * diffs, and recorded in annotations of the cluster.
 */
final class ManifestSecrets {
    private static final String TOGETHER = "---\n";

    private final Supplier<SecretVault> opening;

    /** @param opening is asked only when something is encrypted */
    ManifestSecrets(Supplier<SecretVault> opening) {
        this.opening = opening;
    }

    /**
     * The same resources, with plain Secrets in place of encrypted ones.
     *
     * @throws Failure when a key is missing, or when something was changed since it was encrypted
     */
    List<Resource> decrypted(List<Resource> resources) {
        resources.stream().filter(resource -> resource.sealed().isEmpty() && SecretData.isSecret(resource.content()))
                .forEach(ManifestSecrets::requireNoCiphertext);
        if (resources.stream().noneMatch(resource -> resource.sealed().isPresent())) {
            return resources;
        }
        SecretVault vault = opening.get();
        List<Resource> plain = new ArrayList<>();
        for (List<Resource> part : parts(resources)) {
            plain.addAll(part.get(0).sealed().isEmpty() ? part : opened(part, vault));
        }
        return plain;
    }

    /** Documents of a file that was encrypted as a whole have one checksum, and stay together. */
    private static List<List<Resource>> parts(List<Resource> resources) {
        List<List<Resource>> parts = new ArrayList<>();
        String last = "";
        for (Resource resource : resources) {
            String checksum = resource.sealed().isEmpty() ? "" : resource.content().at("/sops/mac").asText();
            if (checksum.isEmpty() || !checksum.equals(last)) {
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(resource);
            last = checksum;
        }
        return parts;
    }

    private static List<Resource> opened(List<Resource> part, SecretVault vault) {
        Yaml.Place place = part.get(0).place();
        String text = part.stream().map(Resource::sealed).flatMap(Optional::stream)
                .collect(Collectors.joining(TOGETHER));
        SopsFile file = SopsFile.yaml(part.get(0).title() + " (" + place + ")", text);
        List<Yaml.Document> documents = Yaml.read(place.toString(), new String(plain(file, vault),
                StandardCharsets.UTF_8));
        List<Resource> opened = Resource.of(documents, configuration -> { });
        opened.forEach(resource -> requireSecret(resource.content(), place));
        return opened.stream().map(resource -> new Resource(place, resource.content())).toList();
    }

    private static byte[] plain(SopsFile file, SecretVault vault) {
        try {
            return vault.plain(file);
        } catch (Failure e) {
            throw vault.opens(file) ? new Failure(e.getMessage(), e.advice() + "\nWhat is encrypted has to reach the "
                    + "cluster as it was written: no template and\nno post-render step may change it.") : e;
        }
    }

    private static void requireNoCiphertext(Resource secret) {
        KubernetesSecret.VALUES.forEach(field -> secret.content().path(field).forEach(value ->
                SecretDocuments.requireNoCiphertext(secret.place() + ": " + secret.title(), value.asText())));
    }

    private static void requireSecret(JsonNode resource, Yaml.Place place) {
        if (!SecretData.isSecret(resource)) {
            throw new Failure(place + ": " + resource.path("kind").asText("this") + " "
                    + resource.path("metadata").path("name").asText() + " is encrypted, but it is no Secret, so that "
                    + "diffs and the cluster would show\nwhat it holds",
                    "Put what is secret into a Secret, and encrypt that.");
        }
    }
}

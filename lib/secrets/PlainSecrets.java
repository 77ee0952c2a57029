//SOURCES ../sops/SopsConfig.java
//SOURCES ../yaml/Yaml.java
//SOURCES KubernetesSecret.java
//SOURCES SecretDocuments.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds secrets that are not encrypted: values of Kubernetes Secrets, what {@code .sops.yaml} names, private keys. */
final class PlainSecrets {
    /** The second part tells real keys from texts that speak of them. */
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----\\s+[A-Za-z0-9+/=:\\s-]{20}|AGE-SECRET-KEY-1[0-9A-Z]{58}");
    private static final Pattern ACTION = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
    private static final Pattern LINE_OF_ACTIONS = Pattern.compile("(?m)^[ \\t]*(\\{\\{.*\\}\\}[ \\t]*)+$");
    /** Stands for what Helm fills in. */
    private static final String FILLED_IN = "\uE000";
    private static final List<String> SETTINGS = List.of(SopsConfig.FILE, Settings.FILE);

    private final SopsConfig config;
    private final Path directory;

    /** @param directory that the paths of files start at */
    PlainSecrets(SopsConfig config, Path directory) {
        this.config = config;
        this.directory = directory;
    }

    /**
     * What is wrong with a file, a line each that starts with its path and holds no value.
     *
     * @param path from the directory
     */
    List<String> in(String path, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<String> findings = new ArrayList<>(privateKeys(path, text));
        boolean isManifest = SopsFormat.of(path) == SopsFormat.YAML || SopsFormat.of(path) == SopsFormat.JSON;
        if (isManifest && text.contains("Secret")) {
            findings.addAll(manifests(path, text));
        }
        Optional<SopsRule> rule = SETTINGS.contains(Path.of(path).getFileName().toString()) ? Optional.empty()
                : config.ruleFor(directory.resolve(path)).filter(SopsRule::namesFiles);
        if (findings.isEmpty() && rule.isPresent()) {
            findings.addAll(named(path, content, rule.get()));
        }
        return findings;
    }

    private static List<String> privateKeys(String path, String text) {
        Matcher key = PRIVATE_KEY.matcher(text);
        List<String> findings = new ArrayList<>();
        while (key.find()) {
            long line = text.substring(0, key.start()).lines().count() + (atLineStart(text, key.start()) ? 1 : 0);
            findings.add(new Yaml.Place(path, 0, (int) line) + ": there is a private key");
        }
        return findings;
    }

    private static boolean atLineStart(String text, int index) {
        return index == 0 || text.charAt(index - 1) == '\n';
    }

    private static List<String> manifests(String path, String text) {
        List<Yaml.Document> documents;
        try {
            String filled = LINE_OF_ACTIONS.matcher(text).replaceAll("");
            documents = Yaml.read(path, ACTION.matcher(filled).replaceAll(FILLED_IN));
        } catch (Failure noYaml) {
            return List.of();
        }
        return documents.stream().flatMap(document -> document.content().path("items").isArray()
                ? document.items("items").stream() : Stream.of(document))
                .flatMap(document -> secret(document).stream()).toList();
    }

    private static Optional<String> secret(Yaml.Document document) {
        JsonNode content = document.content();
        if (!content.path("kind").asText().equals("Secret") || !content.path("apiVersion").asText().equals("v1")) {
            return Optional.empty();
        }
        String name = content.path("metadata").path("name").asText().replace(FILLED_IN, "…");
        for (String field : KubernetesSecret.VALUES.stream().sorted().toList()) {
            for (var entry : content.path(field).properties()) {
                String value = entry.getValue().asText();
                if (!value.isEmpty() && !value.contains(FILLED_IN) && !SopsCipher.isEncrypted(value)) {
                    return Optional.of(document.place(List.of(field, entry.getKey())) + ": Secret "
                            + (name.isEmpty() ? "without a name" : name) + ": " + field + "." + entry.getKey()
                            + " is not encrypted");
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> named(String path, byte[] content, SopsRule rule) {
        try {
            SecretDocuments documents = SecretDocuments.read(path, content);
            for (SopsFile plain : documents.plain()) {
                Optional<String> place = plain.firstPlainValue(rule.scope().orElse(SopsScope.DEFAULT).test());
                if (place.isPresent()) {
                    return List.of(path + ": " + (plain.format() == SopsFormat.BINARY ? "it" : place.get())
                            + " is not encrypted, as " + rule.place() + " says it is");
                }
            }
            for (SopsFile sealed : documents.encrypted()) {
                Optional<String> place = sealed.firstPlainValue(sealed.metadata().scope());
                if (place.isPresent()) {
                    return List.of(path + ": " + place.get() + " is not encrypted, while the rest is");
                }
            }
            return List.of();
        } catch (Failure noFormat) {
            return List.of(path + ": it cannot be read as what " + rule.place() + " says is encrypted");
        }
    }
}

//SOURCES ../Failure.java
//SOURCES ../yaml/Yaml.java
//SOURCES SopsIndent.java
//SOURCES SopsRule.java
//SOURCES SopsScope.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The {@code .sops.yaml} of a project: who can decrypt which files (https://getsops.io/docs/#using-sopsyaml-conf). */
final class SopsConfig {
    static final String FILE = ".sops.yaml";
    private static final List<String> OTHER_KEYS = List.of("kms", "gcp_kms", "hckms", "azure_keyvault",
            "hc_vault_transit_uri", "pgp");

    private final Path directory;
    private final List<SopsRule> rules;
    private final SopsIndent indent;

    private SopsConfig(Path directory, List<SopsRule> rules, SopsIndent indent) {
        this.directory = directory;
        this.rules = rules;
        this.indent = indent;
    }

    /** The nearest one from a directory upwards, or the one that {@code SOPS_CONFIG} names; else one without rules. */
    static SopsConfig find(Path start) {
        String named = System.getenv("SOPS_CONFIG");
        if (named != null && !named.isEmpty()) {
            return read(Path.of(named));
        }
        for (Path at = real(start); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(FILE))) {
                return read(at.resolve(FILE));
            }
        }
        return new SopsConfig(real(start), List.of(), SopsIndent.DEFAULT);
    }

    SopsIndent indent() {
        return indent;
    }

    /** The first rule that is for a file; empty when there is none. */
    Optional<SopsRule> ruleFor(Path file) {
        Path path = file.toAbsolutePath().normalize();
        Path parent = real(path.getParent());
        String inDirectory = directory.relativize(parent.resolve(path.getFileName())).toString().replace('\\', '/');
        return rules.stream().filter(rule -> Pattern.compile(rule.pathRegex()).matcher(inDirectory).find()).findFirst();
    }

    /** @throws Failure when no rule is for the file */
    SopsRule requireRule(Path file) {
        return ruleFor(file).orElseThrow(() -> new Failure(rules.isEmpty()
                ? "there is no " + FILE + " that says who may read " + file
                : "no rule in " + directory.resolve(FILE) + " is for " + file,
                "Write one, with a recipient that age-keygen has printed:\n  creation_rules:\n"
                        + "  - path_regex: secret.*\\.yaml$\n    age: age1…"));
    }

    private static SopsConfig read(Path file) {
        List<Yaml.Document> documents = Yaml.read(file);
        if (documents.isEmpty()) {
            return new SopsConfig(real(file.toAbsolutePath().getParent()), List.of(), SopsIndent.DEFAULT);
        }
        Yaml.Document document = documents.get(0);
        List<SopsRule> rules = new ArrayList<>();
        for (int i = 0; i < document.content().path("creation_rules").size(); i++) {
            rules.add(rule(document.content().path("creation_rules").get(i),
                    document.place(List.of("creation_rules", i)).toString()));
        }
        JsonNode stores = document.content().path("stores");
        SopsIndent indent = new SopsIndent(stores.path("yaml").path("indent").asInt(SopsIndent.DEFAULT.yaml()),
                stores.path("json").has("indent") ? " ".repeat(stores.path("json").path("indent").asInt())
                        : SopsIndent.DEFAULT.json());
        return new SopsConfig(real(file.toAbsolutePath().getParent()), rules, indent);
    }

    private static SopsRule rule(JsonNode rule, String place) {
        List<String> recipients = new ArrayList<>(texts(rule.path("age")));
        List<String> others = new ArrayList<>(
                OTHER_KEYS.stream().filter(key -> !texts(rule.path(key)).isEmpty()).toList());
        JsonNode groups = rule.path("key_groups");
        if (groups.size() > 1) {
            others.add("key groups");
        } else if (groups.size() == 1) {
            recipients.addAll(texts(groups.get(0).path("age")));
            groups.get(0).fieldNames().forEachRemaining(key -> {
                if (!key.equals("age") && !groups.get(0).get(key).isEmpty()) {
                    others.add(key);
                }
            });
        }
        String path = rule.path("path_regex").asText();
        try {
            Pattern.compile(path);
        } catch (PatternSyntaxException e) {
            throw new Failure(place + ": path_regex is no regular expression: " + path);
        }
        return new SopsRule(place, path, recipients, others, scope(rule, place),
                rule.path("mac_only_encrypted").asBoolean());
    }

    private static Optional<SopsScope> scope(JsonNode rule, String place) {
        List<String> named = SopsScope.RULES.stream().filter(name -> !rule.path(name).asText().isEmpty()).toList();
        if (named.size() > 1) {
            throw new Failure(place + ": the rule has both " + named.get(0) + " and " + named.get(1),
                    "Keep one of them.");
        }
        try {
            return named.stream().findFirst().map(name -> new SopsScope(name, rule.path(name).asText()));
        } catch (Failure e) {
            throw new Failure(place + ": " + e.getMessage());
        }
    }

    /** A list, or a text with commas. */
    private static List<String> texts(JsonNode value) {
        Stream<String> all = value.isArray() ? Stream.iterate(0, i -> i < value.size(), i -> i + 1)
                .map(i -> value.get(i).asText()) : Stream.of(value.asText().split(","));
        return all.map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private static Path real(Path directory) {
        try {
            return directory.toAbsolutePath().toRealPath();
        } catch (IOException e) {
            return directory.toAbsolutePath().normalize();
        }
    }
}

//SOURCES ../Failure.java
//SOURCES ../yaml/Yaml.java
//SOURCES SopsIndent.java
//SOURCES SopsKeyKind.java
//SOURCES SopsMetadata.java
//SOURCES SopsRule.java
//SOURCES SopsScope.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The {@code .sops.yaml} of a project: who can decrypt which files (https://getsops.io/docs/#using-sopsyaml-conf). */
final class SopsConfig {
    static final String FILE = ".sops.yaml";

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
        String path = rule.path("path_regex").asText();
        try {
            Pattern.compile(path);
        } catch (PatternSyntaxException e) {
            throw new Failure(place + ": path_regex is no regular expression: " + path);
        }
        JsonNode groups = rule.path("key_groups");
        boolean isSplit = groups.size() > 1;
        JsonNode keys = groups.size() == 1 ? groups.get(0) : rule;
        return new SopsRule(place, path, isSplit ? List.of() : recipients(keys).toList(),
                isSplit ? List.of(together(rule, groups)) : otherReaders(keys).toList(), scope(rule, place),
                rule.path("mac_only_encrypted").asBoolean());
    }

    private static String together(JsonNode rule, JsonNode groups) {
        String threshold = rule.path("shamir_threshold").asText(Integer.toString(groups.size()));
        return SopsMetadata.together(threshold, items(groups).map(group -> Stream.concat(recipients(group),
                otherReaders(group)).collect(Collectors.toCollection(TreeSet::new))));
    }

    /** @param keys a rule, or a group of keys, which may be made of others */
    private static Stream<String> recipients(JsonNode keys) {
        return Stream.concat(texts(keys.path("age")).stream(),
                items(keys.path("merge")).flatMap(SopsConfig::recipients)).distinct();
    }

    private static Stream<String> otherReaders(JsonNode keys) {
        Stream<String> own = Stream.of(SopsKeyKind.values()).flatMap(kind -> kind.inRules.stream().map(keys::path)
                .flatMap(value -> value.isArray() && value.path(0).isObject()
                        ? items(value).map(key -> kind.readerOfRule(field -> key.path(field).asText()))
                        : texts(value).stream().map(kind::readerOfText)));
        return Stream.concat(own, items(keys.path("merge")).flatMap(SopsConfig::otherReaders)).distinct();
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
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
        Stream<String> all = value.isArray() ? items(value).map(JsonNode::asText)
                : Stream.of(value.asText().split(","));
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

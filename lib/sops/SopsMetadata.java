//SOURCES ../Failure.java
//SOURCES AgeKeys.java
//SOURCES SopsNode.java
//SOURCES SopsScope.java

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What sops keeps under the key {@code sops} of an encrypted file.
 *
 * @param content as it stands there, with what only sops itself understands
 */
record SopsMetadata(SopsNode.Mapping content) {
    static final String KEY = "sops";
    /** Whose files ours are like. */
    static final String VERSION = "3.13.3";
    private static final String LAST_MODIFIED = "lastmodified";
    private static final List<String> OTHER_KEYS = List.of("kms", "gcp_kms", "hckms", "azure_kv", "hc_vault", "pgp");
    private static final Set<String> NAMING_A_KEY = Set.of("arn", "role", "resource_id", "key_id", "vault_url", "name",
            "vault_address", "engine_path", "key_name", "fp");

    /**
     * A copy of the data key.
     *
     * @param recipient whose key opens it
     * @param sealed the data key as an armored age file
     */
    record Copy(String recipient, String sealed) {}

    /** The metadata of a document; empty when it is not encrypted. */
    static Optional<SopsMetadata> of(SopsNode.Mapping document) {
        return document.get(KEY).filter(SopsNode.Mapping.class::isInstance).map(SopsNode.Mapping.class::cast)
                .filter(metadata -> metadata.get("mac").isPresent() || metadata.get(LAST_MODIFIED).isPresent()
                        || metadata.get("age").isPresent())
                .map(SopsMetadata::new);
    }

    /** New metadata without a MAC. */
    static SopsMetadata create(byte[] dataKey, List<String> recipients, Optional<SopsScope> scope,
            boolean macOnlyEncrypted) {
        List<SopsNode.Entry> entries = new ArrayList<>();
        entries.add(new SopsNode.Entry("age", copies(dataKey, recipients)));
        scope.ifPresent(rule -> entries.add(new SopsNode.Entry(rule.rule(), SopsNode.Scalar.string(rule.value()))));
        if (macOnlyEncrypted) {
            entries.add(new SopsNode.Entry("mac_only_encrypted", SopsNode.Scalar.of(SopsNode.Kind.BOOLEAN, "True")));
        }
        return new SopsMetadata(new SopsNode.Mapping(entries));
    }

    List<Copy> copies() {
        if (!(content.get("age").orElse(null) instanceof SopsNode.Sequence list)) {
            return List.of();
        }
        return list.items().stream().filter(SopsNode.Mapping.class::isInstance).map(SopsNode.Mapping.class::cast)
                .map(copy -> new Copy(copy.text("recipient").orElse(""), copy.text("enc").orElse(""))).toList();
    }

    List<String> recipients() {
        return copies().stream().map(Copy::recipient).toList();
    }

    /** Names of what else than age has copies of the data key. */
    List<String> otherKeys() {
        List<String> others = new ArrayList<>(OTHER_KEYS.stream().filter(this::hasItems).toList());
        if (hasItems("key_groups") || content.get("shamir_threshold").isPresent()) {
            others.add("key groups");
        }
        return others;
    }

    /** All who can read it alone: recipients of age, and whatever names the keys of other kinds. */
    Set<String> readers() {
        Set<String> readers = new TreeSet<>(recipients());
        for (String kind : OTHER_KEYS) {
            if (content.get(kind).orElse(null) instanceof SopsNode.Sequence list) {
                list.items().stream().filter(SopsNode.Mapping.class::isInstance).map(SopsNode.Mapping.class::cast)
                        .forEach(copy -> readers.add(kind + " " + copy.keys().stream().filter(NAMING_A_KEY::contains)
                                .map(key -> copy.text(key).orElse("")).collect(Collectors.joining(" "))));
            }
        }
        return readers;
    }

    boolean needsSeveralKeys() {
        return hasItems("key_groups") || content.get("shamir_threshold").isPresent();
    }

    SopsScope.Test scope() {
        return SopsScope.in(content).map(SopsScope::test).orElse(SopsScope.Test.ALL);
    }

    boolean macOnlyEncrypted() {
        return content.text("mac_only_encrypted").filter("true"::equalsIgnoreCase).isPresent();
    }

    Optional<String> lastModified() {
        return content.text(LAST_MODIFIED);
    }

    Optional<String> mac() {
        return content.text("mac");
    }

    String version() {
        return content.text("version").orElse("");
    }

    /** The same for other recipients, with a copy of the data key for each. */
    SopsMetadata withRecipients(byte[] dataKey, List<String> recipients) {
        return with("age", copies(dataKey, recipients));
    }

    /** The same copies of the data key for a document of which other values are encrypted. */
    SopsMetadata scoped(SopsScope scope) {
        List<SopsNode.Entry> entries = new ArrayList<>(content.entries());
        entries.removeIf(entry -> SopsScope.RULES.contains(entry.key()));
        return new SopsMetadata(new SopsNode.Mapping(entries)).with(scope.rule(), SopsNode.Scalar.string(scope.value()));
    }

    /** The same with another time and the MAC that belongs to it. */
    SopsMetadata sealed(String lastModified, String mac) {
        return with(LAST_MODIFIED, SopsNode.Scalar.string(lastModified)).with("mac", SopsNode.Scalar.string(mac))
                .with("version", SopsNode.Scalar.string(VERSION));
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private SopsMetadata with(String key, SopsNode value) {
        List<SopsNode.Entry> entries = new ArrayList<>(content.entries());
        entries.removeIf(entry -> key.equals(entry.key()));
        entries.add(new SopsNode.Entry(key, value));
        entries.removeIf(entry -> entry.key() == null);
        entries.sort(Comparator.comparing(SopsNode.Entry::key));
        return new SopsMetadata(new SopsNode.Mapping(entries));
    }

    private static SopsNode.Sequence copies(byte[] dataKey, List<String> recipients) {
        List<SopsNode> copies = new ArrayList<>();
        recipients.stream().distinct().forEach(recipient -> copies.add(new SopsNode.Mapping(List.of(
                new SopsNode.Entry("enc", SopsNode.Scalar.string(AgeKeys.seal(dataKey, recipient))),
                new SopsNode.Entry("recipient", SopsNode.Scalar.string(recipient))))));
        return new SopsNode.Sequence(copies);
    }

    private boolean hasItems(String key) {
        return content.get(key).orElse(null) instanceof SopsNode.Sequence list && !list.items().isEmpty();
    }
}

//SOURCES ../Failure.java
//SOURCES AgeKeys.java
//SOURCES SopsKeyKind.java
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
import java.util.stream.Stream;

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
    private static final String AGE = "age";
    private static final String KEY_GROUPS = "key_groups";
    private static final String THRESHOLD = "shamir_threshold";

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
                        || metadata.get(AGE).isPresent())
                .map(SopsMetadata::new);
    }

    /** New metadata without a MAC. */
    static SopsMetadata create(byte[] dataKey, List<String> recipients, Optional<SopsScope> scope,
            boolean macOnlyEncrypted) {
        List<SopsNode.Entry> entries = new ArrayList<>();
        entries.add(new SopsNode.Entry(AGE, copies(dataKey, recipients)));
        scope.ifPresent(rule -> entries.add(new SopsNode.Entry(rule.rule(), SopsNode.Scalar.string(rule.value()))));
        if (macOnlyEncrypted) {
            entries.add(new SopsNode.Entry("mac_only_encrypted", SopsNode.Scalar.of(SopsNode.Kind.BOOLEAN, "True")));
        }
        return new SopsMetadata(new SopsNode.Mapping(entries));
    }

    List<Copy> copies() {
        return mappings(content, AGE).stream()
                .map(copy -> new Copy(copy.text("recipient").orElse(""), copy.text("enc").orElse(""))).toList();
    }

    List<String> recipients() {
        return copies().stream().map(Copy::recipient).toList();
    }

    /** Whether it takes the real sops to open all copies of the data key. */
    boolean hasOtherKeys() {
        return needsSeveralKeys() || Stream.of(SopsKeyKind.values()).anyMatch(kind -> hasItems(kind.inFiles));
    }

    /**
     * All who can read it: recipients of age, whatever names the keys of other kinds, and one for groups of keys, which
     * only together can.
     */
    Set<String> readers() {
        Set<String> readers = readersOf(content);
        List<SopsNode.Mapping> groups = mappings(content, KEY_GROUPS);
        if (!groups.isEmpty()) {
            readers.add(together(content.text(THRESHOLD).orElse(Integer.toString(groups.size())),
                    groups.stream().map(SopsMetadata::readersOf)));
        }
        return readers;
    }

    /**
     * A name for readers who can read something only together.
     *
     * @param threshold how many groups it takes
     */
    static String together(String threshold, Stream<Set<String>> groups) {
        return threshold + " of " + groups.map(group -> "(" + String.join(", ", group) + ")").sorted()
                .collect(Collectors.joining(", "));
    }

    private static Set<String> readersOf(SopsNode.Mapping group) {
        Set<String> readers = new TreeSet<>();
        mappings(group, AGE).forEach(copy -> copy.text("recipient").ifPresent(readers::add));
        for (SopsKeyKind kind : SopsKeyKind.values()) {
            mappings(group, kind.inFiles).forEach(copy ->
                    readers.add(kind.reader(field -> copy.text(field).orElse(""))));
        }
        return readers;
    }

    boolean needsSeveralKeys() {
        return hasItems(KEY_GROUPS);
    }

    /** What opens the data key, and nothing else: it is the same where the data key is. */
    SopsNode.Mapping keys() {
        Set<String> kinds = Stream.concat(Stream.of(AGE, KEY_GROUPS),
                Stream.of(SopsKeyKind.values()).map(kind -> kind.inFiles)).collect(Collectors.toSet());
        return new SopsNode.Mapping(
                content.entries().stream().filter(entry -> kinds.contains(entry.key())).toList());
    }

    SopsScope.Test scope() {
        return SopsScope.in(content).map(SopsScope::test).orElse(SopsScope.Test.ALL);
    }

    /** Whether the same readers can read the same values of another file. */
    boolean isLike(SopsMetadata other) {
        return readers().equals(other.readers()) && SopsScope.in(content).equals(SopsScope.in(other.content))
                && macOnlyEncrypted() == other.macOnlyEncrypted();
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

    /** The same copies of the data key for a document of which other values are encrypted. */
    SopsMetadata scoped(SopsScope scope) {
        List<SopsNode.Entry> entries = new ArrayList<>(content.entries());
        entries.removeIf(entry -> SopsScope.RULES.contains(entry.key()));
        return new SopsMetadata(new SopsNode.Mapping(entries))
                .with(scope.rule(), SopsNode.Scalar.string(scope.value()));
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

    private static List<SopsNode.Mapping> mappings(SopsNode.Mapping parent, String key) {
        return parent.get(key).orElse(null) instanceof SopsNode.Sequence list
                ? list.items().stream().filter(SopsNode.Mapping.class::isInstance).map(SopsNode.Mapping.class::cast)
                        .toList()
                : List.of();
    }

    private boolean hasItems(String key) {
        return content.get(key).orElse(null) instanceof SopsNode.Sequence list && !list.items().isEmpty();
    }
}

//SOURCES ../io/FileTree.java
//SOURCES HelmInputs.java
//SOURCES Shard.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The digest of all that a shard is rendered from. */
final class ShardKey {
    /** Changes when the same inputs may give another output, or the cache's files another form. */
    private static final String VERSION = "2";
    private static final List<String> FILES =
            List.of(".helmignore", "values.schema.json", "requirements.yaml", "requirements.lock");

    private final HelmInputs inputs;
    private final ShardUnit umbrella;
    private final MessageDigest common;

    /**
     * Takes in what all shards have in common.
     *
     * @param helm its version
     * @param release the release's name
     * @param umbrella the umbrella without the charts in it
     * @param project the directory that paths in options start from
     */
    ShardKey(String helm, String release, HelmInputs inputs, ShardUnit umbrella, Path project) throws IOException {
        this.inputs = inputs;
        this.umbrella = umbrella;
        this.common = FileTree.sha256();
        add(common, List.of(VERSION, helm, release, umbrella.chart()));
        add(common, inputs.options());
        for (Path text : inputs.textFiles(project)) {
            add(common, List.of(FileTree.sha256(text)));
        }
        for (String file : FILES) {
            Path path = umbrella.path().resolve(file);
            add(common, List.of(Files.exists(path) ? FileTree.sha256(path) : ""));
        }
    }

    /**
     * The digest.
     *
     * @param chart the {@code Chart.yaml} that the shard's umbrella has
     * @return nothing for what must not be kept, or would not be the same a second time: shards that values reach which
     *     are secret (what brings decrypted values has to see to it that {@link HelmInputs.Values#isSecret} knows), and
     *     those with functions that depend on time or chance
     */
    Optional<String> of(Shard shard, String chart) throws IOException {
        boolean isSecret = inputs.hasSecretOptions() || inputs.files().stream().anyMatch(values -> values.isSecret()
                && (shard.keys() == null || shard.keys().stream().anyMatch(values.content()::has)));
        if (isSecret || shard.scan().does(TemplateScan.Trait.CHANGES)) {
            return Optional.empty();
        }
        try {
            MessageDigest digest = (MessageDigest) common.clone();
            add(digest, List.of(chart, shard.hasUmbrella() ? umbrella.digest() : ""));
            for (HelmInputs.Values values : inputs.files()) {
                add(digest, shard.keys() == null ? List.of(values.content().toString())
                        : shard.keys().stream().map(key -> key + values.content().path(key)).toList());
            }
            shard.units().forEach(unit -> add(digest, List.of("all of " + unit.entry(), unit.digest())));
            shard.values().forEach(unit -> add(digest, List.of("values of " + unit.entry(), unit.digestOfValues())));
            shard.templates().stream().map(template -> "template " + template.unit() + "/" + template.path() + ": "
                    + template.sha256()).sorted().forEach(template -> add(digest, List.of(template)));
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every SHA-256 can be copied", e);
        }
    }

    /** Whether what a shard was rendered to may be kept. */
    boolean mayKeep(Collection<byte[]> manifests) {
        return manifests.stream().noneMatch(
                manifest -> inputs.mayBeSecret(new String(manifest, StandardCharsets.UTF_8)));
    }

    private static void add(MessageDigest digest, Collection<String> parts) {
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        digest.update((byte) ';');
    }
}

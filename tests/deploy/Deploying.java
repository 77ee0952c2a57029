//SOURCES ../../lib/deploy/ChangeSet.java
//SOURCES ../../lib/resource/DefaultRules.java
//SOURCES Samples.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds changes for manifests, and makes live objects of them as a server does that encodes Secrets and else
 * adds nothing. */
record Deploying(KappConfig config, Ownership.TakeOver takeOver, Instant now) {
    static final String APP = "1";

    static Deploying plain() {
        return new Deploying(DefaultRules.config(), Ownership.TakeOver.UNOWNED, Instant.parse("2026-11-24T12:00:00Z"));
    }

    static Deploying with(String config) {
        return new Deploying(DefaultRules.with(Yaml.read("config.yml", config)), Ownership.TakeOver.UNOWNED,
                plain().now);
    }

    Deploying taking(Ownership.TakeOver from) {
        return new Deploying(config, from, now);
    }

    Deploying at(String time) {
        return new Deploying(config, takeOver, Instant.parse(time));
    }

    List<Change> changes(String manifests, List<JsonNode> live) {
        return changes(manifests, live, List.of());
    }

    List<Change> changes(String manifests, List<JsonNode> live, List<JsonNode> others) {
        List<JsonNode> wanted = Yaml.read("test", manifests).stream().map(Yaml.Document::content).toList();
        return changeSet().changes(wanted, live, others);
    }

    ChangeSet changeSet() {
        Map<String, String> names = Map.of("2", "'other' namespace: shop");
        return new ChangeSet(config, new Ownership(APP, label -> Optional.ofNullable(names.get(label)), takeOver), now);
    }

    /** What the cluster has after a first deploy. */
    List<JsonNode> live(String manifests) {
        return live(manifests, List.of());
    }

    /** What the cluster has after a deploy when it had some objects before. */
    List<JsonNode> live(String manifests, List<JsonNode> before) {
        List<JsonNode> live = new ArrayList<>(before);
        for (Change change : changes(manifests, before)) {
            if (change.operation() != Change.Operation.NOOP) {
                live.removeIf(object -> ResourceKey.of(object).equals(change.key()));
                change.wanted().map(this::written).ifPresent(live::add);
            }
        }
        return live;
    }

    private JsonNode written(JsonNode wanted) {
        ObjectNode object = SecretData.encoded(wanted).deepCopy();
        object.withObjectProperty("metadata").put("uid", "u").put("creationTimestamp", now.toString());
        new LastApplied(config).correction(object).ifPresent(checksum ->
                object.withObjectProperty("metadata").withObjectProperty("annotations")
                        .put(KappKeys.ORIGINAL_DIFF, checksum));
        return object;
    }

    /** Changes in short, a line each, unchanged resources left out. */
    static String told(List<Change> changes) {
        StringBuilder told = new StringBuilder();
        for (Change change : changes) {
            boolean isUnchanged = change.operation() == Change.Operation.NOOP
                    && change.waitFor() == Change.WaitFor.RECONCILE;
            if (!isUnchanged) {
                told.append(change.operation()).append(' ').append(change.strategy()).append(' ')
                        .append(change.waitFor()).append(' ').append(change.key()).append('\n');
            }
        }
        return told.toString();
    }
}

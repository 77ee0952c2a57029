//SOURCES ../diff/Comparison.java
//SOURCES ../diff/LastApplied.java
//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES AppLabels.java
//SOURCES Change.java
//SOURCES Ownership.java
//SOURCES Renewal.java
//SOURCES VersionedResources.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds what is to be done so that the cluster has what is wanted.
 *
 * @param now when the deploy started
 */
record ChangeSet(KappConfig config, Ownership ownership, Instant now) {
    /** Only controllers write it. */
    private static final String STATUS = "status";

    /**
     * A change for every wanted resource, unchanged ones included, in their order, then one for each that goes.
     *
     * @param wanted as Git has them, with namespaces, each once
     * @param live all objects with the label of the application
     * @param others objects without it that have the kind and name of a wanted one
     * @throws Failure naming the owners of resources that are not the application's
     */
    List<Change> changes(List<JsonNode> wanted, List<JsonNode> live, List<JsonNode> others) {
        AppLabels labels = new AppLabels(ownership.app(), config);
        List<ObjectNode> labelled = wanted.stream().map(LastApplied::without).map(labels::label)
                .map(resource -> Renewal.nonced(resource.without(STATUS), now)).toList();
        Map<ResourceKey, JsonNode> all = byKey(live, others);
        VersionedResources versions = VersionedResources.of(labelled, identified(live), config);
        List<ObjectNode> named = versions.wanted();
        ownership.check(named.stream().filter(resource -> !isLeftAlone(resource))
                .map(resource -> all.get(ResourceKey.of(resource))).filter(Objects::nonNull).toList());
        List<Change> changes = new ArrayList<>(named.parallelStream()
                .map(resource -> wanted(resource, Optional.ofNullable(all.get(ResourceKey.of(resource))))).toList());
        Map<ResourceKey, JsonNode> gone = byKey(identified(live), List.of());
        named.forEach(resource -> gone.remove(ResourceKey.of(resource)));
        versions.kept().forEach(gone::remove);
        gone.values().stream().sorted(Comparator.comparing(ResourceKey::of)).map(ChangeSet::gone).forEach(changes::add);
        return changes;
    }

    /** Deletes for all objects of an application. */
    List<Change> deletion(List<JsonNode> live) {
        return changes(List.of(), live, List.of());
    }

    /**
     * The change for what is live by now.
     *
     * @param approved what people have seen
     * @return nothing to do when it is done; empty when it would do something else than that
     */
    Optional<Change> again(Change approved, Optional<JsonNode> live) {
        if (live.isEmpty() || approved.wanted().isEmpty()) {
            return Optional.empty();
        }
        Comparison comparison = new Comparison(config);
        ObjectNode wanted = LastApplied.wanted(approved.wanted().get());
        if (comparison.isSame(live.get(), wanted)) {
            return Optional.of(change(wanted, Change.Operation.NOOP, approved.strategy(), approved.waitFor(), live));
        }
        boolean isTheSame = approved.live().isEmpty()
                || comparison.effect(approved.live().get(), wanted).equals(comparison.effect(live.get(), wanted));
        return Optional.of(new LastApplied(config).record(comparison.sent(live.get(), wanted), wanted))
                .filter(sent -> isTheSame)
                .map(sent -> change(sent, approved.operation(), approved.strategy(), approved.waitFor(), live));
    }

    private Change wanted(ObjectNode resource, Optional<JsonNode> live) {
        Change.WaitFor waitFor = waitFor(resource, Change.WaitFor.RECONCILE);
        if (KappKeys.has(resource, "noop")) {
            return change(resource, Change.Operation.NOOP, Change.Strategy.PLAIN, Change.WaitFor.NOTHING, live);
        }
        if (KappKeys.has(resource, "exists")) {
            Change.Operation operation = live.isPresent() ? Change.Operation.NOOP : Change.Operation.EXISTS;
            return change(resource, operation, Change.Strategy.PLAIN, waitFor, live);
        }
        LastApplied lastApplied = new LastApplied(config);
        if (live.isEmpty()) {
            return change(lastApplied.record(resource, resource), Change.Operation.CREATE,
                    strategy(resource, "create-strategy"), waitFor, live);
        }
        Comparison comparison = new Comparison(config);
        ObjectNode renewed = Renewal.renewed(resource, live.get(), now);
        if (comparison.isSame(live.get(), renewed)) {
            return change(renewed, Change.Operation.NOOP, Change.Strategy.PLAIN, waitFor, live);
        }
        return change(lastApplied.record(comparison.sent(live.get(), renewed), renewed), Change.Operation.UPDATE,
                strategy(resource, "update-strategy"), waitFor, live);
    }

    /** What others own goes with its owner, and the namespaces of the cluster never go. */
    private static Change gone(JsonNode live) {
        ResourceKey key = ResourceKey.of(live);
        boolean isOwned = !live.path("metadata").path("ownerReferences").isEmpty()
                && !KappKeys.has(live, "owned-for-deletion");
        boolean stays = key.kind().equals("Namespace") && key.group().isEmpty()
                && (key.name().equals("default") || key.name().startsWith("kube-"));
        Change.Strategy strategy = stays ? Change.Strategy.ORPHAN : strategy(live, "delete-strategy");
        Change.WaitFor waitFor = strategy == Change.Strategy.ORPHAN ? Change.WaitFor.NOTHING
                : waitFor(live, Change.WaitFor.DELETE);
        return new Change(key, isOwned ? Change.Operation.NOOP : Change.Operation.DELETE, strategy, waitFor,
                Optional.of(live), Optional.empty());
    }

    private static Change change(ObjectNode resource, Change.Operation operation, Change.Strategy strategy,
            Change.WaitFor waitFor, Optional<JsonNode> live) {
        return new Change(ResourceKey.of(resource), operation, strategy, waitFor, live, Optional.of(resource));
    }

    private static Change.WaitFor waitFor(JsonNode resource, Change.WaitFor usual) {
        return KappKeys.has(resource, "disable-wait") ? Change.WaitFor.NOTHING : usual;
    }

    private static Change.Strategy strategy(JsonNode resource, String annotation) {
        return KappKeys.annotation(resource, annotation).filter(name -> !name.isEmpty())
                .map(name -> Change.Strategy.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(Change.Strategy.PLAIN);
    }

    private static boolean isLeftAlone(JsonNode resource) {
        return KappKeys.has(resource, "noop") || KappKeys.has(resource, "exists");
    }

    /** Copies that controllers make of objects have their labels, but no identity of their own. */
    private static List<JsonNode> identified(List<JsonNode> live) {
        return live.stream().filter(LastApplied::hasIdentity).toList();
    }

    private static Map<ResourceKey, JsonNode> byKey(List<JsonNode> live, List<JsonNode> others) {
        Map<ResourceKey, JsonNode> byKey = new LinkedHashMap<>();
        others.forEach(resource -> byKey.put(ResourceKey.of(resource), resource));
        live.forEach(resource -> byKey.put(ResourceKey.of(resource), resource));
        return byKey;
    }
}

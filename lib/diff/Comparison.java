//SOURCES ../resource/EmptyValues.java
//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/Quantities.java
//SOURCES ../resource/SecretData.java
//SOURCES ../yaml/FieldPath.java
//SOURCES ../yaml/SameValue.java
//SOURCES FieldOwners.java
//SOURCES LastApplied.java
//SOURCES LiveComparison.java
//SOURCES LiveDifference.java
//SOURCES Rebase.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Compares wanted resources, with the labels of their application, with live ones. */
record Comparison(KappConfig config) {

    /**
     * Whether there is nothing to do: as long as nobody else has written to the live object, when what is wanted is
     * what was applied last; otherwise when the live object says what is wanted.
     */
    boolean isSame(JsonNode live, JsonNode wanted) {
        Optional<JsonNode> applied = new LastApplied(config).of(live);
        return applied.isPresent() ? isSame(live, applied.get(), wanted)
                : LiveComparison.isSame(live, sent(live, wanted), LastApplied.recorded(live));
    }

    private boolean isSame(JsonNode live, JsonNode applied, JsonNode wanted) {
        Rebase rebase = new Rebase(config);
        return same(applied, wanted, List.of())
                || same(rebase.onto(live, applied), rebase.onto(live, wanted), List.of());
    }

    /** The paths of the fields, in the live object, that are not as wanted. */
    List<List<Object>> differences(JsonNode live, JsonNode wanted) {
        return LiveComparison.differences(live, sent(live, wanted), LastApplied.recorded(live));
    }

    /**
     * What is written over a live object: what is wanted, with what the rebase rules keep of it and what controllers
     * have added to it.
     */
    ObjectNode sent(JsonNode live, JsonNode wanted) {
        ObjectNode sent = new Rebase(config).onto(live, wanted);
        if (LastApplied.hasIdentity(live)) {
            FieldOwners.of(live).keep(sent);
        }
        return sent;
    }

    /** What writing to a live object does to it: the same text for the same effect. */
    String effect(JsonNode live, JsonNode wanted) {
        return LiveDifference.steps(withoutCounters(live), withoutCounters(sent(live, wanted)));
    }

    /** Without what servers count, controllers report, and this program records. */
    private static ObjectNode withoutCounters(JsonNode object) {
        ObjectNode copy = LastApplied.without(object);
        copy.remove("status");
        ObjectNode metadata = copy.withObjectProperty("metadata");
        metadata.remove(List.of("resourceVersion", "generation", "managedFields"));
        if (metadata.path("annotations").isEmpty()) {
            metadata.remove("annotations");
        }
        return copy;
    }

    /** What a change of a live object is shown against: what was applied last, or the object itself. */
    ObjectNode before(JsonNode live) {
        return new LastApplied(config).of(live).map(applied -> new Rebase(config).onto(live, applied))
                .map(LastApplied::without).orElseGet(() -> LastApplied.without(live));
    }

    private static boolean same(JsonNode a, JsonNode b, List<Object> path) {
        if (EmptyValues.isEmpty(a) && EmptyValues.isEmpty(b)) {
            return EmptyValues.same(a, b, path);
        }
        if (a.isObject() && b.isObject()) {
            TreeSet<String> keys = new TreeSet<>();
            a.fieldNames().forEachRemaining(keys::add);
            b.fieldNames().forEachRemaining(keys::add);
            return keys.stream().allMatch(key -> same(a.path(key), b.path(key), FieldPath.append(path, key)));
        }
        if (a.isArray() && b.isArray()) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = same(a.get(i), b.get(i), FieldPath.append(path, i));
            }
            return same;
        }
        return SameValue.equal(a, b) || Quantities.standAt(path) && Quantities.equal(a, b);
    }
}

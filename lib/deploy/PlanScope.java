//SOURCES Change.java
//SOURCES NamedVersion.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the changes that are needed a deploy or delete makes.
 *
 * @param resources those that it keeps to; wanted ones are as old as what the cluster has of them
 * @param changes those that it keeps to
 * @param pruning whether resources go that are no longer wanted
 * @param others whether what the cluster has without the application's label is looked for
 * @param search the kinds that are looked through
 * @param updates how changes are made where resources say nothing about it
 */
record PlanScope(Predicate<JsonNode> resources, Predicate<Change> changes, Pruning pruning, Others others,
        Search search, Change.Strategy updates) {

    enum Pruning { DELETES, NEVER }

    enum Others { FOUND, IGNORED }

    /** USED looks through the kinds that the application has or gets. */
    enum Search { USED, ALL_KINDS }

    static final PlanScope EVERYTHING = new PlanScope(resource -> true, change -> true, Pruning.DELETES, Others.FOUND,
            Search.USED, Change.Strategy.PLAIN);

    PlanScope resources(Predicate<JsonNode> some) {
        return new PlanScope(some, changes, pruning, others, search, updates);
    }

    PlanScope changes(Predicate<Change> some) {
        return new PlanScope(resources, some, pruning, others, search, updates);
    }

    PlanScope with(Pruning other) {
        return new PlanScope(resources, changes, other, others, search, updates);
    }

    PlanScope with(Others other) {
        return new PlanScope(resources, changes, pruning, other, search, updates);
    }

    PlanScope with(Search other) {
        return new PlanScope(resources, changes, pruning, others, other, updates);
    }

    PlanScope updating(Change.Strategy usual) {
        return new PlanScope(resources, changes, pruning, others, search, usual);
    }

    /** The changes of these that are made, in the way that is usual here. */
    List<Change> of(List<Change> all) {
        return all.stream().filter(this::contains).map(this::inTheUsualWay).toList();
    }

    /** Whether a resource that may not be in the cluster yet is one of those that are kept to. */
    boolean contains(JsonNode wanted) {
        return resources.test(wanted);
    }

    private boolean contains(Change change) {
        boolean goes = change.operation() == Change.Operation.DELETE;
        return !(goes && pruning == Pruning.NEVER) && changes.test(change)
                && change.wanted().map(wanted -> isWithin(wanted, change.live()))
                        .orElseGet(() -> change.live().filter(resources).isPresent());
    }

    /** By its name in Git or the one of its version. */
    private boolean isWithin(JsonNode wanted, Optional<JsonNode> live) {
        ObjectNode aged = wanted.deepCopy();
        JsonNode created = live.map(one -> one.path("metadata").path("creationTimestamp")).orElse(null);
        ObjectNode metadata = aged.withObjectProperty("metadata");
        if (created == null) {
            metadata.remove("creationTimestamp");
        } else {
            metadata.set("creationTimestamp", created);
        }
        if (resources.test(aged)) {
            return true;
        }
        Optional<ResourceKey> base = KappKeys.has(wanted, "versioned") ? NamedVersion.baseOf(wanted) : Optional.empty();
        return base.filter(key -> {
            metadata.put("name", key.name());
            return resources.test(aged);
        }).isPresent();
    }

    private Change inTheUsualWay(Change change) {
        boolean isPlain = change.operation() == Change.Operation.UPDATE && change.strategy() == Change.Strategy.PLAIN;
        return !isPlain ? change : new Change(change.key(), change.operation(), updates, change.waitFor(),
                change.live(), change.wanted());
    }
}

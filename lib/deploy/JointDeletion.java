//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES Change.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes with one request all that an application has of a kind in a namespace, where that is just what is to go.
 * Nothing else has the label that is unique to the application.
 */
final class JointDeletion {
    /** Fewer are deleted one by one: that takes no more requests, or hardly any. */
    private static final int MANY = 5;
    private static final String VERB = "deletecollection";

    private final Cluster cluster;
    private final String selector;
    private final Map<Place, Long> all;

    private record Place(String group, String kind, String namespace) {
        static Place of(ResourceKey key) {
            return new Place(key.group(), key.kind(), key.namespace());
        }
    }

    /**
     * @param selector chooses the resources of the application
     * @param live all that the cluster has of it
     */
    JointDeletion(Cluster cluster, String selector, List<JsonNode> live) {
        this.cluster = cluster;
        this.selector = selector;
        this.all = live.stream().map(ResourceKey::of)
                .collect(Collectors.groupingBy(Place::of, Collectors.counting()));
    }

    /** Those of some changes that delete all that the application has of a kind in a namespace, where that is much. */
    List<List<Change>> alike(List<Change> changes) {
        Map<Place, List<Change>> places = changes.stream()
                .filter(change -> change.operation() == Change.Operation.DELETE)
                .filter(change -> change.strategy() == Change.Strategy.PLAIN)
                .collect(Collectors.groupingBy(change -> Place.of(change.key())));
        return places.entrySet().stream()
                .filter(place -> place.getValue().size() >= Math.max(MANY, all.getOrDefault(place.getKey(), 0L)))
                .map(Map.Entry::getValue)
                .filter(alike -> kind(alike).filter(kind -> kind.can(VERB)).isPresent()).toList();
    }

    private Optional<ApiResource> kind(List<Change> alike) {
        return cluster.resources().of(alike.get(0).resource());
    }

    /**
     * Deletes resources together, unless others of their kind and namespace have the application's label as well.
     *
     * @return whether they are deleted
     */
    boolean delete(List<Change> alike) {
        Set<String> wanted = alike.stream().map(change -> ResourceMetadata.uid(change.live().orElseThrow()))
                .collect(Collectors.toSet());
        Snapshot there = cluster.snapshot(kind(alike).orElseThrow(), alike.get(0).key().namespace(), selector);
        boolean isAll = wanted.containsAll(there.uids());
        if (isAll) {
            there.delete();
        }
        return isAll;
    }
}

//SOURCES ../cluster/Cluster.java
//SOURCES ../diff/LastApplied.java
//SOURCES ../diff/ServerAdditions.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../yaml/Json.java
//SOURCES Change.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes one change in a cluster, in the way that its strategy names. */
final class ChangeWriter {
    private static final Duration TIME_TO_SERVE_A_NEW_KIND = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Cluster cluster;
    private final LastApplied lastApplied;
    private final ServerAdditions additions = new ServerAdditions();
    private final Recompare recompare;
    private final Duration timeout;

    /** Compares again what was approved, as the live resource has changed meanwhile. */
    interface Recompare {
        /** @return the change for what is live now; empty when that is another one than the change approved */
        Optional<Change> again(Change approved, Optional<JsonNode> live);
    }

    /** @param timeout how long one change may take */
    ChangeWriter(Cluster cluster, LastApplied lastApplied, Recompare recompare, Duration timeout) {
        this.timeout = timeout;
        this.cluster = cluster;
        this.lastApplied = lastApplied;
        this.recompare = recompare;
    }

    /** @return what the cluster has then, as far as the change makes it known */
    Optional<JsonNode> write(Change change) {
        return switch (change.operation()) {
            case CREATE -> Optional.of(recorded(create(change)));
            case UPDATE -> update(change);
            case DELETE -> delete(change);
            case NOOP, EXISTS -> change.live();
        };
    }

    private JsonNode create(Change change) {
        JsonNode wanted = foreseeing(change.wanted().orElseThrow());
        try {
            JsonNode live = onceServed(() -> cluster.create(wanted));
            additions.learn(wanted, live);
            return named(wanted, live);
        } catch (ClusterRefusal e) {
            if (!e.isAlreadyThere()) {
                throw e;
            }
            Optional<JsonNode> live = cluster.get(change.key());
            return switch (change.strategy()) {
                case FALLBACK_ON_UPDATE -> put(approved(change, live));
                case FALLBACK_ON_UPDATE_OR_NOOP -> live.orElseThrow(() -> e);
                default -> throw e;
            };
        }
    }

    private Optional<JsonNode> update(Change change) {
        return switch (change.strategy()) {
            case SKIP -> change.live();
            case ALWAYS_REPLACE -> Optional.of(recorded(replace(change)));
            case FALLBACK_ON_REPLACE -> {
                try {
                    yield Optional.of(recorded(put(change)));
                } catch (ClusterRefusal e) {
                    if (!e.isInvalid()) {
                        throw e;
                    }
                    yield Optional.of(recorded(replace(change)));
                }
            }
            default -> Optional.of(recorded(put(change)));
        };
    }

    /**
     * Conflicts are a reason to compare again as long as the change stays what people have approved. It may have been
     * made already, when the answer to an earlier try got lost.
     */
    private JsonNode put(Change change) {
        Change now = change;
        while (now.operation() != Change.Operation.NOOP) {
            try {
                return cluster.update(now.wanted().orElseThrow());
            } catch (ClusterRefusal e) {
                if (!e.isConflict()) {
                    throw e;
                }
                now = approved(change, cluster.get(change.key()));
            }
        }
        return now.live().orElseThrow();
    }

    private Change approved(Change change, Optional<JsonNode> live) {
        return recompare.again(change, live).orElseThrow(() -> new Failure("cannot update "
                + ResourceTitle.of(change.resource()) + ": somebody else has changed it since the changes were shown",
                "Run again to see what would change now."));
    }

    private JsonNode replace(Change change) {
        JsonNode live = change.live().orElseThrow();
        cluster.delete(live);
        Instant end = Instant.now().plus(timeout);
        while (isThere(live)) {
            if (Instant.now().isAfter(end)) {
                throw new Failure("cannot replace " + ResourceTitle.of(live) + ": it is not gone after "
                        + timeout.toSeconds() + " s", finalizers(live));
            }
            pause();
        }
        ObjectNode fresh = change.wanted().orElseThrow().deepCopy();
        if (fresh.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("resourceVersion", "uid", "creationTimestamp", "generation"));
        }
        fresh.remove("status");
        return cluster.create(fresh);
    }

    private boolean isThere(JsonNode live) {
        return cluster.get(ResourceKey.of(live))
                .filter(now -> now.path("metadata").path("uid").equals(live.path("metadata").path("uid"))).isPresent();
    }

    static String finalizers(JsonNode live) {
        JsonNode finalizers = live.path("metadata").path("finalizers");
        return finalizers.isEmpty() ? "" : "Its finalizers wait for a controller to remove them: "
                + String.join(", ", new java.util.TreeSet<>(texts(finalizers)));
    }

    private static List<String> texts(JsonNode list) {
        return java.util.stream.StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }

    private Optional<JsonNode> delete(Change change) {
        JsonNode live = change.live().orElseThrow();
        if (change.strategy() == Change.Strategy.ORPHAN) {
            ObjectNode fields = Json.object();
            fields.withObjectProperty("metadata").withObjectProperty("labels").putNull(KappKeys.APP)
                    .putNull(KappKeys.ASSOCIATION);
            return Optional.of(cluster.merge(live, fields));
        }
        cluster.delete(live);
        return Optional.of(live);
    }

    private JsonNode named(JsonNode sent, JsonNode live) {
        return LastApplied.identityOfNamed(sent, live).map(identity -> annotated(live, KappKeys.IDENTITY, identity))
                .orElse(live);
    }

    private JsonNode annotated(JsonNode live, String annotation, String value) {
        ObjectNode fields = Json.object();
        fields.withObjectProperty("metadata").withObjectProperty("annotations").put(annotation, value);
        return cluster.merge(live, fields);
    }

    private JsonNode foreseeing(JsonNode wanted) {
        return additions.foresee(wanted).map(live -> lastApplied.foreseeing(wanted, live)).orElse(wanted);
    }

    /** Sees to it that the next deploy knows the server's additions from changes that others made. */
    private JsonNode recorded(JsonNode live) {
        return lastApplied.correction(live).map(checksum -> annotated(live, KappKeys.ORIGINAL_DIFF, checksum))
                .orElse(live);
    }

    /** A kind is served a moment after its definition says so. */
    private <T> T onceServed(Supplier<T> write) {
        Instant end = Instant.now().plus(timeout.compareTo(TIME_TO_SERVE_A_NEW_KIND) < 0 ? timeout
                : TIME_TO_SERVE_A_NEW_KIND);
        while (true) {
            try {
                return write.get();
            } catch (ClusterRefusal e) {
                if (!e.isUnknownKind() || Instant.now().isAfter(end)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }
}

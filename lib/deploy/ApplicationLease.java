//SOURCES ../Console.java
//SOURCES ../cluster/Cluster.java
//SOURCES ../io/OwnProcess.java
//SOURCES ../yaml/Json.java
//SOURCES ApplicationRecord.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Sees to it that one deploy or delete of an application at a time changes it: a Lease of the cluster beside the
 * application's record, which goes when the work is done. Whoever holds it writes to it every few seconds; when it has
 * not been written to for its duration, the next one takes it over.
 */
final class ApplicationLease implements AutoCloseable {
    private static final String SUFFIX = "-deploy";
    private static final String MARK = "gitops-scripts/process";
    private static final Duration LASTS = Duration.ofSeconds(15);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(1);
    private static final Duration SHORT_WHILE = Duration.ofSeconds(3);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FOR_PEOPLE =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Cluster cluster;
    private final Cluster impatient;
    private final Console console;
    private final ResourceKey key;
    private final String application;
    private final String holder = OwnProcess.title();
    private Optional<JsonNode> held = Optional.empty();
    private volatile Instant renewed = Instant.now();
    private volatile Optional<Failure> lost = Optional.empty();
    private boolean unguarded;

    /** @param namespace of the record of the application */
    ApplicationLease(Cluster cluster, String namespace, String application, Console console) {
        this.cluster = cluster;
        this.impatient = cluster.with(SHORT_WHILE);
        this.console = console;
        this.application = application;
        this.key = new ResourceKey(namespace, "coordination.k8s.io", "Lease", application + SUFFIX);
    }

    /**
     * Waits until nobody else is at work on the application, and says for whom.
     *
     * @param limit how long to wait at most
     * @return whether the application is still as its record says, and all that was found out from it still true
     */
    boolean take(ApplicationRecord record, Duration limit) {
        boolean mine = record.claim();
        try {
            acquire(limit);
        } catch (ClusterRefusal e) {
            boolean without = e.isForbidden() || e.isUnknownKind();
            if (!without) {
                throw e;
            }
            unguarded = true;
            console.warn("nothing keeps others from deploying " + application + " at the same moment:\n  "
                    + e.failure().getMessage());
        }
        return mine && record.isCurrent();
    }

    /** Makes the lease go with the record of an application that is deleted, even if this process ends before. */
    synchronized void goWith(ApplicationRecord record) {
        held = held.map(live -> {
            ObjectNode fields = Json.object();
            fields.putObject("metadata").putArray("ownerReferences").add(record.reference());
            return cluster.merge(live, fields);
        });
    }

    /** @throws Failure when another process has taken the lease over, as this one did not renew it in time */
    void require() {
        if (renewed.isBefore(Instant.now().minus(LASTS))) {
            renew();
        }
        lost.ifPresent(failure -> {
            throw failure;
        });
    }

    /** Gives the lease back. */
    @Override
    public synchronized void close() {
        Optional<JsonNode> last = held;
        held = Optional.empty();
        try {
            last.ifPresent(impatient::deleteUnchanged);
        } catch (ClusterRefusal | Failure e) {
            console.warn("the lease " + key.name() + " of this deploy could not be given back; it runs out in "
                    + LASTS.toSeconds() + " s");
        }
    }

    private void acquire(Duration limit) {
        Instant end = Instant.now().plus(limit);
        Optional<JsonNode> seen = Optional.empty();
        int unchanged = 0;
        while (held.isEmpty() && !unguarded) {
            Optional<JsonNode> other = seen.isEmpty() ? create() : cluster.get(key).or(this::create);
            if (other.isEmpty()) {
                begin();
                return;
            }
            unchanged = seen.filter(last -> last.path("spec").equals(other.get().path("spec"))).isPresent()
                    ? unchanged + 1 : 0;
            if (isGone(other.get()) || unchanged >= LASTS.dividedBy(LOOKED_AT_EVERY)) {
                takeOver(other.get());
            } else {
                tell(seen, other.get());
                requireTime(end, limit, other.get());
                pause(LOOKED_AT_EVERY);
            }
            seen = other;
        }
    }

    /** @return what others hold; empty when this process has it now */
    private Optional<JsonNode> create() {
        Optional<JsonNode> made = cluster.createIfAbsent(lease(Json.object().put("apiVersion", "coordination.k8s.io/v1")
                .put("kind", "Lease")));
        if (made.isEmpty()) {
            return cluster.get(key).or(this::create);
        }
        return isOwn(made.get()) ? hold(made.get()) : made;
    }

    private void takeOver(JsonNode other) {
        try {
            hold(cluster.update(lease(other.deepCopy())));
            console.info(holderOf(other) + " has ended without giving " + application + " back; going on in its place");
            begin();
        } catch (ClusterRefusal e) {
            if (!e.isConflict() && !e.isMissing()) {
                throw e;
            }
        }
    }

    private synchronized Optional<JsonNode> hold(JsonNode live) {
        held = Optional.of(live);
        renewed = Instant.now();
        return Optional.empty();
    }

    private void begin() {
        Thread thread = new Thread(() -> {
            while (true) {
                pause(RENEWED_EVERY);
                renew();
            }
        }, "lease");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void renew() {
        if (held.isEmpty() || lost.isPresent()) {
            return;
        }
        try {
            ObjectNode lease = held.get().deepCopy();
            lease.withObjectProperty("spec").put("renewTime", TIME.format(Instant.now()));
            hold(impatient.update(lease));
        } catch (ClusterRefusal e) {
            if (e.isConflict()) {
                impatient.get(key).filter(this::isOwn).ifPresentOrElse(this::hold, this::lose);
            } else if (e.isMissing()) {
                create().ifPresent(other -> lose());
            }
        } catch (Failure e) {
            // The API server is away: as long as this process cannot write to it, it need not renew.
            return;
        }
    }

    private void lose() {
        held = Optional.empty();
        lost = Optional.of(new Failure(impatient.get(key).map(ApplicationLease::holderOf).orElse("somebody else")
                + " has begun to change " + application + ", as this process was silent for more than "
                + LASTS.toSeconds() + " s", "Run this again when that is done."));
    }

    /** Writes this process into a lease. */
    private ObjectNode lease(ObjectNode lease) {
        ObjectNode metadata = lease.withObjectProperty("metadata").put("name", key.name())
                .put("namespace", key.namespace());
        metadata.remove("ownerReferences");
        metadata.withObjectProperty("annotations").put(MARK, OwnProcess.mark());
        String now = TIME.format(Instant.now());
        lease.withObjectProperty("spec").put("holderIdentity", holder)
                .put("leaseDurationSeconds", LASTS.toSeconds()).put("acquireTime", now).put("renewTime", now);
        return lease;
    }

    private boolean isOwn(JsonNode lease) {
        return holderOf(lease).equals(holder)
                && lease.path("metadata").path("annotations").path(MARK).asText().equals(OwnProcess.mark());
    }

    private static boolean isGone(JsonNode lease) {
        return OwnProcess.isGone(lease.path("metadata").path("annotations").path(MARK).asText());
    }

    private static String holderOf(JsonNode lease) {
        return lease.path("spec").path("holderIdentity").asText("somebody");
    }

    private void tell(Optional<JsonNode> before, JsonNode lease) {
        if (before.map(ApplicationLease::holderOf).filter(holderOf(lease)::equals).isEmpty()) {
            String since = lease.path("spec").path("acquireTime").asText("");
            console.info("waiting for " + holderOf(lease) + ", which is changing " + application + " since "
                    + (since.isEmpty() ? "some time" : FOR_PEOPLE.format(Instant.parse(since))));
        }
    }

    private void requireTime(Instant end, Duration limit, JsonNode lease) {
        if (Instant.now().isAfter(end)) {
            throw new Failure(holderOf(lease) + " is still changing " + application + " after " + limit.toSeconds()
                    + " s", "Nothing was changed here. Stop that, or wait longer with --wait-timeout.");
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }
}

//SOURCES ../cluster/Cluster.java
//SOURCES ../deploy/Change.java
//SOURCES ../deploy/ChangeWriter.java
//SOURCES ../deploy/ProgressLog.java
//SOURCES ../io/Parallel.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ConvergenceOptions.java
//SOURCES Diagnosis.java
//SOURCES PendingChange.java
//SOURCES Readiness.java
//SOURCES UnfinishedBlock.java
//SOURCES Verdict.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes that are made and whose resources are not yet as they are to be. One round of questions looks at all of them:
 * a list for each kind, however many resources it has. What controllers have made for them, their Pods above all, tells
 * people more, but is more to list than they are themselves, and is looked at less often where it is much.
 */
final class Waiting {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    /** Of more that time out at once, the others are only named. */
    private static final int DIAGNOSED = 5;
    private static final Duration A_MOMENT = Duration.ofMillis(500);
    /** How many times as long as a look takes the API server is left alone after it. */
    private static final int GENTLENESS = 4;
    /** How many times as long as a look takes what controllers have made is not looked at after it. */
    private static final int GENTLENESS_TO_DETAILS = 12;
    private static final Duration LONGEST_WITHOUT_DETAILS = Duration.ofSeconds(10);
    private static final Map<String, String> ASSOCIATED = Map.of("ReplicaSet", "apps", "Pod", "");

    private final Cluster cluster;
    private final String selector;
    private final Set<String> namespaces;
    private final Readiness readiness;
    private final ConvergenceOptions options;
    private final ProgressLog log;
    private final List<PendingChange> pending = new ArrayList<>();
    private boolean seen;
    private boolean detailed;
    private Instant nextDetails = Instant.EPOCH;
    private Instant lastLook = Instant.EPOCH;
    private Duration lastLookTook = Duration.ZERO;

    /** @param selector chooses the resources of the application */
    Waiting(Cluster cluster, String selector, Set<String> namespaces, Readiness readiness, ConvergenceOptions options,
            ProgressLog log) {
        this.cluster = cluster;
        this.selector = selector;
        this.namespaces = namespaces;
        this.readiness = readiness;
        this.options = options;
        this.log = log;
    }

    /**
     * What is over, for better or worse.
     *
     * @param done what others need not wait for any longer, even if it is still waited for here
     */
    record Outcome(List<Change> done, List<Failure> failures) {}

    /** @param live what the cluster has, as the answer to the change said */
    void add(Change change, Optional<JsonNode> live) {
        pending.add(new PendingChange(change, live));
        seen = false;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    int size() {
        return pending.size();
    }

    /** Returns as soon as at least one change is done or has failed. */
    Outcome untilSomethingHappens() {
        Instant end = Instant.now().plus(options.timeout());
        Duration pause = min(FIRST_PAUSE, options.longestPause());
        while (true) {
            if (seen || pending.stream().anyMatch(one -> one.change.waitFor() == Change.WaitFor.DELETE)) {
                lookGently();
            }
            seen = true;
            Outcome outcome = judge();
            if (!outcome.done().isEmpty() || !outcome.failures().isEmpty()) {
                return outcome;
            }
            if (Instant.now().isAfter(end)) {
                return timedOut();
            }
            pauseInSight(pause);
            pause = min(pause.multipliedBy(2), options.longestPause());
        }
    }

    /** Each look delays what the API server does to get things done, so it has some time to itself after one. */
    private void lookGently() {
        Duration alone = min(lastLookTook.multipliedBy(GENTLENESS), options.longestPause());
        pauseInSight(Duration.between(Instant.now(), lastLook.plus(alone)));
        Instant start = Instant.now();
        look();
        lastLook = Instant.now();
        lastLookTook = Duration.between(start, lastLook);
        if (detailed) {
            nextDetails = lastLook.plus(min(lastLookTook.multipliedBy(GENTLENESS_TO_DETAILS), LONGEST_WITHOUT_DETAILS));
        }
    }

    private void look() {
        Set<ApiResource> kinds = kinds(Change.WaitFor.RECONCILE);
        detailed = Instant.now().isAfter(nextDetails)
                && pending.stream().anyMatch(one -> one.change.waitFor() == Change.WaitFor.RECONCILE);
        if (detailed) {
            ASSOCIATED.forEach((kind, group) -> cluster.resources().find(group, kind).ifPresent(kinds::add));
        }
        Set<ApiResource> going = kinds(Change.WaitFor.DELETE);
        going.removeAll(kinds);
        Map<ResourceKey, JsonNode> live = new HashMap<>();
        Stream.concat(cluster.list(kinds, selector, namespaces).stream(),
                cluster.metadata(going, selector, namespaces).stream())
                .forEach(resource -> live.put(ResourceKey.of(resource), resource));
        for (PendingChange one : pending) {
            one.live = one.change.operation() == Change.Operation.EXISTS ? cluster.get(one.change.key())
                    : Optional.ofNullable(live.get(one.key));
        }
        if (detailed) {
            associate(live.values().stream()
                    .filter(resource -> ASSOCIATED.containsKey(resource.path("kind").asText())).toList());
        }
    }

    /** @param made Pods and ReplicaSets of the application */
    private void associate(List<JsonNode> made) {
        log.pods(made.stream().filter(resource -> resource.path("kind").asText().equals("Pod")).toList());
        Map<String, List<JsonNode>> candidates = made.stream().collect(Collectors.groupingBy(Waiting::association));
        for (PendingChange one : pending) {
            one.associated = one.live.filter(found -> one.change.waitFor() == Change.WaitFor.RECONCILE)
                    .map(found -> Readiness.associated(found, candidates.getOrDefault(association(found), List.of())))
                    .orElse(List.of());
        }
    }

    private Set<ApiResource> kinds(Change.WaitFor waitFor) {
        return pending.stream().filter(one -> one.change.operation() != Change.Operation.EXISTS)
                .filter(one -> one.change.waitFor() == waitFor)
                .flatMap(one -> cluster.resources().of(one.change.resource()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String association(JsonNode resource) {
        return KappKeys.label(resource, "association").orElse("");
    }

    private Outcome judge() {
        List<Change> done = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (PendingChange one : List.copyOf(pending)) {
            Verdict verdict = verdict(one);
            one.tell(verdict, readiness, log);
            if (verdict.state() == Verdict.State.DONE) {
                done.add(one.change);
                pending.remove(one);
            } else if (verdict.state() == Verdict.State.FAILED) {
                failures.add(new Failure(one.title() + " failed: " + verdict.message(), details(one)));
                pending.remove(one);
            } else if (isOverdue(one)) {
                failures.add(timedOut(one, options.resourceTimeout(), details(one)));
                pending.remove(one);
            } else if (!one.unblocked && one.live.filter(readiness::unblocks).isPresent()) {
                one.unblocked = true;
                done.add(one.change);
            }
        }
        show();
        return new Outcome(done, failures);
    }

    private void show() {
        log.show(new UnfinishedBlock(pending.stream().map(PendingChange::unfinished).toList(), Instant.now()));
    }

    private Verdict verdict(PendingChange one) {
        if (one.change.waitFor() == Change.WaitFor.DELETE) {
            boolean gone = one.live.isEmpty() || !uid(one.live.get()).equals(uid(one.change.live().orElseThrow()));
            return gone ? Verdict.done("") : Verdict.ongoing(ResourceMetadata.isGoing(one.live.get())
                    ? "Deleting. " + ChangeWriter.finalizers(one.live.get()) : "Waiting for deletion to begin");
        }
        if (one.live.isPresent()) {
            List<JsonNode> associated = detailed ? one.associated : List.of();
            return readiness.of(one.live.get(), associated, one.since, Instant.now());
        }
        if (one.change.operation() == Change.Operation.EXISTS) {
            return Verdict.ongoing("Waiting for it to exist");
        }
        return one.change.key().kind().equals("Job") ? Verdict.done("Completed and removed by its time to live")
                : Verdict.failed("somebody has deleted it");
    }

    private boolean isOverdue(PendingChange one) {
        return !options.resourceTimeout().isZero()
                && Instant.now().isAfter(one.since.plus(options.resourceTimeout()));
    }

    private Outcome timedOut() {
        List<Failure> failures = new ArrayList<>(Parallel.map(pending.subList(0, Math.min(DIAGNOSED, pending.size())),
                one -> timedOut(one, options.timeout(), details(one))));
        pending.stream().skip(DIAGNOSED).map(one -> timedOut(one, options.timeout(), "")).forEach(failures::add);
        pending.clear();
        return new Outcome(List.of(), failures);
    }

    private Failure timedOut(PendingChange one, Duration limit, String details) {
        return new Failure("timed out waiting after " + limit.toSeconds() + " s for " + one.title()
                + (one.message.isEmpty() ? "" : ": " + one.message), details);
    }

    private String details(PendingChange one) {
        Optional<JsonNode> live = one.change.waitFor() != Change.WaitFor.DELETE ? one.live
                : cluster.get(one.change.key());
        return live.map(found -> String.join("\n", new Diagnosis(cluster).of(found))).orElse("");
    }

    private static JsonNode uid(JsonNode resource) {
        return resource.path("metadata").path("uid");
    }

    private void pauseInSight(Duration time) {
        Instant end = Instant.now().plus(time);
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = Duration.between(Instant.now(), end)) {
            pause(min(left, A_MOMENT));
            show();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while waiting");
        }
    }
}

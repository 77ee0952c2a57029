//SOURCES ../cluster/Cluster.java
//SOURCES ../io/Parallel.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../wait/ConvergenceOptions.java
//SOURCES ../wait/Waiting.java
//SOURCES Change.java
//SOURCES ChangeOrder.java
//SOURCES ChangeWriter.java
//SOURCES JointDeletion.java
//SOURCES ProgressLog.java
//SOURCES Standing.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes changes in their order, at once where none waits for another, and waits for what they bring about. */
final class Convergence {
    private final ChangeWriter writer;
    private final JointDeletion deletion;
    private final Waiting waiting;
    private final ChangeOrder order;
    private final int all;
    private final ConvergenceOptions options;
    private final ProgressLog log;
    private final Standing standing;
    private final List<Failure> failures = new ArrayList<>();

    Convergence(ChangeWriter writer, JointDeletion deletion, Waiting waiting, ChangeOrder order, int all,
            ConvergenceOptions options, ProgressLog log, Standing standing) {
        this.writer = writer;
        this.deletion = deletion;
        this.waiting = waiting;
        this.order = order;
        this.all = all;
        this.options = options;
        this.log = log;
        this.standing = standing;
    }

    /** @throws Failure that names everything that failed, and says what was not done */
    void run() {
        try {
            converge();
        } catch (ClusterRefusal e) {
            throw standing.explained(e.failure());
        } catch (Failure e) {
            throw standing.explained(e);
        }
        log.headline("applying complete", all, all);
        log.headline("waiting complete", all, all);
    }

    private void converge() {
        while (!order.isComplete() || !waiting.isEmpty()) {
            List<Change> ready = order.takeReady();
            int failedBefore = failures.size();
            if (!ready.isEmpty()) {
                apply(ready);
            } else if (waiting.isEmpty()) {
                break;
            }
            stopIf(options.exitsEarlyOnApplyError() && failures.size() > failedBefore);
            if (!waiting.isEmpty()) {
                log.headline("waiting on " + waiting.size() + " changes", order.countOfDone(), all);
                Waiting.Outcome outcome = waiting.untilSomethingHappens();
                outcome.done().forEach(this::done);
                failures.addAll(outcome.failures());
                stopIf(options.exitsEarlyOnWaitError() && !outcome.failures().isEmpty());
            }
        }
        stopIf(true);
    }

    private void done(Change change) {
        order.done(change);
        standing.done(change);
    }

    /** While a Service is there, a controller writes down anew where it leads to for each of its Pods that goes. */
    private void apply(List<Change> changes) {
        log.headline("applying " + changes.size() + " changes", order.countOfDone(), all);
        Map<Boolean, List<Change>> deletesService =
                changes.stream().collect(Collectors.partitioningBy(Convergence::deletesService));
        applyAtOnce(deletesService.get(true));
        applyAtOnce(deletesService.get(false));
    }

    private static boolean deletesService(Change change) {
        ResourceKey key = change.key();
        return change.operation() == Change.Operation.DELETE && key.group().isEmpty() && key.kind().equals("Service");
    }

    private void applyAtOnce(List<Change> changes) {
        Set<Change> deleted = deletedTogether(changes);
        Parallel.map(changes, change -> deleted.contains(change) ? deleted(change) : apply(change))
                .forEach(written -> written.failure.ifPresentOrElse(failures::add, () -> {
                    if (options.waits() && written.change.waitFor() != Change.WaitFor.NOTHING) {
                        waiting.add(written.change, written.live);
                    } else {
                        done(written.change);
                    }
                }));
    }

    private record Written(Change change, Optional<JsonNode> live, Optional<Failure> failure) {}

    private Set<Change> deletedTogether(List<Change> changes) {
        Set<Change> deleted = Collections.newSetFromMap(new IdentityHashMap<>());
        Parallel.map(deletion.alike(changes), alike -> isDeleted(alike) ? alike : List.<Change>of())
                .forEach(deleted::addAll);
        return deleted;
    }

    /** What cannot be deleted together is deleted one by one then, and each of it says why it cannot be. */
    private boolean isDeleted(List<Change> alike) {
        try {
            alike.forEach(standing::begin);
            return deletion.delete(alike);
        } catch (ClusterRefusal | Failure e) {
            return false;
        }
    }

    private Written deleted(Change change) {
        tell(change);
        standing.made(change);
        return new Written(change, change.live(), Optional.empty());
    }

    private void tell(Change change) {
        log.line(change.operation().name().toLowerCase(Locale.ROOT) + " " + ResourceTitle.of(change.resource()));
    }

    private Written apply(Change change) {
        tell(change);
        try {
            standing.begin(change);
            Optional<JsonNode> live = writer.write(change);
            standing.made(change);
            return new Written(change, live, Optional.empty());
        } catch (ClusterRefusal e) {
            return failed(change, e.failure());
        } catch (Failure e) {
            return failed(change, e);
        }
    }

    private Written failed(Change change, Failure failure) {
        standing.failed(change);
        return new Written(change, Optional.empty(), Optional.of(failure));
    }

    private void stopIf(boolean stops) {
        if (!stops || failures.isEmpty()) {
            return;
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        String each = failures.stream().map(failure -> "- " + failure.getMessage()).distinct()
                .collect(Collectors.joining("\n"));
        throw new Failure(failures.size() + " changes failed:\n" + each, failures.stream().map(Failure::advice)
                .filter(advice -> !advice.isEmpty()).distinct().collect(Collectors.joining("\n")));
    }
}

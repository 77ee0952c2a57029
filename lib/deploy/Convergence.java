//SOURCES ../cluster/Cluster.java
//SOURCES ../io/Parallel.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../wait/ConvergenceOptions.java
//SOURCES ../wait/Waiting.java
//SOURCES Change.java
//SOURCES ChangeOrder.java
//SOURCES ChangeWriter.java
//SOURCES ProgressLog.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes changes in their order, those that need not wait for one another at once, and waits for what they bring about. */
final class Convergence {
    private final ChangeWriter writer;
    private final Waiting waiting;
    private final ChangeOrder order;
    private final int all;
    private final ConvergenceOptions options;
    private final ProgressLog log;
    private final List<Failure> failures = new ArrayList<>();

    Convergence(ChangeWriter writer, Waiting waiting, ChangeOrder order, int all, ConvergenceOptions options,
            ProgressLog log) {
        this.writer = writer;
        this.waiting = waiting;
        this.order = order;
        this.all = all;
        this.options = options;
        this.log = log;
    }

    /** @throws Failure that names everything that failed, and says what was not done */
    void run() {
        while (!order.isComplete() || !waiting.isEmpty()) {
            List<Change> ready = order.takeReady();
            if (!ready.isEmpty()) {
                apply(ready);
            } else if (waiting.isEmpty()) {
                break;
            }
            stopIf(options.exitsEarlyOnApplyError());
            if (!waiting.isEmpty()) {
                log.headline("waiting on " + waiting.size() + " changes", order.countOfDone(), all);
                Waiting.Outcome outcome = waiting.untilSomethingHappens();
                outcome.done().forEach(order::done);
                failures.addAll(outcome.failures());
                stopIf(options.exitsEarlyOnWaitError());
            }
        }
        stopIf(true);
        log.headline("applying complete", all, all);
        log.headline("waiting complete", all, all);
    }

    private void apply(List<Change> changes) {
        log.headline("applying " + changes.size() + " changes", order.countOfDone(), all);
        Parallel.map(changes, this::apply).forEach(written -> written.failure.ifPresentOrElse(failures::add,
                () -> {
                    if (options.waits() && written.change.waitFor() != Change.WaitFor.NOTHING) {
                        waiting.add(written.change, written.live);
                    } else {
                        order.done(written.change);
                    }
                }));
    }

    private record Written(Change change, Optional<JsonNode> live, Optional<Failure> failure) {}

    private Written apply(Change change) {
        log.line(change.operation().name().toLowerCase(Locale.ROOT) + " " + ResourceTitle.of(change.resource()));
        try {
            return new Written(change, writer.write(change), Optional.empty());
        } catch (ClusterRefusal e) {
            return new Written(change, Optional.empty(), Optional.of(e.failure()));
        } catch (Failure e) {
            return new Written(change, Optional.empty(), Optional.of(e));
        }
    }

    private void stopIf(boolean stops) {
        if (!stops || failures.isEmpty()) {
            return;
        }
        String rest = order.countOfDone() == all ? "" : order.countOfDone() + " of " + all + " changes are done.";
        if (failures.size() == 1) {
            Failure only = failures.get(0);
            throw new Failure(only.getMessage(), (only.advice() + "\n" + rest).strip());
        }
        String each = failures.stream().map(failure -> "- " + failure.getMessage()).collect(Collectors.joining("\n"));
        throw new Failure(failures.size() + " changes failed:\n" + each, (failures.stream().map(Failure::advice)
                .filter(advice -> !advice.isEmpty()).distinct().collect(Collectors.joining("\n")) + "\n" + rest).strip());
    }
}

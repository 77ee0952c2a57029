//SOURCES ../Failure.java

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Puts many questions at a time, and makes one failure of those that failed. */
final class RegistryBatch {
    /** How many are under way at most. */
    static final int AT_ONCE = 50;
    private static final int MOST_SHOWN = 10;

    private RegistryBatch() {}

    /** @see Registry#askAll */
    static <Q, A> Map<Q, A> ask(Collection<Q> questions, Function<Q, A> ask) {
        Map<Q, Future<A>> underWay = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, RegistryBatch::daemon);
        try {
            new LinkedHashSet<>(questions).forEach(
                    question -> underWay.put(question, threads.submit(() -> ask.apply(question))));
            return answers(underWay);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <Q, A> Map<Q, A> answers(Map<Q, Future<A>> underWay) {
        Map<Q, A> answers = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>();
        underWay.forEach((question, future) -> {
            try {
                answers.put(question, future.get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof Failure failure)) {
                    throw new IllegalStateException(e.getCause());
                }
                failures.add(failure);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("asking registries was interrupted");
            }
        });
        if (!failures.isEmpty()) {
            throw one(failures, underWay.size());
        }
        return answers;
    }

    private static Failure one(List<Failure> failures, int asked) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        StringBuilder message = new StringBuilder(failures.size() + " of " + asked + " images cannot be looked up:");
        failures.stream().limit(MOST_SHOWN).forEach(
                failure -> message.append("\n  ").append(failure.getMessage().replace("\n", "\n  ")));
        if (failures.size() > MOST_SHOWN) {
            message.append("\n  and ").append(failures.size() - MOST_SHOWN).append(" more like these");
        }
        Set<String> advice = new LinkedHashSet<>();
        failures.stream().limit(MOST_SHOWN).map(Failure::advice).filter(text -> !text.isEmpty()).forEach(advice::add);
        return new Failure(message.toString(), String.join("\n", advice));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}

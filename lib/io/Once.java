//SOURCES ../Failure.java

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Answers to questions, each found out once: who asks meanwhile waits for it. A {@link Failure} is an answer, too. */
final class Once<Q, A> {
    private final Map<Q, FutureTask<A>> answers = new ConcurrentHashMap<>();
    private final Function<Q, A> findOut;

    Once(Function<Q, A> findOut) {
        this.findOut = findOut;
    }

    A get(Q question) {
        FutureTask<A> mine = new FutureTask<>(() -> findOut.apply(question));
        FutureTask<A> first = answers.putIfAbsent(question, mine);
        if (first == null) {
            mine.run();
        }
        try {
            return (first == null ? mine : first).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("waiting for an answer was interrupted");
        }
    }
}

//SOURCES ../Failure.java

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does several things at once, as waiting for each in turn would take long. */
final class Parallel {
    private static final int AT_ONCE = 16;

    private Parallel() {}

    /** The answers, in the order of the questions. All are asked; the first that fails is thrown then. */
    static <Q, A> List<A> map(Collection<? extends Q> questions, Function<? super Q, ? extends A> ask) {
        if (questions.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, questions.size()), Parallel::daemon);
        try {
            List<Future<A>> futures = new ArrayList<>();
            questions.forEach(question -> futures.add(threads.submit(() -> ask.apply(question))));
            return answers(futures);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Starts work that is needed later. Whoever gets its result waits for it, or has its failure thrown. */
    static <A> Supplier<A> meanwhile(Supplier<A> work) {
        FutureTask<A> task = new FutureTask<>(work::get);
        daemon(task).start();
        return () -> answers(List.of(task)).get(0);
    }

    /** Starts work that has no result. Whoever runs what is returned waits for it, or has its failure thrown. */
    static Runnable aside(Runnable work) {
        return meanwhile(() -> {
            work.run();
            return true;
        })::get;
    }

    private static <A> List<A> answers(List<? extends Future<A>> futures) {
        List<A> answers = new ArrayList<>();
        RuntimeException failure = null;
        for (Future<A> future : futures) {
            try {
                answers.add(future.get());
            } catch (ExecutionException e) {
                failure = failure == null ? rethrowable(e.getCause()) : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("interrupted");
            }
        }
        if (failure != null) {
            throw failure;
        }
        return answers;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cluster");
        thread.setDaemon(true);
        return thread;
    }

    private static RuntimeException rethrowable(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}

//SOURCES Console.java
//SOURCES Failure.java

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happens when people stop a script with Ctrl-C, or a CI server does with a signal: it says where it stands,
 * tidies up, and is gone within a second, with the exit status that says so (130 after Ctrl-C).
 */
final class Interruption implements AutoCloseable {
    private static final Duration TIME_TO_TIDY_UP = Duration.ofMillis(700);

    private final Console console;
    private final Supplier<String> standing;
    private final List<Runnable> cleanups;
    private final Thread hook = new Thread(this::stop, "interruption");

    private Interruption(Console console, Supplier<String> standing, List<Runnable> cleanups) {
        this.console = console;
        this.standing = standing;
        this.cleanups = cleanups;
    }

    /**
     * Begins to watch; ends with {@link #close}.
     *
     * @param standing says what is done and what is not
     * @param cleanups what is tried then, in order; what takes too long is left
     */
    static Interruption watch(Console console, Supplier<String> standing, Runnable... cleanups) {
        Interruption interruption = new Interruption(console, standing, List.of(cleanups));
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop() {
        console.error(new Failure("stopped by a signal", standing.get()));
        Thread tidying = new Thread(() -> cleanups.forEach(Runnable::run), "tidying up");
        tidying.setDaemon(true);
        tidying.start();
        try {
            tidying.join(TIME_TO_TIDY_UP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException itIsAtWork) {
            console.clearProgress();
        }
    }
}

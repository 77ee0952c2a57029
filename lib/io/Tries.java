//SOURCES ../Failure.java

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Counts tries of what others may be doing at the same moment, and pauses between them, longer each time. */
final class Tries {
    private static final long SHORTEST_PAUSE = 10;
    private static final long LONGEST_PAUSE = 2_000;

    private int tries = 1;

    /**
     * Waits a while, which differs from process to process.
     *
     * @param most how many tries there are
     * @param obstacle why one more is needed, for people
     * @throws Failure when there have been that many
     */
    void next(int most, String obstacle) {
        if (tries >= most) {
            throw new Failure(obstacle, "Nothing was committed. Run this again.");
        }
        long longest = Math.min(LONGEST_PAUSE, 50L << Math.min(tries, 10));
        LockSupport.parkNanos(Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE, longest)).toNanos());
        tries++;
    }
}

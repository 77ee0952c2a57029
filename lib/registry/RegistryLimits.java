import java.time.Duration;

/**
 * How long registries and credential helpers are waited for, and how much they may say.
 *
 * @param connect for a connection
 * @param answer for an answer, once connected
 * @param backoff before the first try again; each further one waits three times as long
 * @param longestWait the longest time that a registry may ask to wait
 * @param helper for a credential helper
 * @param mostBytes how long an answer may be
 */
record RegistryLimits(Duration connect, Duration answer, Duration backoff, Duration longestWait, Duration helper,
        int mostBytes) {
    static final RegistryLimits USUAL = new RegistryLimits(Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofMillis(300), Duration.ofSeconds(60), Duration.ofSeconds(20), 16 << 20);

    /** For archives, and what lists very many of them. */
    static final RegistryLimits OF_ARCHIVES = new RegistryLimits(USUAL.connect, Duration.ofMinutes(2), USUAL.backoff,
            USUAL.longestWait, USUAL.helper, 256 << 20);
}

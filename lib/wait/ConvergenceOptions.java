//SOURCES ../yaml/GoDuration.java

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a deploy waits for what, as kapp's options of these names. */
final class ConvergenceOptions {
    private static final String DURATION = "DURATION";

    @Option(names = "--wait", negatable = true, defaultValue = "true", fallbackValue = "true", arity = "0..1",
            paramLabel = "false",
            description = "Wait until resources are ready (true)")
    private boolean waits;

    @Option(names = "--wait-timeout", paramLabel = DURATION, converter = GoDuration.class, defaultValue = "15m",
            description = "How long to wait without any progress (15m)")
    private Duration timeout;

    @Option(names = "--wait-resource-timeout", paramLabel = DURATION, converter = GoDuration.class, defaultValue = "0s",
            description = "How long to wait for one resource; 0s: as long as for all (0s)")
    private Duration resourceTimeout;

    @Option(names = "--wait-check-interval", paramLabel = DURATION, converter = GoDuration.class, defaultValue = "2s",
            description = "The longest pause between two looks (2s)")
    private Duration pause;

    @Option(names = "--apply-timeout", paramLabel = DURATION, converter = GoDuration.class, defaultValue = "15m",
            description = "How long a change may take to be made (15m)")
    private Duration applyTimeout;

    @Option(names = "--exit-early-on-apply-error", defaultValue = "true", fallbackValue = "true", arity = "0..1",
            paramLabel = "false",
            description = "Stop when a change fails (true)")
    private boolean exitsEarlyOnApplyError;

    @Option(names = "--exit-early-on-wait-error", defaultValue = "true", fallbackValue = "true", arity = "0..1",
            paramLabel = "false",
            description = "Stop when a resource fails (true)")
    private boolean exitsEarlyOnWaitError;

    boolean waits() {
        return waits;
    }

    Duration timeout() {
        return timeout;
    }

    /** Zero when there is no limit. */
    Duration resourceTimeout() {
        return resourceTimeout;
    }

    Duration longestPause() {
        return pause;
    }

    Duration applyTimeout() {
        return applyTimeout;
    }

    boolean exitsEarlyOnApplyError() {
        return exitsEarlyOnApplyError;
    }

    boolean exitsEarlyOnWaitError() {
        return exitsEarlyOnWaitError;
    }
}

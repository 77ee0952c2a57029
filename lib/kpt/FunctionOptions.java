import java.time.Duration;
import picocli.CommandLine.Option;

/** What functions may do. */
final class FunctionOptions {
    @Option(names = "--network", description = "Let functions in containers use the network")
    boolean network;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "300",
            description = "How long a function may take (${DEFAULT-VALUE})")
    int seconds = 300;

    Duration timeout() {
        return Duration.ofSeconds(seconds);
    }
}

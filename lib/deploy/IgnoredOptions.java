import java.util.List;
import picocli.CommandLine.Option;

/** Options of kapp that lines which call it may have, and that nothing here needs. */
final class IgnoredOptions {
    @Option(names = {"--apply-concurrency", "--apply-check-interval", "--wait-concurrency", "--kube-api-qps",
        "--kube-api-burst", "--existing-non-labeled-resources-check-concurrency", "--profile", "--profile-output"},
            hidden = true)
    private List<String> paces;

    @Option(names = {"--sort", "--tty", "--color", "--warnings", "--diff-anchored", "--diff-against-last-applied",
        "--apply-ignored", "--wait-ignored"}, arity = "0..1", fallbackValue = "true", hidden = true)
    private List<Boolean> habits;
}

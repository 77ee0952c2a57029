//SOURCES ../helm/Helm.java

import picocli.CommandLine.Option;

/** Options of helm's that have it verify who made the charts. */
final class ProvenanceOptions {
    @Option(names = "--verify", description = "Verify the charts that were signed, by their .prov files")
    private boolean verify;

    @Option(names = "--keyring", paramLabel = "FILE", description = "The keys of who may sign (helm's default)")
    private String keyring = "";

    void verify(Helm helm, Chart chart) {
        if (!verify && !keyring.isEmpty()) {
            throw Failure.usage("--keyring is of no use without --verify", "Add --verify.");
        }
        if (verify) {
            helm.verify(chart, keyring);
        }
    }
}

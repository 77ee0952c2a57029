//SOURCES Cluster.java

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster a script works on. */
final class ClusterOptions {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig (KUBECONFIG, ~/.kube/config)")
    private String kubeconfig;

    @Option(names = "--kubeconfig-context", paramLabel = "NAME", description = "The context (its current one)")
    private String context;

    Cluster open(Console console) {
        return new Cluster(ClusterConnection.open(Optional.ofNullable(kubeconfig), Optional.ofNullable(context)), console);
    }
}

//SOURCES Cluster.java

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster a script works on. */
final class ClusterOptions {
    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig (KUBECONFIG, ~/.kube/config)")
    private String kubeconfig;

    @Option(names = "--kubeconfig-context", paramLabel = "NAME", description = "The context (its current one)")
    private String context;

    @Option(names = "--dangerous-ignore-failing-api-services",
            description = "Leave alone what belongs to API services that do not answer")
    private boolean ignoresBroken;

    @Option(names = "--dangerous-scope-to-fallback-allowed-namespaces",
            description = "Look for resources in the namespaces of the application only")
    private boolean onlyNamespaces;

    Cluster open(Console console) {
        return new Cluster(ClusterConnection.open(Optional.ofNullable(kubeconfig), Optional.ofNullable(context)), console,
                new ClusterView(ignoresBroken, onlyNamespaces));
    }
}

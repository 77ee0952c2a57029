//SOURCES ../io/Parallel.java
//SOURCES Cluster.java

import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Which cluster a script works on. */
final class ClusterOptions {
    @Option(names = "--kubeconfig", paramLabel = "FILE",
            description = "The kubeconfig (KAPP_KUBECONFIG, KUBECONFIG, ~/.kube/config)")
    private String kubeconfig;

    @Option(names = "--kubeconfig-context", paramLabel = "NAME",
            description = "The context (KAPP_KUBECONFIG_CONTEXT, its current one)")
    private String context;

    @Option(names = "--dangerous-ignore-failing-api-services",
            description = "Leave alone what belongs to API services that do not answer")
    private boolean ignoresBroken;

    @Option(names = "--dangerous-scope-to-fallback-allowed-namespaces",
            description = "Look for resources in the namespaces of the application only")
    private boolean onlyNamespaces;

    /** Connects while something else is done. The cluster that is got then has told its kinds. */
    Supplier<Cluster> opening(Console console) {
        return Parallel.meanwhile(() -> {
            Cluster cluster = open(console);
            cluster.resources();
            return cluster;
        });
    }

    Cluster open(Console console) {
        return new Cluster(ClusterConnection.open(given(kubeconfig, "KAPP_KUBECONFIG"),
                given(context, "KAPP_KUBECONFIG_CONTEXT")), console, new ClusterView(ignoresBroken, onlyNamespaces));
    }

    private static Optional<String> given(String option, String variable) {
        return Optional.ofNullable(option).or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isEmpty());
    }
}

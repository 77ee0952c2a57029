//SOURCES ../Common.java
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

    @Option(names = "--kubeconfig-yaml", paramLabel = "TEXT",
            description = "The contents of a kubeconfig instead (KAPP_KUBECONFIG_YAML)")
    private String kubeconfigText;

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
    Supplier<Cluster> opening(Common common) {
        Optional<String> chosen = context(common.settings());
        return Parallel.meanwhile(() -> {
            Cluster cluster = open(chosen, common.console);
            cluster.resources();
            return cluster;
        });
    }

    /** The cluster that the options or the settings name. */
    Cluster open(Common common) {
        return open(context(common.settings()), common.console);
    }

    private Cluster open(Optional<String> chosen, Console console) {
        ClusterConnection connection = given(kubeconfigText, "KAPP_KUBECONFIG_YAML")
                .map(text -> ClusterConnection.read(text, chosen))
                .orElseGet(() -> ClusterConnection.open(given(kubeconfig, "KAPP_KUBECONFIG"), chosen));
        return new Cluster(connection, console, new ClusterView(ignoresBroken, onlyNamespaces));
    }

    private Optional<String> context(Settings settings) {
        return Optional.ofNullable(settings.environments().agreed("--kubeconfig-context",
                given(context, "KAPP_KUBECONFIG_CONTEXT").orElse(null), settings.context(),
                Environments.Place::context));
    }

    private static Optional<String> given(String option, String variable) {
        return Optional.ofNullable(option).or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isEmpty());
    }
}

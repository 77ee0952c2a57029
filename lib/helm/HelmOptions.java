//SOURCES ../Settings.java

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code helm template} that scripts name themselves; all others can follow {@code --}. */
final class HelmOptions {
    @Option(names = {"-n", "--namespace"}, paramLabel = "NAME", description = "Namespace of the release (default)")
    String namespace;

    @Option(names = {"-f", "--values"}, paramLabel = "FILE",
            description = "Values; repeatable, after those of gitops.yaml")
    private List<String> values = List.of();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A value; repeatable")
    private List<String> set = List.of();

    @Option(names = "--set-string", paramLabel = "KEY=VALUE", description = "A value that is text; repeatable")
    private List<String> setString = List.of();

    @Option(names = "--set-file", paramLabel = "KEY=FILE", description = "A value that a file holds; repeatable")
    private List<String> setFile = List.of();

    @Option(names = "--set-json", paramLabel = "KEY=JSON", description = "A value in JSON; repeatable")
    private List<String> setJson = List.of();

    @Option(names = "--kube-version", paramLabel = "VERSION", description = "Kubernetes version to render for")
    String kubeVersion;

    @Option(names = "--api-versions", paramLabel = "API", description = "API that the cluster has; repeatable")
    private List<String> apiVersions = List.of();

    @Option(names = "--include-crds", description = "Render the charts' crds/ directories, too")
    private boolean includeCrds;

    /**
     * The command line for helm: the settings, then these options, so that they win.
     *
     * @param further what the user wrote after {@code --}
     */
    List<String> arguments(Settings settings, List<String> further) {
        Settings.Helm helm = settings.helm();
        List<String> arguments = new ArrayList<>(List.of("--namespace", settings.namespace()));
        add(arguments, "--values", helm.values());
        add(arguments, "--values", values);
        add(arguments, "--set", helm.set());
        add(arguments, "--set", set);
        add(arguments, "--set-string", setString);
        add(arguments, "--set-file", setFile);
        add(arguments, "--set-json", setJson);
        String version = kubeVersion(settings);
        add(arguments, "--kube-version", version == null ? List.of() : List.of(version));
        add(arguments, "--api-versions", helm.apiVersions());
        add(arguments, "--api-versions", apiVersions);
        if (includeCrds || helm.includeCrds()) {
            arguments.add("--include-crds");
        }
        arguments.addAll(further);
        return arguments;
    }

    /** The Kubernetes version to render for; null when nobody said one. */
    String kubeVersion(Settings settings) {
        return kubeVersion != null ? kubeVersion : settings.helm().kubeVersion();
    }

    private static void add(List<String> arguments, String option, List<String> values) {
        values.forEach(value -> arguments.addAll(List.of(option, value)));
    }
}

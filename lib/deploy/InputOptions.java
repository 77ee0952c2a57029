//SOURCES ../Common.java
//SOURCES ../helm/HelmOptions.java
//SOURCES ../registry/RegistryOptions.java
//SOURCES ../render/ReleaseReport.java
//SOURCES ../render/Rendering.java
//SOURCES DeployInput.java
//SOURCES Placement.java

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a deploy makes the cluster have, and in which namespaces. */
final class InputOptions {
    @Option(names = {"-f", "--file"}, paramLabel = "FILE", split = ",", hideParamSyntax = true,
            description = "Manifests instead of the rendered chart: files, directories, URLs, - for standard input")
    private List<String> files = List.of();

    @Option(names = "--into-ns", paramLabel = "NAME", description = "Put all resources into this namespace")
    private String into;

    @Option(names = "--map-ns", paramLabel = "FROM=TO", split = ",", hideParamSyntax = true,
            description = "Put resources of one namespace into another")
    private Map<String, String> namespaces = Map.of();

    @Option(names = "--dangerous-allow-empty-list-of-resources",
            description = "Delete everything when there are no resources")
    private boolean allowsNothing;

    @Option(names = "--dangerous-override-ownership-of-existing-resources",
            description = "Take resources that belong to other applications")
    private boolean takesOver;

    /**
     * Reads the files, or renders the umbrella chart.
     *
     * @throws Failure also when that gives no resources, unless that is allowed
     */
    DeployInput read(Common common) {
        DeployInput input = files.isEmpty() ? rendered(common, common.toolArguments()) : DeployInput.read(files, common::path);
        if (input.resources().isEmpty() && !allowsNothing) {
            throw new Failure("there are no resources, so that deploying them would delete everything",
                    "If that is what you want, add --dangerous-allow-empty-list-of-resources.");
        }
        return input;
    }

    /** The files to deploy, or the one that the umbrella chart is rendered to. */
    List<String> files(Common common) {
        if (!files.isEmpty()) {
            return files.stream().map(file -> DeployInput.isPath(file) ? common.path(file).toString() : file).toList();
        }
        rendered(common, List.of());
        return List.of(common.path(common.settings().release()).resolve("state.yaml").toString());
    }

    /** @param namespace for resources that name none */
    Placement placement(String namespace) {
        return new Placement(namespace, Optional.ofNullable(into), namespaces);
    }

    Ownership.TakeOver takeOver() {
        return takesOver ? Ownership.TakeOver.ANYBODY : Ownership.TakeOver.UNOWNED;
    }

    private static DeployInput rendered(Common common, List<String> helmArguments) {
        Settings settings = common.settings();
        Rendering rendering = new Rendering(common, settings,
                new HelmOptions().arguments(settings, helmArguments),
                settings.locked() || common.offline ? Optional.empty()
                        : Optional.of(() -> new RegistryOptions().open(common)));
        try (ReleaseDirectory directory = ReleaseDirectory.open(common.path(settings.release()), common.console)) {
            Release release = rendering.render(directory);
            if (settings.locked()) {
                ReleaseReport.requireLocked(release, "lock.java resolve");
            }
            ReleaseReport.show(release, directory.state().toString(), "lock.java resolve", common.console);
            directory.publish(release);
            return DeployInput.of(Yaml.read(directory.state().toString(), release.state()));
        }
    }
}

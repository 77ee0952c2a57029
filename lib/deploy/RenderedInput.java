//SOURCES ../environment/Project.java
//SOURCES ../helm/HelmOptions.java
//SOURCES ../registry/RegistryOptions.java
//SOURCES ../render/ReleaseReport.java
//SOURCES ../render/Rendering.java
//SOURCES ../secrets/ManifestSecrets.java
//SOURCES ../shards/ShardOptions.java
//SOURCES DeployInput.java

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a project's chart and locks render to, to be deployed. */
final class RenderedInput {
    private static final String HOW_TO_LOCK = "lock.java resolve";

    private RenderedInput() {}

    /** Renders, and tells people what there is. */
    static DeployInput of(Project project, List<String> helmOptions) {
        Common common = project.common();
        String state = common.path(common.settings().release()).resolve("state.yaml").toString();
        return of(project, helmOptions, release -> ReleaseReport.show(
                release, project.isCheckout() ? state : "not kept", HOW_TO_LOCK, common.console));
    }

    /**
     * @param helmOptions further options for {@code helm template}
     * @param report is given the release before it is published
     */
    static DeployInput of(Project project, List<String> helmOptions, Consumer<Release> report) {
        Common common = project.common();
        Settings settings = common.settings();
        Rendering rendering = new Rendering(project, settings, new HelmOptions().arguments(settings, helmOptions),
                settings.locked() || common.offline ? Optional.empty()
                        : Optional.of(() -> new RegistryOptions().open(common)),
                template -> new ShardOptions().renderer(common, template), SecretOutput.ENCRYPTED);
        try (ReleaseDirectory directory = ReleaseDirectory.open(common.path(settings.release()), common.console)) {
            Release release = rendering.render(directory);
            if (settings.locked()) {
                ReleaseReport.requireLocked(release, HOW_TO_LOCK);
            }
            report.accept(release);
            directory.publish(release);
            return DeployInput.of(release, directory.state().toString(),
                    new ManifestSecrets(() -> new SecretVault(common, false)));
        }
    }
}

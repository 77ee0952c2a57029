//SOURCES ../Common.java
//SOURCES ../environment/Project.java
//SOURCES ../secrets/ManifestSecrets.java
//SOURCES DeployInput.java
//SOURCES Placement.java
//SOURCES RenderedInput.java

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a deploy makes the cluster have, and in which namespaces. */
final class InputOptions {
    private static final int MOST_FILES = 5;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE", split = ",", hideParamSyntax = true,
            description = "Manifests instead of the rendered chart: files, directories, URLs, - for standard input")
    private List<String> files = List.of();

    @Option(names = "--allow-dirty", description = "Deploy also what differs from the commit that is checked out")
    private boolean allowsDirty;

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
    DeployInput read(Project project) {
        DeployInput input = files.isEmpty() ? RenderedInput.of(project, project.common().toolArguments())
                : DeployInput.read(files, project.common()::path,
                        new ManifestSecrets(() -> new SecretVault(project.common(), false)));
        if (input.resources().isEmpty() && !allowsNothing) {
            throw new Failure("there are no resources, so that deploying them would delete everything",
                    "If that is what you want, add --dangerous-allow-empty-list-of-resources.");
        }
        return input;
    }

    /**
     * The files to deploy, or the one that the umbrella chart is rendered to.
     *
     * @throws Failure when they are encrypted, as they are for another tool, which would deploy them as they are
     */
    List<String> files(Project project) {
        Common common = project.common();
        ManifestSecrets secrets = new ManifestSecrets(() -> {
            throw new Failure("there are encrypted Secrets, which only deploy.java itself can decrypt",
                    "Leave --with out, or decrypt them in a pipe: secrets.java decrypt");
        });
        if (!files.isEmpty()) {
            DeployInput.read(files.stream().filter(DeployInput::isPath).toList(), common::path, secrets);
            return files.stream().map(file -> DeployInput.isPath(file) ? common.path(file).toString() : file).toList();
        }
        DeployInput.of(RenderedInput.of(project, List.of()).release().orElseThrow(), "state.yaml", secrets);
        return List.of(common.path(common.settings().release()).resolve("state.yaml").toString());
    }

    /** @throws Failure when no commit has what is to be deployed, unless that is allowed */
    void requireCommitted(DeployInput input, Project project) {
        boolean dirty = input.release().flatMap(Release::commit).filter(GitCommit::dirty).isPresent();
        if (dirty && !allowsDirty) {
            throw new Failure("the files differ from the commit that is checked out, so that nobody could deploy them "
                    + "again:\n" + differences(project.differences()),
                    "Commit them, have Git ignore what is no part of it, or add --allow-dirty.");
        }
    }

    private static String differences(List<String> files) {
        return files.stream().limit(MOST_FILES).map(file -> "  " + file).collect(Collectors.joining("\n"))
                + (files.size() > MOST_FILES ? "\n  and " + (files.size() - MOST_FILES) + " more" : "");
    }

    /** The namespace that all resources go to, if there is one. */
    Optional<String> into() {
        return Optional.ofNullable(into);
    }

    /** @param namespace for resources that name none */
    Placement placement(String namespace) {
        return new Placement(namespace, into(), namespaces);
    }

    Ownership.TakeOver takeOver() {
        return takesOver ? Ownership.TakeOver.ANYBODY : Ownership.TakeOver.UNOWNED;
    }
}

//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../helm/HelmOptions.java
//SOURCES ../render/ReleaseDifference.java
//SOURCES ../render/Rendering.java

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Shows in which images and resources two environments differ.",
        footer = {"%nBoth are rendered with the application and the namespace of TO, so that these",
            "are no difference.",
            "%nExamples:",
            "  lock.java diff develop production",
            "  lock.java diff v1.2.0 develop -c"})
final class LockDiff implements Callable<Integer> {
    @Parameters(paramLabel = "FROM", index = "0", description = "A branch, or any commit")
    String from;

    @Parameters(paramLabel = "TO", index = "1", description = "What it is compared with")
    String to;

    @Option(names = {"-c", "--diff-changes"}, description = "Show the lines, too")
    boolean lines;

    @Option(names = "--diff-exit-status", description = "Exit status 3 when something differs")
    boolean tells;

    @ParentCommand
    EnvironmentScript script;

    @Override
    public Integer call() {
        script.environment().requireNone("diff");
        Common user = script.user();
        try (Project one = Project.named(user, from); Project other = Project.named(user, to)) {
            Settings settings = other.common().settings();
            ReleaseDifference difference = new ReleaseDifference(
                    side(from, one, one.common().settings().named(settings.application(), settings.namespace())),
                    side(to, other, settings));
            user.console.clearProgress();
            show(difference, user);
            return tells && !difference.isEmpty() ? ExitStatus.FOUND : ExitStatus.DONE;
        }
    }

    private void show(ReleaseDifference difference, Common user) {
        if (difference.isEmpty()) {
            user.console.done(from + " and " + to + " render the same");
            return;
        }
        Table images = difference.images();
        user.print((images.rows().isEmpty() ? "" : images.compact() + "\n")
                + difference.resources().compact());
        if (lines) {
            user.print("\n" + difference.lines());
        }
    }

    private static ReleaseDifference.Side side(String name, Project project, Settings settings) {
        List<LockedImage> locks = project.explained(
                () -> LockedImage.in(project.common().path(settings.locks())));
        return new ReleaseDifference.Side(name, render(project, settings), locks);
    }

    private static Release render(Project project, Settings settings) {
        Common common = project.common();
        return project.explained(() -> {
            try (ReleaseDirectory directory =
                    ReleaseDirectory.open(common.path(settings.release()), common.console)) {
                return new Rendering(project, settings, new HelmOptions().arguments(settings, common.toolArguments()))
                        .render(directory);
            }
        });
    }
}

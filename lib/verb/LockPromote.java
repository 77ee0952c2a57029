//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../lock/LockPublishing.java
//SOURCES ../lock/Promotion.java

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "promote", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Carries image locks from one environment to the next, and no values.",
        footer = {"%nThe locks are committed on the branch that gets them, whether it is checked",
            "out or not; with --push in its remote repository.",
            "%nExamples:",
            "  lock.java promote --from develop --to production --dry-run",
            "  lock.java promote --from develop --to production --push web",
            "  lock.java promote --from develop --to production --push --branch release-7"})
final class LockPromote implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE", description = "As in the lock, with or without tag (all)")
    List<String> names = List.of();

    @Option(names = "--from", paramLabel = "BRANCH", required = true, description = "Where the locks come from")
    String from;

    @Option(names = "--to", paramLabel = "BRANCH", required = true, description = "The branch that gets them")
    String to;

    @Option(names = "--dry-run", description = "Say what would move, and change nothing")
    boolean dryRun;

    @Mixin
    LockPublishing publishing;

    @ParentCommand
    EnvironmentScript script;

    @Override
    public Integer call() {
        script.environment().requireNone("promote");
        Common user = script.user();
        try (Project source = Project.at(user, from, ""); Project target = Project.at(user, to, "")) {
            Path there = locks(source);
            Path here = locks(target);
            List<LockedImage> locked = target.explained(() -> LockedImage.in(here));
            Promotion promotion = Promotion.between(
                    from, source.explained(() -> LockedImage.in(there)), to, locked, names);
            if (promotion.moves().isEmpty()) {
                user.console.done(to + " has the locks of " + from);
                return ExitStatus.DONE;
            }
            user.print(promotion.table().compact());
            if (!dryRun) {
                LockChanges changes = new LockChanges(target.common().projectDir(), locked, here);
                promotion.into(changes, there, here);
                publishing.publish(user, to, changes.replacing(), promotion.message());
            }
            user.console.done((dryRun ? "Would promote " : "Promoted ") + promotion.moves().size()
                    + (promotion.moves().size() == 1 ? " image" : " images"));
            return ExitStatus.DONE;
        }
    }

    private static Path locks(Project project) {
        return project.common().path(project.common().settings().locks());
    }
}

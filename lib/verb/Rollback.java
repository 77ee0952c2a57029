//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../deploy/ApplicationOptions.java
//SOURCES ../deploy/ApprovalOptions.java
//SOURCES ../deploy/DeployedApplication.java
//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../git/ShortHash.java
//SOURCES ../rollback/ImageChanges.java
//SOURCES ../rollback/RollbackTarget.java
//SOURCES ../wait/ConvergenceOptions.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "rollback", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Deploys the commit again that was deployed before, byte for byte.%n",
        footer = {"%nExamples:",
            "  deploy.java rollback                     the deploy before the current one",
            "  deploy.java rollback --to v1.1 --commit  makes it last, by a commit that reverts",
            "  deploy.java history                      the changes and commits for --to",
            "%nExit status: 0 done, 1 failed, 2 wrong usage"})
final class Rollback implements Callable<Integer> {
    @Option(names = "--to", paramLabel = "CHANGE|REV",
            description = "A change, as the history names it, or a commit (the deploy before the current one)")
    String to = "";

    @Option(names = "--commit", description = "Commit on the branch what reverts it to that commit")
    boolean commits;

    @ArgGroup(validate = false, exclusive = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nBefore anything changes:%n")
    ApprovalOptions approval = new ApprovalOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow much to show:%n")
    DiffOptions diff = new DiffOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow long to wait:%n")
    ConvergenceOptions convergence = new ConvergenceOptions();

    @ParentCommand
    EnvironmentScript script;

    @Override
    public Integer call() {
        if (!script.environment().revision().isEmpty()) {
            throw Failure.usage("a rollback goes --to a commit, not --at one", "Write --to "
                    + script.environment().revision() + ".");
        }
        try {
            return rollBack(DeployedApplication.of(
                    script.user(), script.environment().environment(), application, clusters));
        } catch (ClusterRefusal e) {
            throw e.failure();
        }
    }

    private int rollBack(DeployedApplication deployed) {
        deployed.record().requireDeployed("deploy.java list -A shows those that are there.");
        Common user = script.user();
        List<JsonNode> changes = ChangeRecord.all(deployed.cluster(), deployed.record());
        RollbackTarget target = to.isEmpty() ? RollbackTarget.before(changes, deployed.record().mark())
                : RollbackTarget.named(to, changes);
        DeployedApplication.Planned planned = deployed.plan(
                target.revision(), target.recorded().or(deployed.record()::mark));
        user.console.clearProgress();
        target.requireSame(planned, changes);
        user.print("Rolls " + deployed.record().name() + " back to " + planned.commit().abbreviated()
                + (target.change().isEmpty() ? "" : ", deployed by " + target.change()) + "\n");
        ImageChanges.of(planned.plan()).forEach(line -> user.print("  image " + line + "\n"));
        Narration narration = new Narration(user, false);
        planned.deployment().report(diff).show(planned.plan(), narration);
        if (approval.given(planned.plan(), narration)) {
            int ahead = deployed.commitsSince(planned.commit().id()).size();
            Optional<GitRestore.Prepared> restoring = commits && ahead > 0 ? Optional.of(
                    Project.prepareRestore(user, deployed.environment(), planned.commit().id())) : Optional.empty();
            planned.carryOut(convergence, user.console, narration.progress());
            user.console.done("Rolled back to " + planned.commit().abbreviated());
            restoring.ifPresentOrElse(commit -> makeLast(commit, planned.commit()),
                    () -> tellOfHead(deployed, planned.commit(), ahead));
        }
        return approval.end(planned.plan(), narration);
    }

    private void makeLast(GitRestore.Prepared restoring, GitCommit commit) {
        Project.restore(script.user(), restoring);
        script.user().console.info("Committed " + ShortHash.of(restoring.commit().name())
                + ", which has the files of " + commit.abbreviated() + " again");
    }

    /** What Git has beyond the cluster comes back with the next deploy, unless it is reverted there, too. */
    private void tellOfHead(DeployedApplication deployed, GitCommit commit, int ahead) {
        if (ahead == 0) {
            return;
        }
        String branch = deployed.environment().isEmpty() ? "HEAD" : deployed.environment();
        script.user().console.warn(branch + (ahead == 1 ? " is 1 commit" : " is " + ahead + " commits")
                + " ahead of the cluster now\n"
                + "  The next deploy of it undoes this rollback. To make it last, use --commit, or:\n"
                + "  git revert --no-edit " + commit.abbreviated() + ".." + branch);
    }
}

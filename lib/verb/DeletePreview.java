//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../deploy/ApprovalOptions.java
//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../preview/PreviewCluster.java
//SOURCES ../wait/ConvergenceOptions.java

import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "preview", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Deletes the application preview-NAME, and its namespace if that was made for it.%n")
final class DeletePreview implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What it is called, such as pr-7")
    String name;

    @ArgGroup(validate = false, exclusive = false, heading = "%nIts cluster:%n")
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
        Preview preview = new Preview(name);
        Common common = script.user();
        PreviewCluster previews = new PreviewCluster(clusters.open(common), common.console);
        Narration narration = new Narration(common, false);
        try {
            if (!previews.isThere(preview)) {
                common.console.info("There is no preview " + preview.name());
                return ExitStatus.DONE;
            }
            Plan plan = previews.planToDelete(preview);
            previews.deployment(preview).report(diff).show(plan, narration);
            if (approval.given(plan, "Delete these resources?", narration)) {
                previews.delete(preview, convergence, narration.progress());
                common.console.done("Deleted " + preview.fullName());
            }
            return approval.end(plan, narration);
        } catch (ClusterRefusal e) {
            throw e.failure();
        }
    }
}

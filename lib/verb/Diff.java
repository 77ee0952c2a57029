//SOURCES ../deploy/ChangeExitStatus.java
//SOURCES ../deploy/OutputOptions.java
//SOURCES ../deploy/PlanOptions.java
//SOURCES ../environment/EnvironmentScript.java

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Shows what a deploy would change, and changes nothing.%n",
        footer = {"%nExamples:",
            "  deploy.java diff                         what the rendered chart would change",
            "  deploy.java diff -f app/ --diff-context 5",
            "  deploy.java diff -c=false                only the table",
            "  deploy.java diff --diff-exit-status      exit status 3 if there are changes,",
            "                                           2 if not"})
final class Diff implements Callable<Integer> {
    @Mixin
    PlanOptions planning;

    @Option(names = "--diff-exit-status", description = "Exit status 3 for changes, 2 for none")
    boolean exitStatus;

    @Mixin
    OutputOptions output;

    @ParentCommand
    EnvironmentScript script;

    @Override
    public Integer call() {
        planning.diff.showChanges();
        return script.environment().in(script.user(),
                project -> output.tell(script.user(), narration -> diff(project, narration)));
    }

    private int diff(Project project, Narration narration) {
        Common common = project.common();
        Supplier<Cluster> opening = planning.clusters.opening(common);
        DeployInput input = planning.read(project);
        KappConfig rules = planning.rules(input);
        Cluster cluster = narration.introduce(opening.get());
        Planned planned = planning.plan(cluster, input, rules, common, narration);
        return ChangeExitStatus.afterDiff(exitStatus, planned.plan(), narration);
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?

// Deletes an application from a cluster, in place of delete.sh.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -XDstringConcat=inline
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
// Memory grows with the release, and not before it has to.
//RUNTIME_OPTIONS -Xms64m -Xmn48m -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30
//CDS
// The class-data archive would print warnings on standard output,
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr
// and JDK 17 crashes when it archives lambdas of signed jars, such as JGit's.
//RUNTIME_OPTIONS -Djdk.internal.lambda.disableEagerInitialization=true
//SOURCES lib/Common.java
//SOURCES lib/cluster/ClusterOptions.java
//SOURCES lib/deploy/ApplicationOptions.java
//SOURCES lib/deploy/ApprovalOptions.java
//SOURCES lib/deploy/Deployment.java
//SOURCES lib/deploy/FilterOptions.java
//SOURCES lib/deploy/IgnoredOptions.java
//SOURCES lib/deploy/KappOptions.java
//SOURCES lib/deploy/OutputOptions.java
//SOURCES lib/environment/EnvironmentScript.java
//SOURCES lib/preview/PreviewExpiry.java
//SOURCES lib/verb/DeletePreview.java

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Verbs(DeletePreview.class)
@Command(name = "delete.java", mixinStandardHelpOptions = true, version = "delete.java 0.1.0", sortOptions = false,
        customSynopsis = {"delete.java [OPTIONS]", "       delete.java preview NAME [OPTIONS]"},
        header = "Deletes an application's resources in order, and then what the cluster remembers of it.%n",
        footer = {"%nExamples:",
            "  delete.java                     the application of gitops.yaml",
            "  delete.java --env staging       the application of that branch",
            "  delete.java -a web -n shop -y   another one, without asking",
            "  delete.java preview pr-7        what deploy.java preview pr-7 has deployed",
            "  delete.java --expired -y        previews past their time to live, from a cron",
            "%nExit status: 0 done, 1 failed, 2 wrong usage; with --diff-exit-status or",
            "--apply-exit-status 2 nothing to delete, 3 resources"})
class delete implements Callable<Integer>, EnvironmentScript {

    @ArgGroup(validate = false, exclusive = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @Option(names = "--expired", description = "All previews that are past their time to live, and nothing else")
    boolean expired;

    @ArgGroup(validate = false, exclusive = false, heading = "%nBefore anything changes:%n")
    ApprovalOptions approval = new ApprovalOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow much to show:%n")
    DiffOptions diff = new DiffOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow long to wait:%n")
    ConvergenceOptions convergence = new ConvergenceOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nOnly some resources; the rest stays as it is:%n")
    FilterOptions filters = new FilterOptions();

    @Option(names = "--prev-app", paramLabel = "NAME", description = "What the application was called before")
    String previous;

    @ArgGroup(validate = false, exclusive = false, heading = "%nAnother tool in place of this one:%n")
    KappOptions kapp = new KappOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "")
    IgnoredOptions ignored = new IgnoredOptions();

    @Mixin
    OutputOptions output;

    @Mixin
    EnvironmentOptions environment;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    public static void main(String... args) {
        Common.start(new delete(), args);
    }

    @Override
    public Integer call() {
        if (expired) {
            return output.tell(common, narration ->
                    new PreviewExpiry(clusters.open(common), common, convergence).delete(approval));
        }
        Common placed = environment.settled(common);
        if (kapp.wantKapp(placed.settings())) {
            return KappOptions.run("delete", spec, application, List::of, placed);
        }
        return output.tell(common, narration -> delete(placed, narration));
    }

    private int delete(Common placed, Narration narration) {
        Cluster cluster = narration.introduce(clusters.open(placed));
        try (Turn turn = application.turn(cluster, placed)) {
            Deployment deployment;
            Plan plan;
            do {
                ApplicationRecord record = application.record(cluster, placed.settings()).orFormerly(previous);
                if (record.isNew()) {
                    narration.line("App '" + record.name() + "' (namespace: " + record.namespace()
                            + ") does not exist");
                    return approval.end(Plan.NOTHING, narration);
                }
                deployment = new Deployment(cluster, record, DefaultRules.with(List.of()),
                        Ownership.TakeOver.UNOWNED, filters.scope());
                plan = deployment.planToDelete();
                deployment.report(diff).show(plan, narration);
                if (plan.extent() == Plan.Extent.PART) {
                    narration.line("The app '" + record.name() + "' stays: filters leave some of its resources out");
                }
                if (!approval.given(plan, "Delete these resources?", narration)) {
                    return approval.end(plan, narration);
                }
            } while (!deployment.isNext(turn, convergence));
            deployment.delete(plan, convergence, narration.progress(), turn);
            return approval.end(plan, narration);
        }
    }

    @Override
    public Common common() {
        return environment.settled(common);
    }

    @Override
    public Common user() {
        return common;
    }

    @Override
    public EnvironmentOptions environment() {
        return environment;
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?

// Makes a cluster have what a config repository says, in place of deploy.sh.

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
//SOURCES lib/deploy/ApprovalOptions.java
//SOURCES lib/deploy/IgnoredOptions.java
//SOURCES lib/deploy/KappOptions.java
//SOURCES lib/deploy/OutputOptions.java
//SOURCES lib/deploy/PlanOptions.java
//SOURCES lib/environment/EnvironmentScript.java
//SOURCES lib/logs/DeployLogs.java
//SOURCES lib/verb/DeployPreview.java
//SOURCES lib/verb/Diff.java
//SOURCES lib/verb/FindDrift.java
//SOURCES lib/verb/History.java
//SOURCES lib/verb/Inspect.java
//SOURCES lib/verb/ListApplications.java
//SOURCES lib/verb/Logs.java
//SOURCES lib/verb/Rollback.java

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Verbs({Diff.class, Inspect.class, Logs.class, History.class, ListApplications.class, FindDrift.class, Rollback.class,
    DeployPreview.class})
@Command(name = "deploy.java", mixinStandardHelpOptions = true, version = "deploy.java 0.1.0", sortOptions = false,
        customSynopsis = {"deploy.java [OPTIONS]",
            "       deploy.java diff | inspect | logs | history | list [OPTIONS]",
            "       deploy.java drift | rollback | preview NAME [OPTIONS]"},
        header = "Renders the umbrella chart and makes the cluster have it, in order.%n",
        footer = {"%nExamples:",
            "  deploy.java                              render, show, ask, deploy",
            "  deploy.java diff                         only show what would change",
            "  deploy.java -a web -n shop -f app/ -y    deploy files, without asking",
            "  deploy.java --env production             the newest commit of that branch",
            "  deploy.java --at v1.2.0                  that commit, as it was",
            "  deploy.java inspect --tree               what the cluster has of it",
            "  deploy.java drift --all                  whether clusters have what was deployed",
            "  deploy.java rollback                     the deploy before this one, again",
            "  deploy.java preview pr-7 --ttl 48h       a release of its own, for a while",
            "%nExit status: 0 done, 1 failed, 2 wrong usage; with --diff-exit-status or",
            "--apply-exit-status 2 nothing to change, 3 changes"})
class deploy implements Callable<Integer>, EnvironmentScript {

    @Mixin
    PlanOptions planning;

    @ArgGroup(validate = false, exclusive = false, heading = "%nBefore anything changes:%n")
    ApprovalOptions approval = new ApprovalOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow long to wait:%n")
    ConvergenceOptions convergence = new ConvergenceOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nWhat to print meanwhile:%n")
    DeployLogs logs = new DeployLogs();

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
        Common.start(new deploy(), args);
    }

    @Override
    public Integer call() {
        return environment.in(common, project -> kapp.wantKapp(project.common().settings())
                ? KappOptions.run("deploy", spec, planning.application, () -> planning.what.files(project),
                        project.common())
                : output.tell(common, narration -> deploy(project, narration)));
    }

    private int deploy(Project project, Narration narration) {
        Common placed = project.common();
        Supplier<Cluster> opening = planning.clusters.opening(placed);
        DeployInput input = approval.onlyShows() ? planning.read(project) : planning.readCommitted(project);
        KappConfig rules = planning.rules(input);
        ReleaseMark mark = input.mark(planning.placement(placed.settings()));
        Cluster cluster = narration.introduce(opening.get());
        try (Turn turn = planning.application.turn(cluster, placed)) {
            if (!approval.onlyShows()) {
                planning.createNamespaces(cluster, placed.settings());
            }
            Planned planned;
            boolean approved;
            do {
                planned = planning.plan(cluster, input, rules, placed, narration);
                approved = approval.given(planned.plan(), narration);
            } while (approved && !planned.plan().isEmpty() && !planned.deployment().isNext(turn, convergence));
            Plan plan = planned.plan();
            if (approved) {
                try (DeployLogs.Open open = logs.open(planned.deployment(), plan, narration)) {
                    planned.deployment().carryOut(plan, mark, convergence, open.progress(), turn);
                }
            }
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

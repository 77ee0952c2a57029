///usr/bin/env jbang "$0" "$@" ; exit $?

// Makes a cluster have what a config repository says, in place of deploy.sh.

//JAVA 17+
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn48m
//CDS
// The class-data archive would print warnings on standard output,
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr
// and JDK 17 crashes when it archives lambdas of signed jars, such as JGit's.
//RUNTIME_OPTIONS -Djdk.internal.lambda.disableEagerInitialization=true
//SOURCES lib/Common.java
//SOURCES lib/Script.java
//SOURCES lib/cluster/ClusterOptions.java
//SOURCES lib/deploy/ApplicationOptions.java
//SOURCES lib/deploy/ApprovalOptions.java
//SOURCES lib/deploy/Deployment.java
//SOURCES lib/deploy/InputOptions.java
//SOURCES lib/verb/ListApplications.java
//SOURCES lib/verb/History.java
//SOURCES lib/verb/Inspect.java

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "deploy.java", mixinStandardHelpOptions = true, version = "deploy.java 0.1.0", sortOptions = false,
        subcommands = {Inspect.class, History.class, ListApplications.class},
        customSynopsis = {"deploy.java [OPTIONS]", "       deploy.java inspect | history | list [OPTIONS]"},
        header = "Renders the umbrella chart and makes the cluster have it, in order.%n",
        footer = {"%nExamples:",
            "  deploy.java                              render, show, ask, deploy",
            "  deploy.java --diff-run -c                only show what would change",
            "  deploy.java -a web -n shop -f app/ -y    deploy files, without asking",
            "  deploy.java inspect --tree               what the cluster has of it",
            "%nExit status: 0 done, 1 failed, 2 wrong usage; with --diff-exit-status or",
            "--apply-exit-status 2 nothing to change, 3 changes"})
class deploy implements Callable<Integer>, Script {

    @ArgGroup(validate = false, heading = "%nWhat to deploy, and where to:%n")
    InputOptions what = new InputOptions();

    @ArgGroup(validate = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @ArgGroup(validate = false, heading = "%nBefore anything changes:%n")
    ApprovalOptions approval = new ApprovalOptions();

    @ArgGroup(validate = false, heading = "%nHow much to show:%n")
    DiffOptions diff = new DiffOptions();

    @ArgGroup(validate = false, heading = "%nHow long to wait:%n")
    ConvergenceOptions convergence = new ConvergenceOptions();

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new deploy(), args);
    }

    @Override
    public Integer call() {
        Supplier<Cluster> opening = clusters.opening(common.console);
        DeployInput input = what.read(common);
        Cluster cluster = opening.get();
        try (Turn turn = application.turn(cluster, common)) {
            common.console.info("Target cluster '" + cluster.server() + "'");
            Deployment deployment;
            Plan plan;
            boolean approved;
            do {
                deployment = new Deployment(cluster, application.record(cluster, common.settings()),
                        DefaultRules.with(input.configs()), what.takeOver());
                plan = deployment.plan(input.resources(), what.placement(application.namespace(common.settings())));
                deployment.report(diff).print(plan, common::print);
                approved = approval.given(plan);
            } while (approved && !deployment.isNext(turn, convergence));
            if (approved) {
                deployment.carryOut(plan, convergence, new ProgressLog(common.console), turn);
            }
            common.console.done("Succeeded");
            return approval.exitStatus(plan);
        } catch (ClusterRefusal e) {
            throw e.failure();
        }
    }

    @Override
    public Common common() {
        return common;
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?

// Makes a cluster have what a config repository says, in place of deploy.sh.

//JAVA 17+
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
//CDS
// The class-data archive would print warnings on standard output,
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr
// and JDK 17 crashes when it archives lambdas of signed jars, such as JGit's.
//RUNTIME_OPTIONS -Djdk.internal.lambda.disableEagerInitialization=true
//SOURCES lib/Common.java
//SOURCES lib/Confirmation.java
//SOURCES lib/JsonReport.java
//SOURCES lib/cluster/ClusterOptions.java
//SOURCES lib/deploy/ApplicationOptions.java
//SOURCES lib/deploy/Deployment.java
//SOURCES lib/deploy/RecordTable.java
//SOURCES lib/deploy/ResourceTable.java
//SOURCES lib/helm/HelmOptions.java
//SOURCES lib/registry/RegistryOptions.java
//SOURCES lib/render/ReleaseReport.java
//SOURCES lib/render/Rendering.java

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "deploy.java", mixinStandardHelpOptions = true, version = "deploy.java 0.1.0", sortOptions = false,
        subcommands = {deploy.Inspect.class, deploy.History.class, deploy.Applications.class},
        customSynopsis = {"deploy.java [OPTIONS]", "       deploy.java inspect | history | list [OPTIONS]"},
        header = "Renders the umbrella chart and makes the cluster have it, in order.%n",
        footer = {"%nExamples:",
            "  deploy.java                              render, show, ask, deploy",
            "  deploy.java --diff-run -c                only show what would change",
            "  deploy.java -a web -n shop -f app/ -y    deploy files, without asking",
            "  deploy.java inspect --tree               what the cluster has of it",
            "%nExit status: 0 done, 1 failed, 2 wrong usage; with --diff-exit-status or",
            "--apply-exit-status 2 nothing to change, 3 changes"})
class deploy implements Callable<Integer> {

    @ArgGroup(validate = false, heading = "%nWhat to deploy, and where to:%n")
    What what = new What();

    @ArgGroup(validate = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @ArgGroup(validate = false, heading = "%nBefore anything changes:%n")
    Look look = new Look();

    @ArgGroup(validate = false, heading = "%nHow much to show:%n")
    DiffOptions diff = new DiffOptions();

    @ArgGroup(validate = false, heading = "%nHow long to wait:%n")
    ConvergenceOptions convergence = new ConvergenceOptions();

    @Mixin
    Common common;

    static class What {
        @Option(names = {"-f", "--file"}, paramLabel = "FILE",
                description = "Manifests instead of the rendered chart: files, directories, - for standard input")
        List<String> files = List.of();

        @Option(names = "--into-ns", paramLabel = "NAME", description = "Put all resources into this namespace")
        String into;

        @Option(names = "--map-ns", paramLabel = "FROM=TO", description = "Put resources of one namespace into another")
        Map<String, String> namespaces = Map.of();

        @Option(names = "--dangerous-allow-empty-list-of-resources",
                description = "Delete everything when there are no resources")
        boolean allowsNothing;

        @Option(names = "--dangerous-override-ownership-of-existing-resources",
                description = "Take resources that belong to other applications")
        boolean takesOver;
    }

    static class Look {
        @Option(names = "--diff-run", description = "Show what would change, and stop")
        boolean only;

        @Option(names = "--diff-exit-status", description = "With --diff-run: exit status 3 for changes, 2 for none")
        boolean exitStatus;

        @Option(names = {"-y", "--yes"}, description = "Do not ask")
        boolean yes;

        @Option(names = "--apply-exit-status", description = "Exit status 3 for changes, 2 for none")
        boolean applyExitStatus;
    }

    public static void main(String... args) {
        Common.start(new deploy(), args);
    }

    @Override
    public Integer call() {
        DeployInput input = input();
        Cluster cluster = clusters.open(common.console);
        try {
            common.console.info("Target cluster '" + cluster.server() + "'");
            Deployment deployment = deployment(cluster, input);
            Plan plan = deployment.plan(input.resources(), placement());
            deployment.report(diff).print(plan, common::print);
            if (!look.only && !plan.isEmpty()) {
                Confirmation.require(look.yes, "Make these changes?");
                deployment.carryOut(plan, convergence, new ProgressLog(common.console));
            }
            common.console.done("Succeeded");
            return exitStatus(plan);
        } catch (ClusterRefusal e) {
            throw e.failure();
        }
    }

    private int exitStatus(Plan plan) {
        boolean tells = look.only ? look.exitStatus : look.applyExitStatus;
        return !tells ? ExitStatus.DONE : plan.isEmpty() ? ExitStatus.USAGE : ExitStatus.FOUND;
    }

    private Deployment deployment(Cluster cluster, DeployInput input) {
        Settings settings = common.settings();
        ApplicationRecord record = ApplicationRecord.of(cluster, application.namespace(settings),
                application.name(settings));
        return new Deployment(cluster, record, DefaultRules.with(input.configs()),
                what.takesOver ? Ownership.TakeOver.ANYBODY : Ownership.TakeOver.UNOWNED);
    }

    private Placement placement() {
        return new Placement(application.namespace(common.settings()), Optional.ofNullable(what.into), what.namespaces);
    }

    private DeployInput input() {
        DeployInput input = what.files.isEmpty() ? rendered() : DeployInput.read(what.files, common::path);
        if (input.resources().isEmpty() && !what.allowsNothing) {
            throw new Failure("there are no resources, so that deploying them would delete everything",
                    "If that is what you want, add --dangerous-allow-empty-list-of-resources.");
        }
        return input;
    }

    private DeployInput rendered() {
        Settings settings = common.settings();
        Rendering rendering = new Rendering(common, settings, new HelmOptions().arguments(settings, List.of()),
                settings.locked() || common.offline ? Optional.empty()
                        : Optional.of(() -> new RegistryOptions().open(common)));
        try (ReleaseDirectory directory = ReleaseDirectory.open(common.path(settings.release()), common.console)) {
            Release release = rendering.render(directory);
            if (settings.locked()) {
                ReleaseReport.requireLocked(release, "lock.java resolve");
            }
            ReleaseReport.show(release, directory.state().toString(), "lock.java resolve", common.console);
            directory.publish(release);
            return DeployInput.of(Yaml.read(directory.state().toString(), release.state()));
        }
    }

    /** Shows what a cluster has. */
    abstract static class View implements Callable<Integer> {
        @ArgGroup(validate = false, heading = "%nThe application, and its cluster:%n")
        ApplicationOptions application = new ApplicationOptions();

        @ArgGroup(validate = false, heading = "")
        ClusterOptions clusters = new ClusterOptions();

        @Option(names = "--json", description = "Print it for programs, in the shape of kapp's")
        boolean json;

        @ParentCommand
        deploy deploy;

        abstract String show(Cluster cluster, JsonReport report);

        @Override
        public Integer call() {
            JsonReport report = new JsonReport();
            try {
                String text = show(clusters.open(deploy.common.console), report);
                deploy.common.print(json ? report.text() + "\n" : text);
                return ExitStatus.DONE;
            } catch (ClusterRefusal e) {
                throw e.failure();
            }
        }

        String namespace() {
            return application.namespace(deploy.common.settings());
        }

        ApplicationRecord record(Cluster cluster) {
            ApplicationRecord record = ApplicationRecord.of(
                    cluster, namespace(), application.name(deploy.common.settings()));
            if (record.isNew()) {
                throw new Failure("there is no application " + record.name() + " in namespace " + namespace(),
                        "deploy.java list -n " + namespace() + " shows those that are there.");
            }
            return record;
        }
    }

    @Command(name = "inspect", mixinStandardHelpOptions = true, sortOptions = false,
            header = "Prints the resources of an application as they are in the cluster.%n")
    static class Inspect extends View {
        @Option(names = "--tree", description = "What was made for a resource follows it")
        boolean tree;

        @Override
        String show(Cluster cluster, JsonReport report) {
            ApplicationRecord record = record(cluster);
            KappConfig config = DefaultRules.with(List.of());
            ResourceTable resources = new ResourceTable(
                    new Deployment(cluster, record, config, Ownership.TakeOver.UNOWNED).live(),
                    new Readiness(config.waitRules()), Instant.now());
            Table table = tree ? resources.tree() : resources.flat();
            report.table(table);
            return table.text("Resources in app '" + record.name() + "'", "resources");
        }
    }

    @Command(name = "history", mixinStandardHelpOptions = true, sortOptions = false,
            header = "Prints the changes of an application, the newest first.%n")
    static class History extends View {
        @Override
        String show(Cluster cluster, JsonReport report) {
            Table table = RecordTable.changes(ChangeRecord.all(cluster, record(cluster)));
            report.table(table);
            return table.text("App changes", "app changes");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
            header = "Prints the applications of a namespace.%n")
    static class Applications extends View {
        @Override
        String show(Cluster cluster, JsonReport report) {
            Table table = RecordTable.applications(ApplicationRecord.all(cluster, namespace()), Instant.now());
            report.table(table);
            return table.text("Apps in namespace '" + namespace() + "'", "apps");
        }
    }
}

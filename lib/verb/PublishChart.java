//SOURCES ../Script.java
//SOURCES ../charts/ChartDestinations.java
//SOURCES ../charts/ChartPacking.java
//SOURCES ../charts/RaisedDependency.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES ../lock/ConfigRepositoryOptions.java
//SOURCES ../registry/RegistryOptions.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "chart", sortOptions = false,
        customSynopsis = "build.jbang chart [DIR] --to DESTINATION [OPTIONS] [-- HELM-OPTIONS]",
        header = "Checks and packages a chart, and publishes it for other charts to depend on.%n",
        footer = {"%nA version that is there already is not replaced without --force.",
            "%nDestinations:",
            "  oci://registry.example.com/charts         a registry",
            "  https://charts.example.com/api/charts     a ChartMuseum, any tenant",
            "  s3://bucket/prefix                        a bucket, as helm-s3 has it",
            "  ../charts                                 a directory with an index.yaml",
            "%nCredentials come from where other tools have them: the files of Docker and",
            "helm, HELM_REPO_USERNAME, _PASSWORD and _ACCESS_TOKEN, and all that AWS's own",
            "tools know.",
            "What follows -- goes to helm package: -- --sign --key NAME --keyring FILE.",
            "%nExit status: 0 done, 1 failed, 2 wrong usage"})
final class PublishChart implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The chart (the current directory)")
    String directory = ".";

    @Option(names = "--to", required = true, paramLabel = "DESTINATION", description = "Where to publish it")
    String to;

    @Option(names = "--version", paramLabel = "VERSION",
            description = "Its version (that of a tag NAME-1.2.0 or v1.2.0 of the commit, else that of Chart.yaml)")
    String version = "";

    @Option(names = "--app-version", paramLabel = "VERSION",
            description = "The version of what is in it (that of Chart.yaml, else the commit)")
    String appVersion = "";

    @Option(names = "--force", description = "Replace the version if it is there already")
    boolean force;

    @ArgGroup(validate = false, exclusive = false, heading = "%nWhose umbrella chart is to have the version:%n")
    ConfigRepositoryOptions config = new ConfigRepositoryOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow registries are asked, as kbld:%n")
    RegistryOptions registries = new RegistryOptions();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help message and exit.")
    boolean help;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        Common common = script.common();
        if (common.offline) {
            throw Failure.usage("a chart cannot be published with --offline", "Leave it out.");
        }
        ChartDestination destination = ChartDestinations.of(to, registries, common);
        Optional<ConfigTarget> user = config.open(common);
        try (TemporaryDirectory target = TemporaryDirectory.create("chart-")) {
            ChartPackage chart = new ChartPacking(common)
                    .pack(existing(common.path(directory)), version, appVersion, target.path());
            Optional<RaisedDependency> dependency = user.map(opened ->
                    new RaisedDependency(opened, chart, destination.repository()));
            dependency.ifPresent(RaisedDependency::require);
            String place = destination.publish(chart, force);
            common.print(place + " sha256:" + chart.sha256() + "\n");
            common.console.done("Published " + chart);
            dependency.ifPresent(one -> common.console.info("  used by  " + raised(one, chart)));
            return ExitStatus.DONE;
        } finally {
            user.ifPresent(ConfigTarget::close);
        }
    }

    private static Path existing(Path chart) {
        if (!Files.isRegularFile(chart.resolve("Chart.yaml"))) {
            throw Failure.usage("there is no chart in " + chart + ": it has no Chart.yaml",
                    "Name the chart's directory: build.jbang chart DIR --to DESTINATION.");
        }
        return chart;
    }

    private static String raised(RaisedDependency dependency, ChartPackage chart) {
        try {
            return dependency.raise();
        } catch (Failure e) {
            throw new Failure(e.getMessage(), (e.advice() + "\n" + chart + " is published.").strip());
        }
    }
}

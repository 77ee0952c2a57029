//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../deploy/ApprovalOptions.java
//SOURCES ../deploy/Planned.java
//SOURCES ../deploy/RenderedInput.java
//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../preview/PreviewCluster.java
//SOURCES ../preview/PreviewUrls.java
//SOURCES ../wait/ConvergenceOptions.java
//SOURCES ../yaml/GoDuration.java

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "preview", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Deploys the chart as the application preview-NAME, into a namespace of that name.%n",
        footer = {"%nExamples:",
            "  build.jbang --config-repo . && deploy.java preview pr-7 -y",
            "                                                 build it, deploy it, print its URL",
            "  deploy.java preview pr-7 --ttl 8h --set host=pr-7.example.com",
            "  delete.java preview pr-7                       before its time to live is over",
            "%nExit status: 0 done, 1 failed, 2 wrong usage"})
final class DeployPreview implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What it is called, such as pr-7")
    String name;

    @Option(names = "--ttl", paramLabel = "DURATION", converter = GoDuration.class,
            description = "How long it lives; delete.java --expired deletes it then (48h)")
    Duration timeToLive = Duration.ofHours(48);

    @Option(names = "--values", paramLabel = "FILE",
            description = "Values for the chart; repeatable, after those of gitops.yaml")
    List<String> values = List.of();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A value; repeatable")
    List<String> set = List.of();

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
        if (script.environment().isElsewhere()) {
            throw Failure.usage("a preview is of the files here", "Leave --env and --at out.");
        }
        Preview preview = new Preview(name);
        Common user = script.user();
        Common common = user.with(user.projectDir(), preview.settings(user.settings()));
        Cluster cluster = clusters.open(common);
        DeployInput input = RenderedInput.of(Project.checkout(common), helmOptions(common));
        Narration narration = Narration.aside(user);
        PreviewCluster previews = new PreviewCluster(cluster, user.console);
        Instant expires = Instant.now().plus(timeToLive).truncatedTo(ChronoUnit.SECONDS);
        try (Turn turn = previews.turn(preview)) {
            Planned planned;
            boolean approved;
            do {
                planned = plan(previews, preview, input, narration);
                approved = approval.given(planned.plan(), narration);
                if (approved) {
                    previews.prepare(preview, expires);
                }
            } while (approved && !planned.deployment().isNext(turn, convergence));
            if (approved) {
                planned.deployment().putIntoRecord(preview.mark(expires));
                planned.deployment().carryOut(planned.plan(), input.mark(placement(preview)), convergence,
                        narration.progress(), turn);
                user.console.done("Deployed " + preview.fullName() + ", until " + expires);
                PreviewUrls.of(planned.plan().wanted()).forEach(url -> user.print(url + "\n"));
            }
            return approval.end(planned.plan(), narration);
        } catch (ClusterRefusal e) {
            throw e.failure();
        }
    }

    private Planned plan(PreviewCluster previews, Preview preview, DeployInput input, Narration narration) {
        return Planned.of(() -> previews.deployment(preview, DefaultRules.with(input.configs())), deployment -> {
            Plan plan = deployment.plan(input.resources(), placement(preview));
            deployment.report(diff).show(plan, narration);
            return plan;
        });
    }

    private static Placement placement(Preview preview) {
        return new Placement(preview.fullName(), Optional.of(preview.fullName()), Map.of());
    }

    private List<String> helmOptions(Common common) {
        List<String> options = new ArrayList<>();
        values.forEach(file -> options.addAll(List.of("--values", file)));
        set.forEach(value -> options.addAll(List.of("--set", value)));
        options.addAll(common.toolArguments());
        return options;
    }
}

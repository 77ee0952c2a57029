//SOURCES ../Confirmation.java
//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../deploy/ApplicationOptions.java
//SOURCES ../drift/EnvironmentDrift.java
//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../io/Parallel.java
//SOURCES ../wait/ConvergenceOptions.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "drift", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Compares a cluster with the commit that was deployed last, or with --at another.%n",
        footer = {"%nExamples:",
            "  deploy.java drift                    this branch's environment",
            "  deploy.java drift --at HEAD          compare with the newest commit instead",
            "  deploy.java drift --env a,b --json   two environments, for programs",
            "  deploy.java drift --all --fix -y     all of gitops.yaml; deploys what differs",
            "%nExit status: 0 no drift, 1 failed, 2 wrong usage, 3 drift"})
final class FindDrift implements Callable<Integer> {
    @ArgGroup(validate = false, exclusive = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @Option(names = "--all", description = "All environments of gitops.yaml; --env a,b names some of them")
    boolean all;

    @Option(names = "--json", description = "Print it for programs")
    boolean json;

    @Option(names = "--fix", description = "Deploy the commit again where there is drift")
    boolean fixes;

    @Option(names = {"-y", "--yes"}, description = "Fix without asking")
    boolean yes;

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow much to show, beside what differs:%n")
    DiffOptions diff = new DiffOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nHow long to wait for what is fixed:%n")
    ConvergenceOptions convergence = new ConvergenceOptions();

    @ParentCommand
    EnvironmentScript script;

    /** What was found in an environment, or why nothing could be. */
    private record Checked(String environment, Optional<EnvironmentDrift> drift, Optional<Failure> failure) {
        ObjectNode json() {
            return drift.map(EnvironmentDrift::json).orElseGet(() -> Json.object().put("environment", environment)
                    .put("error", failure.orElseThrow().getMessage()));
        }
    }

    @Override
    public Integer call() {
        List<Checked> checked = Parallel.map(environments(), this::check);
        show(checked);
        if (checked.size() == 1 && checked.get(0).failure.isPresent()) {
            throw checked.get(0).failure.get();
        }
        boolean failed = checked.stream().anyMatch(one -> one.failure.isPresent());
        List<EnvironmentDrift> drifts = checked.stream().flatMap(one -> one.drift.stream())
                .filter(EnvironmentDrift::isDrift).toList();
        if (fixes) {
            fix(drifts.stream().filter(EnvironmentDrift::isFixable).toList());
        }
        boolean stays = fixes ? drifts.stream().anyMatch(this::staysUndeployed) : !drifts.isEmpty();
        return failed ? ExitStatus.FAILED : stays ? ExitStatus.FOUND : ExitStatus.DONE;
    }

    private List<String> environments() {
        String named = script.environment().environment();
        if (all && !named.isEmpty()) {
            throw Failure.usage("--all and --env name other environments", "Leave one of them out.");
        }
        List<String> environments = all
                ? List.copyOf(script.user().settings().environments().places().keySet())
                : Stream.of(named.split(",", -1)).map(String::strip).distinct().toList();
        if (environments.isEmpty()) {
            throw Failure.usage("gitops.yaml has no environments", "Name some in it, or branches with --env a,b.");
        }
        return environments;
    }

    private Checked check(String environment) {
        try {
            DeployedApplication deployed =
                    DeployedApplication.of(script.user(), environment, application, clusters);
            return new Checked(environment,
                    Optional.of(EnvironmentDrift.of(deployed, script.environment().revision())), Optional.empty());
        } catch (ClusterRefusal e) {
            return new Checked(environment, Optional.empty(), Optional.of(e.failure()));
        } catch (Failure e) {
            return new Checked(environment, Optional.empty(), Optional.of(e));
        }
    }

    private void show(List<Checked> checked) {
        Common common = script.user();
        common.console.clearProgress();
        if (json) {
            ArrayNode list = Json.array();
            checked.forEach(one -> list.add(one.json()));
            common.print(Json.object().set("environments", list).toPrettyString() + "\n");
        }
        for (Checked one : checked) {
            one.drift.ifPresent(this::show);
            one.failure.filter(failure -> checked.size() > 1).ifPresent(failure -> common.console.error(
                    failure.after(one.environment + ": ")));
        }
    }

    private void show(EnvironmentDrift drift) {
        Common common = script.user();
        if (!json) {
            common.print(drift.text());
            diff.summary = false;
            drift.planned().deployment().report(diff).show(drift.planned().plan(), new Narration(common, false));
        }
        if (!drift.rendersTheSame()) {
            common.console.warn(drift.planned().commit().abbreviated()
                    + " renders other bytes than when it was deployed: other options, other tools, or images that are"
                    + " not locked");
        }
    }

    private void fix(List<EnvironmentDrift> drifts) {
        if (!drifts.isEmpty()) {
            Confirmation.require(yes, "Deploy these commits again?");
            drifts.forEach(this::fix);
        }
    }

    private void fix(EnvironmentDrift drift) {
        try {
            DeployedApplication.Planned planned = drift.planned();
            planned.carryOut(convergence, script.user().console, Narration.aside(script.user()).progress());
            script.user().console.done("Deployed " + planned.commit().abbreviated());
        } catch (ClusterRefusal e) {
            throw e.failure();
        }
    }

    /** Whether an environment has newer commits than the one that was compared, which is what a fix deploys. */
    private boolean staysUndeployed(EnvironmentDrift drift) {
        int newer = drift.application().commitsSince(drift.planned().commit().id()).size();
        if (newer > 0) {
            String name = drift.application().name();
            script.user().console.warn((name.isEmpty() ? "" : name + ": ") + newer
                    + (newer == 1 ? " commit stays" : " commits stay") + " undeployed\n  deploy.java"
                    + (name.isEmpty() ? "" : " --env " + name) + " deploys the newest.");
        }
        return newer > 0;
    }
}

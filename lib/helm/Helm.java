//SOURCES ../Common.java
//SOURCES ../charts/ChartDownloads.java
//SOURCES ../charts/ChartProvenance.java
//SOURCES ../charts/ChartRepositories.java
//SOURCES ../tools/Tools.java
//SOURCES Chart.java
//SOURCES ChartCopy.java
//SOURCES ChartSources.java
//SOURCES ChartsDirectory.java
//SOURCES HelmRepositories.java
//SOURCES SubChart.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What helm does with a chart's dependencies. */
final class Helm {
    private static final String UPDATE = "Run: render.java dependencies update";

    private final Tools.Tool helm;
    private final Common common;
    private final ChartRepositories repositories;

    Helm(Common common) {
        this.helm = common.tools().find(PinnedTool.HELM);
        this.common = common;
        this.repositories = new ChartRepositories(common, helm);
    }

    /**
     * Makes {@code charts/} hold what {@code Chart.lock} says, and downloads only when it does not.
     *
     * @throws Failure when the lock is missing or out of step with {@code Chart.yaml}
     */
    void requireDependencies(Chart chart) {
        if (chart.dependencies().isEmpty()) {
            requireNoLock(chart);
            return;
        }
        if (chart.lock() == null) {
            throw new Failure(chart.directory().resolve("Chart.yaml") + " has dependencies, but there is no lock",
                    UPDATE);
        }
        ChartsDirectory charts = compared(chart);
        List<Chart.Dependency> missing = charts.missing();
        if (missing.isEmpty()) {
            charts.deleteOutdated(common.console);
        } else {
            build(chart, missing, names(missing));
        }
    }

    /**
     * Makes {@code charts/} hold what {@code Chart.lock} says, and what directories hold now. With options for helm,
     * {@code helm dependency build} does it all anew.
     *
     * @param reason completes the line that says what is going on
     */
    void buildDependencies(Chart chart, String reason) {
        if (chart.lock() == null) {
            common.console.info(update(chart));
            return;
        }
        List<Chart.Dependency> missing = compared(chart).missing();
        if (common.offline && missing.isEmpty()) {
            common.console.info("charts/ holds what Chart.lock says");
        } else if (common.toolArguments().isEmpty()) {
            build(chart, Stream.concat(missing.stream().filter(Chart.Dependency::isRemote),
                    chart.lock().dependencies().stream().filter(one -> !one.isLocal() && !one.isRemote())).toList(),
                    reason);
        } else {
            buildByHelm(chart, missing, reason);
        }
    }

    /** {@code helm dependency update} or {@code list}; what helm prints is the result. */
    String dependency(String verb, Path chart) {
        return verb.equals("update") ? update(Chart.read(chart))
                : command(verb, chart, List.of(), common.toolArguments()).checked().out();
    }

    /** Has the signed charts in {@code charts/} verified; see {@link ChartProvenance#verify}. */
    void verify(Chart chart, String keyring) {
        requireNetwork(chart.lock() == null ? List.of() : chart.lock().dependencies(),
                "what was signed cannot be fetched:");
        if (chart.lock() != null) {
            new ChartProvenance(helm, repositories, common.console).verify(chart, keyring);
        }
    }

    /** Helm would go on rendering a chart in {@code charts/} whose dependency was removed. */
    private static void requireNoLock(Chart chart) {
        if (chart.lock() != null && !chart.lock().entries().isEmpty()) {
            throw new Failure(
                    chart.lock().file() + " is out of step with Chart.yaml, which has no dependencies any more",
                    "Delete it, and from charts/ what it names: " + names(chart.lock().dependencies()));
        }
    }

    /** What {@code charts/} holds, where that leaves no doubt; {@link Failure} when the lock does not fit. */
    private ChartsDirectory compared(Chart chart) {
        if (!chart.lockFits()) {
            throw new Failure(chart.lock().file() + " is out of step with Chart.yaml", UPDATE);
        }
        ChartsDirectory charts = ChartsDirectory.of(chart);
        charts.requireUnambiguous();
        if (!charts.ofLockedRanges().isEmpty()) {
            requireInRange(chart, charts.ofLockedRanges());
        }
        return charts;
    }

    /** Asks helm whether the charts that lie in {@code charts/} have versions that {@code Chart.yaml} admits. */
    private void requireInRange(Chart chart, List<SubChart> charts) {
        List<String> states = command("list", chart.directory(), List.of(), List.of()).checked().out()
                .lines().skip(1).toList();
        for (int i = 0; i < chart.dependencies().size(); i++) {
            Chart.Dependency wanted = chart.wanted().get(i);
            Optional<SubChart> held = charts.stream().filter(one -> one.name().equals(wanted.name())).findFirst();
            if (held.isPresent() && states.get(i).stripTrailing().endsWith("version")) {
                throw new Failure(held.get().path() + " is " + held.get() + ", but Chart.yaml asks for " + wanted,
                        "Change the version in one of them; then run: render.java dependencies update");
            }
        }
    }

    private void build(Chart chart, List<Chart.Dependency> needed, String reason) {
        requireNetwork(needed, "charts/ lacks " + names(needed) + ", and");
        common.console.info("Building dependencies of " + chart.name() + ": " + reason);
        Path charts = chart.directory().resolve("charts");
        List<Chart.Dependency> local = needed.stream().filter(one -> !one.isRemote()).distinct().toList();
        ChartSources.requireVersions(local);
        new ChartDownloads(repositories).fetch(needed.stream().filter(Chart.Dependency::isRemote).toList(), charts);
        new ChartSources(helm).pack(local, charts);
        ChartsDirectory.of(chart).deleteOutdated(common.console);
    }

    private void buildByHelm(Chart chart, List<Chart.Dependency> missing, String reason) {
        requireNetwork(chart.lock().dependencies(), "charts/ lacks " + names(missing) + ", and");
        common.console.info("Building dependencies of " + chart.name() + ": " + reason);
        try (HelmRepositories relayed = HelmRepositories.locked(chart, repositories)) {
            debug(run("build", chart, relayed));
            ChartsDirectory.of(chart).deleteOutdated(common.console);
        }
    }

    private String update(Chart chart) {
        if (chart.dependencies().isEmpty()) {
            return chart.name() + " has no dependencies";
        }
        requireNetwork(chart.wanted(), "the dependencies cannot be updated:");
        try (HelmRepositories relayed = HelmRepositories.wanted(chart, repositories)) {
            return Run.withoutPasswords(run("update", chart, relayed).strip());
        }
    }

    /** Has helm do it, in a copy of the chart where the repositories need other names; returns what it says. */
    private String run(String verb, Chart chart, HelmRepositories relayed) {
        if (relayed.disguises().isEmpty()) {
            return run(verb, chart.directory(), relayed);
        }
        try (ChartCopy copy = ChartCopy.of(chart, relayed.disguises())) {
            String said = run(verb, copy.directory(), relayed);
            copy.bringBack();
            return relayed.undisguised(said);
        }
    }

    /** Where it fails for want of a repository, what the repository said is the failure. */
    private String run(String verb, Path chart, HelmRepositories relayed) {
        Run run = relayed.prepared(command(verb, chart, relayed.options(), common.toolArguments()), helm);
        Run.Result result = run.result();
        if (result.exit() != 0) {
            throw relayed.failure(result.err()).orElseGet(() -> run.failure(result).with(relayed::undisguised));
        }
        debug(result.err());
        return result.out();
    }

    private void requireNetwork(List<Chart.Dependency> dependencies, String problem) {
        if (common.offline && dependencies.stream().filter(Chart.Dependency::isRemote)
                .anyMatch(dependency -> !repositories.isDirectory(dependency.url()))) {
            throw new Failure(problem + " --offline forbids downloads", "Run without --offline.");
        }
    }

    private Run command(String verb, Path chart, List<String> options, List<String> more) {
        String directory = chart.toAbsolutePath().normalize().toString();
        List<String> arguments = new ArrayList<>(List.of("dependency", verb, directory));
        arguments.addAll(options);
        arguments.addAll(more);
        common.debug("helm " + String.join(" ", arguments));
        return helm.run(arguments).in(common.projectDir());
    }

    private void debug(String output) {
        output.lines().map(Run::withoutPasswords).forEach(common::debug);
    }

    private static String names(List<Chart.Dependency> dependencies) {
        return dependencies.stream().map(Chart.Dependency::toString).collect(Collectors.joining(", "));
    }
}

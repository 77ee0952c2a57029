//SOURCES ../Common.java
//SOURCES ../tools/Tools.java
//SOURCES Chart.java
//SOURCES ChartsDirectory.java
//SOURCES HelmRepositories.java
//SOURCES SubChart.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What helm does with a chart's dependencies. */
final class Helm {
    private static final String UPDATE = "Run: render.java dependencies update";

    private final Tools.Tool helm;
    private final Common common;

    Helm(Common common) {
        this.helm = common.tools().find(PinnedTool.HELM);
        this.common = common;
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
            build(chart, missing, names(missing), List.of());
        }
    }

    /**
     * {@code helm dependency build}, without the need to {@code helm repo add} what {@code Chart.lock} names.
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
        } else {
            build(chart, missing, reason, common.toolArguments());
        }
    }

    /** {@code helm dependency update} or {@code list}; what helm prints is the result. */
    String dependency(String verb, Path chart) {
        return verb.equals("update") ? update(Chart.read(chart))
                : command(verb, chart, List.of(), common.toolArguments()).checked().out();
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
            Chart.Dependency wanted = Chart.Dependency.of(chart.dependencies().get(i));
            Optional<SubChart> held = charts.stream().filter(one -> one.name().equals(wanted.name())).findFirst();
            if (held.isPresent() && states.get(i).stripTrailing().endsWith("version")) {
                throw new Failure(held.get().path() + " is " + held.get() + ", but Chart.yaml asks for " + wanted,
                        "Change the version in one of them; then run: render.java dependencies update");
            }
        }
    }

    private void build(Chart chart, List<Chart.Dependency> missing, String reason, List<String> arguments) {
        requireNetwork(chart.lock().dependencies(), "charts/ lacks " + names(missing) + ", and");
        common.console.info("Building dependencies of " + chart.name() + ": " + reason);
        try (HelmRepositories repositories = HelmRepositories.locked(chart, helm)) {
            repositories.refresh(helm);
            Run build = command("build", chart.directory(), repositories.options(), arguments);
            Run.Result result = build.result();
            if (result.exit() != 0) {
                throw gone(chart, repositories).orElseGet(() -> build.failure(result));
            }
            debug(result.out() + result.err());
            List<Chart.Dependency> stillMissing = ChartsDirectory.of(chart).missing();
            if (!stillMissing.isEmpty()) {
                throw new Failure("charts/ still lacks " + names(stillMissing) + " after helm dependency build",
                        result.out());
            }
        }
    }

    private String update(Chart chart) {
        if (chart.dependencies().isEmpty()) {
            return chart.name() + " has no dependencies";
        }
        requireNetwork(chart.dependencies().stream().map(Chart.Dependency::of).toList(),
                "the dependencies cannot be updated:");
        try (HelmRepositories repositories = HelmRepositories.wanted(chart, helm)) {
            repositories.refresh(helm);
            Run.Result result = command("update", chart.directory(), repositories.options(), common.toolArguments())
                    .checked();
            debug(result.err());
            return Run.withoutPasswords(result.out().strip());
        }
    }

    private void requireNetwork(List<Chart.Dependency> dependencies, String problem) {
        if (common.offline && dependencies.stream().anyMatch(Chart.Dependency::isRemote)) {
            throw new Failure(problem + " --offline forbids downloads", "Run without --offline.");
        }
    }

    /** The locked version that is gone from where it came from, as helm does not name it. */
    private static Optional<Failure> gone(Chart chart, HelmRepositories repositories) {
        return chart.lock().dependencies().stream()
                .flatMap(dependency -> dependency.directory(chart.directory())
                        .flatMap(source -> otherVersion(source, dependency))
                        .or(() -> goneFromRepository(dependency, repositories)).stream())
                .findFirst();
    }

    private static Optional<Failure> otherVersion(Path source, Chart.Dependency dependency) {
        return SubChart.read(source).filter(chart -> !dependency.isIn(chart))
                .map(chart -> new Failure(source + " is " + chart + ", but Chart.lock says " + dependency, UPDATE));
    }

    private static Optional<Failure> goneFromRepository(Chart.Dependency dependency, HelmRepositories repositories) {
        String url = Run.withoutPasswords(dependency.repository());
        return repositories.versions(dependency).filter(versions -> !versions.contains(dependency.version()))
                .map(versions -> new Failure("the chart repository " + url + " has no " + dependency,
                        versions.isEmpty() ? "It has no chart of that name." : "It has " + String.join(", ", versions)
                                + ". To lock one of these, run: render.java dependencies update"));
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

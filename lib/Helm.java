//SOURCES Chart.java
//SOURCES Common.java
//SOURCES HelmRepositories.java
//SOURCES Tools.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Helm's version, and what it does with a chart's dependencies. */
final class Helm {
    private final Tools.Tool helm;
    private final Common common;

    Helm(Common common) {
        this.helm = common.tools().find(PinnedTool.HELM);
        this.common = common;
    }

    /** Helm's version, such as {@code v3.18.4}. */
    String version() {
        return helm.version().isEmpty() ? helm.run("version", "--template", "{{.Version}}").checked().out().strip()
                : "v" + helm.version();
    }

    /**
     * Makes {@code charts/} hold what {@code Chart.lock} says, and downloads only when it does not.
     *
     * @throws Failure when the lock is missing or out of step with {@code Chart.yaml}
     */
    void requireDependencies(Chart chart) {
        if (chart.dependencies().isEmpty()) {
            return;
        }
        String update = "Run: render.java dependencies update";
        if (chart.lock() == null) {
            throw new Failure(chart.directory().resolve("Chart.yaml") + " has dependencies, but there is no Chart.lock", update);
        }
        if (!chart.lockFits()) {
            throw new Failure(chart.directory().resolve("Chart.lock") + " is out of step with Chart.yaml", update);
        }
        List<Chart.Dependency> missing = chart.missing();
        if (!missing.isEmpty() || chart.hasOutdatedArchives()) {
            String names = missing.stream().map(Chart.Dependency::toString).collect(Collectors.joining(", "));
            buildDependencies(chart, missing.isEmpty() ? "outdated archives in charts/" : names);
        }
    }

    /** {@code helm dependency build}, without the need to {@code helm repo add} what {@code Chart.lock} names. */
    void buildDependencies(Chart chart, String reason) {
        boolean remote = chart.lock() != null && chart.lock().dependencies().stream()
                .anyMatch(dependency -> !dependency.repository().isEmpty() && !dependency.repository().startsWith("file://"));
        if (remote && common.offline) {
            throw new Failure("charts/ lacks what Chart.lock says: " + reason, "Run without --offline, or: render.java dependencies build");
        }
        common.console.info("Building dependencies of " + chart.name() + ": " + reason);
        try (HelmRepositories repositories = HelmRepositories.required(chart, helm)) {
            List<String> arguments = new ArrayList<>(List.of("dependency", "build", absolute(chart.directory())));
            arguments.addAll(repositories.options());
            common.debug(run(arguments).out().strip());
        }
    }

    /** {@code helm dependency update} or {@code list}; what helm prints is the result. */
    String dependency(String verb, Path chart) {
        return run(List.of("dependency", verb, absolute(chart))).out();
    }

    private Run.Result run(List<String> arguments) {
        common.debug("helm " + String.join(" ", arguments));
        Run.Result result = helm.run(arguments).in(common.projectDir()).checked();
        result.err().lines().filter(line -> !line.isBlank()).forEach(line -> common.console.warn("helm: " + line));
        return result;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}

//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES Chart.java
//SOURCES SubChart.java

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the {@code charts/} directory of a chart compares with its lock.
 *
 * @param charts what it holds, but for the copies
 * @param copies archives that helm has made of directories that are there themselves, by {@code file://charts/NAME}
 * @param locked what it has to hold
 */
record ChartsDirectory(List<SubChart> charts, List<SubChart> copies, List<Chart.Dependency> locked) {

    static ChartsDirectory of(Chart chart) {
        List<SubChart> all = SubChart.in(chart.directory().resolve("charts"));
        List<Chart.Dependency> locked = chart.lock().dependencies();
        Map<Boolean, List<SubChart>> copies = all.stream().collect(Collectors.partitioningBy(one -> one.isArchive()
                && locked.stream().anyMatch(dependency -> dependency.isIn(one) && isHere(dependency, all))));
        return new ChartsDirectory(copies.get(false), copies.get(true), locked);
    }

    private static boolean isHere(Chart.Dependency dependency, List<SubChart> all) {
        return dependency.directory().map(ChartsDirectory::absolute).filter(source -> all.stream()
                .anyMatch(one -> dependency.isIn(one) && absolute(one.path()).equals(source))).isPresent();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /**
     * The locked dependencies that are not there and have to be fetched.
     *
     * @throws Failure when one is not there that comes from nowhere else
     */
    List<Chart.Dependency> missing() {
        for (Chart.Dependency dependency : locked) {
            if (dependency.isLocal() && named(dependency.name()).isEmpty()) {
                throw new Failure("charts/" + dependency.name()
                        + " is missing, and Chart.yaml names no repository to fetch it from",
                        "Put the chart there, or name its repository and run: render.java dependencies update");
            }
        }
        return locked.stream().filter(dependency -> !dependency.isLocal())
                .filter(dependency -> charts.stream().noneMatch(dependency::isIn)).toList();
    }

    /** The charts that have to lie here, but not at the very version that the lock has: ranges are Helm's to judge. */
    List<SubChart> ofLockedRanges() {
        return notAsLocked(Chart.Dependency::isLocal);
    }

    /**
     * Helm takes any of two charts of one name, now this and now that: the lock has to decide.
     *
     * @throws Failure when a chart is there twice, or unpacked at a version that is not locked
     */
    void requireUnambiguous() {
        for (Chart.Dependency dependency : locked) {
            List<SubChart> same = dependency.isLocal() ? named(dependency.name())
                    : charts.stream().filter(dependency::isIn).toList();
            if (same.size() > 1) {
                throw new Failure("charts/ holds " + dependency.name() + " twice: "
                        + same.stream().map(chart -> chart.path().toString()).collect(Collectors.joining(", ")),
                        "Helm would take any of them. Keep one.");
            }
        }
        for (SubChart chart : outdated()) {
            if (!chart.isArchive()) {
                throw new Failure(chart.path() + " is " + chart + ", but Chart.lock says "
                        + locked.stream().filter(dependency -> dependency.name().equals(chart.name()))
                                .map(Chart.Dependency::toString).collect(Collectors.joining(", ")),
                        "Remove that directory to have what is locked, or change Chart.yaml and run: "
                                + "render.java dependencies update");
            }
        }
    }

    /** Deletes copies, and archives of other versions than the locked ones, as {@code helm dependency build} does. */
    void deleteOutdated(Console console) {
        copies.forEach(copy -> FileTree.delete(copy.path()));
        for (SubChart chart : outdated()) {
            console.info("Removing " + chart.path() + ", as Chart.lock says another version");
            FileTree.delete(chart.path());
        }
    }

    private List<SubChart> outdated() {
        return notAsLocked(dependency -> !dependency.isLocal());
    }

    /** The charts that have the name of such a dependency, but the version of none. */
    private List<SubChart> notAsLocked(Predicate<Chart.Dependency> which) {
        Set<String> names = locked.stream().filter(which).map(Chart.Dependency::name).collect(Collectors.toSet());
        return charts.stream().filter(chart -> names.contains(chart.name()))
                .filter(chart -> locked.stream().noneMatch(dependency -> dependency.isIn(chart))).toList();
    }

    private List<SubChart> named(String name) {
        return charts.stream().filter(chart -> chart.name().equals(name)).toList();
    }
}

//SOURCES ../helm/Chart.java
//SOURCES ../registry/Registry.java
//SOURCES ../render/ReleaseImages.java

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with a project's locks, a line each. */
final class LockFindings {
    private LockFindings() {}

    /** Whether {@code Chart.lock} is there and fits {@code Chart.yaml}; otherwise nothing can be rendered. */
    static List<String> ofChart(Chart chart) {
        if (chart.lock() == null) {
            return chart.dependencies().isEmpty() ? List.of()
                    : List.of(chart.directory().resolve("Chart.yaml") + " has dependencies that no Chart.lock locks: "
                            + "render.java dependencies update");
        }
        return chart.lockFits() || chart.dependencies().isEmpty() && chart.lock().entries().isEmpty() ? List.of()
                : List.of(chart.lock().file() + " does not fit Chart.yaml: render.java dependencies update");
    }

    /** The images that nothing locks. */
    static List<String> unlocked(List<ReleaseImages.Image> images) {
        return images.stream().filter(image -> !image.isLocked())
                .map(image -> image.name() + " is not locked: " + image.user()).toList();
    }

    /** The locks that no image needs, or that another comes before. */
    static List<String> unused(List<LockedImage> locks, List<ReleaseImages.Image> images) {
        Set<LockedImage> used = images.stream().flatMap(image -> image.lock().stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<String> findings = new ArrayList<>();
        for (LockedImage lock : locks) {
            if (!used.contains(lock)) {
                boolean isNeeded = images.stream().anyMatch(image -> lock.override().matches(image.name()));
                findings.add(lock.place() + ": the lock of " + lock.override().key() + " is not used: "
                        + (isNeeded ? "another comes first" : "no image of the release has that name"));
            }
        }
        return findings;
    }

    /** The locks that stand for one image today and may stand for another tomorrow. */
    static List<String> unpinned(List<LockedImage> locks) {
        return locks.stream().filter(lock -> !lock.isPinned())
                .map(lock -> lock.place() + ": " + lock.override().newImage() + " has no digest").toList();
    }

    /** The digests that are in use or locked, but not in their registry. */
    static List<String> gone(List<LockedImage> locks, List<ReleaseImages.Image> images, Registry registry) {
        Map<String, String> wanted = new LinkedHashMap<>();
        locks.stream().filter(LockedImage::isPinned)
                .forEach(lock -> wanted.putIfAbsent(lock.override().newImage(), lock.place().toString()));
        images.stream().map(ReleaseImages.Image::pinned).filter(pinned -> ImageReference.parse(pinned).isPinned())
                .forEach(pinned -> wanted.putIfAbsent(pinned, "the manifests"));
        Map<String, Boolean> held =
                registry.askAll(wanted.keySet(), image -> registry.holds(ImageReference.parse(image)));
        return wanted.entrySet().stream().filter(image -> !held.get(image.getKey()))
                .map(image -> image.getValue() + ": " + image.getKey() + " is not in its registry").toList();
    }
}

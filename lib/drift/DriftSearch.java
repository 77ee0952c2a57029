//SOURCES ../deploy/Plan.java
//SOURCES ../diff/Comparison.java
//SOURCES ../wait/Readiness.java
//SOURCES DriftFinding.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what is not in a cluster as a commit says, from what a deploy of that commit would do. */
final class DriftSearch {
    /** What differs at each deploy, as it is meant to. */
    private static final Set<String> RENEWED = Set.of("nonce", "last-renewed-time");

    private final Comparison comparison;
    private final Readiness readiness;

    DriftSearch(KappConfig config) {
        this.comparison = new Comparison(config);
        this.readiness = new Readiness(config.waitRules());
    }

    List<DriftFinding> of(Plan plan) {
        List<DriftFinding> findings = new ArrayList<>();
        for (Change change : plan.changes()) {
            of(change).ifPresent(findings::add);
            change.live().filter(live -> change.operation() != Change.Operation.DELETE).flatMap(this::notReady)
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<DriftFinding> of(Change change) {
        return switch (change.operation()) {
            case CREATE, EXISTS -> isGoneByItself(change.resource()) ? Optional.empty()
                    : Optional.of(DriftFinding.of(DriftFinding.Kind.MISSING, change.resource()));
            case DELETE -> Optional.of(DriftFinding.of(DriftFinding.Kind.EXTRA, change.resource()));
            case UPDATE -> changed(change.live().orElseThrow(), LastApplied.wanted(change.wanted().orElseThrow()));
            case NOOP -> Optional.empty();
        };
    }

    /** Jobs with a time to live are gone once they are done. */
    private static boolean isGoneByItself(JsonNode resource) {
        return resource.path("kind").asText().equals("Job") && resource.path("spec").has("ttlSecondsAfterFinished");
    }

    private Optional<DriftFinding> changed(JsonNode live, ObjectNode wanted) {
        Optional<JsonNode> applied = LastApplied.recorded(live);
        boolean byOthers = applied.isEmpty() || !comparison.isSame(live, applied.get());
        List<List<Object>> paths = comparison.differences(live, wanted).stream()
                .filter(path -> !isRenewed(path)).toList();
        Set<String> writers = paths.stream().flatMap(path -> FieldOwners.writers(live, path).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return paths.isEmpty() ? Optional.empty() : Optional.of(new DriftFinding(
                byOthers ? DriftFinding.Kind.CHANGED : DriftFinding.Kind.OUTDATED, live,
                paths.stream().map(path -> text(live, path)).toList(), writers, ""));
    }

    private static boolean isRenewed(List<Object> path) {
        return path.size() == 3 && path.get(1).equals("annotations")
                && RENEWED.stream().anyMatch(name -> path.get(2).equals(KappKeys.PREFIX + name));
    }

    private Optional<DriftFinding> notReady(JsonNode live) {
        Verdict verdict = readiness.of(live);
        return verdict.state() == Verdict.State.DONE ? Optional.empty() : Optional.of(new DriftFinding(
                DriftFinding.Kind.NOT_READY, live, List.of(), Set.of(), verdict.message()));
    }

    /** Such as {@code spec.template.spec.containers[web].image}. */
    private static String text(JsonNode live, List<Object> path) {
        StringBuilder text = new StringBuilder();
        JsonNode at = live;
        for (Object step : path) {
            at = step instanceof Integer index ? at.path(index) : at.path((String) step);
            String name = at.path("name").asText("");
            if (step instanceof Integer) {
                text.append('[').append(name.isEmpty() ? step : name).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}

//SOURCES ../cluster/Cluster.java
//SOURCES ../io/Parallel.java
//SOURCES ../resource/CrdUpgrade.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../yaml/Json.java
//SOURCES Plan.java

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is looked at before the first change, as kapp's option of this name. */
final class PreflightOptions {
    private static final Set<Change.Operation> WRITES =
            Set.of(Change.Operation.CREATE, Change.Operation.UPDATE, Change.Operation.DELETE);

    /** The checks, with kapp's names. */
    enum Check { PermissionValidation, CRDUpgradeSafety }

    @Option(names = "--preflight", paramLabel = "CHECK", split = ",",
            description = "First ask the cluster whether all changes are allowed (PermissionValidation), or look "
                    + "whether new custom resource definitions break resources that are there (CRDUpgradeSafety)")
    private List<Check> checks = List.of();

    /** @throws Failure naming all changes of a plan that a check objects to */
    void check(Cluster cluster, Plan plan) {
        if (checks.contains(Check.CRDUpgradeSafety)) {
            requireSafeDefinitions(plan);
        }
        if (checks.contains(Check.PermissionValidation)) {
            requireRights(cluster, plan);
        }
    }

    private static void requireSafeDefinitions(Plan plan) {
        List<String> problems = plan.changes().stream()
                .filter(change -> change.operation() == Change.Operation.UPDATE)
                .filter(change -> CrdUpgrade.isDefinition(change.resource()))
                .flatMap(change -> CrdUpgrade.problems(change.live().orElseThrow(), change.wanted().orElseThrow())
                        .stream().map(problem -> "- " + ResourceTitle.of(change.resource()) + ": " + problem))
                .toList();
        if (!problems.isEmpty()) {
            throw new Failure("custom resource definitions change in ways that are not safe:\n"
                    + String.join("\n", problems), "Nothing was changed. Add a version for what is new, or leave out "
                    + "--preflight " + Check.CRDUpgradeSafety + ".");
        }
    }

    private static void requireRights(Cluster cluster, Plan plan) {
        List<Change> writes =
                plan.changes().stream().filter(change -> WRITES.contains(change.operation())).toList();
        List<String> refused = Parallel.map(writes, change -> refusal(cluster, change)).stream()
                .flatMap(Optional::stream).toList();
        if (!refused.isEmpty()) {
            throw new Failure("rights are missing:\n" + String.join("\n", refused),
                    "Nothing was changed. A role that has these rights must be bound to the user.");
        }
    }

    /** Kinds that a CRD of the release makes are asked for by their kind, as nobody serves them yet. */
    private static Optional<String> refusal(Cluster cluster, Change change) {
        String verb = change.operation().name().toLowerCase(Locale.ROOT);
        ObjectNode review = Json.object().put("apiVersion", "authorization.k8s.io/v1")
                .put("kind", "SelfSubjectAccessReview");
        review.putObject("metadata");
        ObjectNode wanted = review.putObject("spec").putObject("resourceAttributes").put("verb", verb)
                .put("group", change.key().group()).put("namespace", change.key().namespace())
                .put("resource", cluster.resources().of(change.resource()).map(ApiResource::plural)
                        .orElseGet(() -> change.key().kind().toLowerCase(Locale.ROOT) + "s"));
        if (change.operation() != Change.Operation.CREATE) {
            wanted.put("name", change.key().name());
        }
        return cluster.create(review).path("status").path("allowed").asBoolean() ? Optional.empty()
                : Optional.of("- " + verb + " " + ResourceTitle.of(change.resource()));
    }
}

//SOURCES ../cluster/Cluster.java
//SOURCES ../io/Parallel.java
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
    private static final String PERMISSIONS = "PermissionValidation";
    private static final Set<Change.Operation> WRITES =
            Set.of(Change.Operation.CREATE, Change.Operation.UPDATE, Change.Operation.DELETE);

    @Option(names = "--preflight", paramLabel = PERMISSIONS, split = ",", hideParamSyntax = true,
            description = "First ask the cluster whether all changes are allowed")
    private List<String> checks = List.of();

    /** @throws Failure naming all changes of a plan that the user has no right to make */
    void check(Cluster cluster, Plan plan) {
        checks.stream().filter(check -> !check.equals(PERMISSIONS)).findFirst().ifPresent(other -> {
            throw Failure.usage("--preflight " + other + ": only " + PERMISSIONS + " is known here",
                    "kapp itself knows more: --with kapp.");
        });
        List<Change> writes = plan.changes().stream()
                .filter(change -> !checks.isEmpty() && WRITES.contains(change.operation())).toList();
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

//SOURCES ../resource/ConditionRules.java
//SOURCES ../resource/Conditions.java
//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES PodReadiness.java
//SOURCES Verdict.java
//SOURCES WorkloadReadiness.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Tells how far live resources are, in kapp's words. What controllers make of them decides nothing; it is told beside
 * them.
 */
final class Readiness {
    /** Kinds of what is told beside a resource that is not done, in this order. */
    static final List<String> ASSOCIATED_KINDS = List.of("ReplicaSet", "Pod");

    private final ConditionRules rules;

    Readiness(List<KappConfig.WaitRule> rules) {
        this.rules = new ConditionRules(rules);
    }

    /** How far it is by itself, at the first look. */
    Verdict of(JsonNode live) {
        return of(live, List.of(), Instant.EPOCH, Instant.EPOCH);
    }

    /**
     * @param associated what is known of {@link #ASSOCIATED_KINDS} with the resource's association label
     * @param since when waiting for this resource began
     */
    Verdict of(JsonNode live, List<JsonNode> associated, Instant since, Instant now) {
        if (ResourceMetadata.isGoing(live)) {
            return deleting(live);
        }
        return rules.of(live, since, now).orElseGet(() -> builtIn(live, associated));
    }

    /** Whether changes that come after this one need wait no longer, though it is not done itself. */
    boolean unblocks(JsonNode live) {
        return rules.unblocks(live);
    }

    /**
     * What is told beside a resource that is not done: those of the candidates that are associated with it, the newest
     * ReplicaSets first and then the newest Pods.
     */
    static List<JsonNode> associated(JsonNode live, List<JsonNode> candidates) {
        String association = KappKeys.label(live, "association").orElse("");
        if (association.isEmpty() || KappKeys.has(live, "disable-associated-resources-wait")) {
            return List.of();
        }
        List<JsonNode> found = new ArrayList<>(candidates.stream()
                .filter(candidate -> KappKeys.label(candidate, "association").orElse("").equals(association))
                .filter(candidate -> ASSOCIATED_KINDS.contains(candidate.path("kind").asText()))
                .filter(candidate -> !ResourceKey.of(candidate).equals(ResourceKey.of(live))).toList());
        found.sort(Comparator.comparing((JsonNode one) -> ASSOCIATED_KINDS.indexOf(one.path("kind").asText()))
                .thenComparing(one -> metadata(one, "creationTimestamp"), Comparator.reverseOrder())
                .thenComparing(one -> metadata(one, "name")));
        return found;
    }

    private static String metadata(JsonNode resource, String key) {
        return resource.path("metadata").path(key).asText();
    }

    private static Verdict deleting(JsonNode live) {
        String finalizers = StreamSupport.stream(live.path("metadata").path("finalizers").spliterator(), false)
                .map(JsonNode::asText).collect(Collectors.joining(", "));
        return Verdict.ongoing(finalizers.isEmpty() ? "Deleting" : "Waiting on finalizers: " + finalizers);
    }

    private static Verdict builtIn(JsonNode live, List<JsonNode> associated) {
        ResourceKey key = ResourceKey.of(live);
        return switch (key.group()) {
            case "" -> switch (key.kind()) {
                case "Pod" -> PodReadiness.of(live);
                case "Service" -> service(live);
                default -> Verdict.done("");
            };
            case "apps", "extensions" -> switch (key.kind()) {
                case "Deployment" -> new WorkloadReadiness(live).deployment(associated);
                case "DaemonSet" -> new WorkloadReadiness(live).daemonSet();
                case "StatefulSet" -> new WorkloadReadiness(live).statefulSet();
                default -> Verdict.done("");
            };
            case "batch" -> key.kind().equals("Job") ? new WorkloadReadiness(live).job() : Verdict.done("");
            case "apiextensions.k8s.io" -> key.kind().equals("CustomResourceDefinition")
                    ? new Conditions(live).allTrue(List.of("Established", "NamesAccepted")) : Verdict.done("");
            case "apiregistration.k8s.io" -> key.kind().equals("APIService")
                    ? new Conditions(live).allTrue(List.of("Available")) : Verdict.done("");
            default -> Verdict.done("");
        };
    }

    private static Verdict service(JsonNode service) {
        String type = service.path("spec").path("type").asText("ClusterIP");
        if (type.equals("ExternalName")) {
            return Verdict.done("External service");
        }
        if (service.path("spec").path("clusterIP").asText("").isEmpty()) {
            return Verdict.ongoing("ClusterIP is empty");
        }
        boolean waitsForBalancer = type.equals("LoadBalancer")
                && service.path("status").path("loadBalancer").path("ingress").isEmpty();
        return waitsForBalancer ? Verdict.ongoing("Load balancer ingress is empty") : Verdict.done("");
    }
}

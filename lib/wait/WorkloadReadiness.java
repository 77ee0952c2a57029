//SOURCES ../resource/Conditions.java
//SOURCES ../resource/KappKeys.java
//SOURCES Verdict.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells how far what runs Pods is. */
final class WorkloadReadiness {
    private static final String MINIMUM = "apps-v1-deployment-wait-minimum-replicas-available";
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(%?)");

    private final JsonNode live;
    private final JsonNode spec;
    private final JsonNode status;
    private final Conditions conditions;

    WorkloadReadiness(JsonNode live) {
        this.live = live;
        this.spec = live.path("spec");
        this.status = live.path("status");
        this.conditions = new Conditions(live);
    }

    /** @param associated its ReplicaSets among others; needed for the annotation that is content with a few replicas */
    Verdict deployment(List<JsonNode> associated) {
        Optional<String> minimum = KappKeys.annotation(live, MINIMUM);
        return observed(live).or(this::progress)
                .or(() -> associated.isEmpty() ? Optional.empty() : minimum.map(text -> newest(text, associated)))
                .orElseGet(this::available);
    }

    Verdict daemonSet() {
        int outdated = status.path("desiredNumberScheduled").asInt() - status.path("updatedNumberScheduled").asInt();
        int unavailable = status.path("numberUnavailable").asInt();
        return observed(live).orElseGet(() -> outdated > 0
                ? Verdict.ongoing("Waiting for " + outdated + " updated pods to be scheduled")
                : unavailable > 0 ? Verdict.ongoing("Waiting for " + unavailable + " unavailable pods")
                : Verdict.done(""));
    }

    Verdict statefulSet() {
        int replicas = spec.path("replicas").asInt(1);
        int partition = spec.path("updateStrategy").path("rollingUpdate").path("partition").asInt(0);
        int toUpdate = Math.max(0, replicas - partition);
        int outdated = toUpdate - status.path("updatedReplicas").asInt();
        int unready = replicas - status.path("readyReplicas").asInt();
        int surplus = status.path("replicas").asInt() - replicas;
        return observed(live).orElseGet(() -> outdated > 0
                ? Verdict.ongoing("Waiting for " + outdated + " replicas to be updated" + (partition == 0 ? ""
                        : " (updating only " + toUpdate + " of " + replicas + " total)"))
                : unready > 0 ? Verdict.ongoing("Waiting for " + unready + " replicas to be ready")
                : surplus > 0 ? Verdict.ongoing("Waiting for " + surplus + " replicas to be deleted")
                : Verdict.done(""));
    }

    Verdict job() {
        Optional<JsonNode> failed = conditions.find("Failed", "True");
        if (failed.isPresent()) {
            return Verdict.failed("Failed with reason " + failed.get().path("reason").asText() + ": "
                    + failed.get().path("message").asText());
        }
        if (conditions.find("Complete", "True").isPresent()) {
            return Verdict.done("Completed");
        }
        return Verdict.ongoing("Waiting to complete (" + status.path("active").asInt() + " active, "
                + status.path("failed").asInt() + " failed, " + status.path("succeeded").asInt() + " succeeded)");
    }

    private static Optional<Verdict> observed(JsonNode resource) {
        long generation = resource.path("metadata").path("generation").asLong();
        return resource.path("status").path("observedGeneration").asLong() == generation ? Optional.empty()
                : Optional.of(Verdict.ongoing("Waiting for generation " + generation + " to be observed"));
    }

    private Optional<Verdict> progress() {
        return conditions.find("Progressing", "False")
                .map(condition -> Verdict.failed("Deployment is not progressing: " + Conditions.why(condition)))
                .or(() -> conditions.find("ReplicaFailure", "True").map(condition -> Verdict.ongoing(
                        "Deployment has encountered replica failure: " + Conditions.why(condition))));
    }

    private Verdict available() {
        int unavailable = status.path("unavailableReplicas").asInt();
        if (unavailable > 0) {
            return Verdict.ongoing("Waiting for " + unavailable + " unavailable replicas");
        }
        int replicas = spec.path("replicas").asInt(1);
        int unready = replicas - status.path("readyReplicas").asInt();
        return unready > 0 ? Verdict.ongoing("Waiting for " + unready + "/" + replicas + " replicas to be ready")
                : Verdict.done("");
    }

    /** Whether enough of the newest ReplicaSet are there. */
    private Verdict newest(String minimum, List<JsonNode> associated) {
        Matcher amount = AMOUNT.matcher(minimum);
        if (!amount.matches()) {
            return Verdict.failed("kapp.k14s.io/" + MINIMUM + " is a number or a percentage, not \"" + minimum + "\"");
        }
        String revision = live.path("metadata").path("annotations").path(REVISION).asText("");
        Optional<JsonNode> newest = associated.stream()
                .filter(one -> one.path("kind").asText().equals("ReplicaSet"))
                .filter(one -> one.path("metadata").path("annotations").path(REVISION).asText("").equals(revision))
                .findFirst().filter(one -> !revision.isEmpty());
        if (newest.isEmpty()) {
            return Verdict.ongoing("Waiting for the replica set of revision " + revision);
        }
        int replicas = spec.path("replicas").asInt(1);
        int number = Integer.parseInt(amount.group(1));
        long wanted = Math.min(replicas, amount.group(2).isEmpty() ? number : (long) replicas * number / 100);
        int available = newest.get().path("status").path("availableReplicas").asInt();
        return observed(newest.get()).orElseGet(() -> available >= wanted ? Verdict.done("")
                : Verdict.ongoing("Waiting for at least " + (wanted - available) + " available replicas (currently "
                        + available + " available)"));
    }
}

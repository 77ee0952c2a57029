//SOURCES ../resource/Conditions.java
//SOURCES Verdict.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Tells how far a Pod is. */
final class PodReadiness {
    private PodReadiness() {}

    static Verdict of(JsonNode pod) {
        return switch (pod.path("status").path("phase").asText("Pending")) {
            case "Succeeded" -> Verdict.done("");
            case "Failed" -> Verdict.failed("Phase is failed");
            case "Unknown" -> Verdict.failed("Phase is unknown");
            case "Running" -> new Conditions(pod).allTrue(List.of("Initialized", "Ready", "PodScheduled"));
            default -> Verdict.ongoing("Pending" + waitingContainer(pod).or(() -> unschedulable(pod))
                    .map(why -> ": " + Conditions.why(why)).orElse(""));
        };
    }

    /** Why one of its containers does not run, in a few words. */
    static Optional<String> trouble(JsonNode pod) {
        return waitingContainer(pod).map(Conditions::why);
    }

    private static Optional<JsonNode> waitingContainer(JsonNode pod) {
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (JsonNode container : pod.path("status").path(list)) {
                JsonNode waiting = container.path("state").path("waiting");
                if (!waiting.path("reason").asText("").isEmpty()) {
                    return Optional.of(waiting);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> unschedulable(JsonNode pod) {
        return new Conditions(pod).find("PodScheduled", "False")
                .filter(condition -> condition.path("reason").asText().equals("Unschedulable"));
    }
}

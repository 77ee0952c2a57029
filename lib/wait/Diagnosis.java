//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES ../resource/ResourceTitle.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Says why a resource is not ready: what people would ask {@code kubectl describe} and {@code kubectl logs} for. */
final class Diagnosis {
    private static final int PODS = 3;
    private static final int EVENTS = 5;
    private static final int LOG_LINES = 10;
    /** Conditions that are bad news when they are true. */
    private static final Set<String> BAD = Set.of("Failed", "ReplicaFailure", "Stalled", "Degraded");

    private final Cluster cluster;

    Diagnosis(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Lines about a live resource and its pods; what the user may not read is left out. */
    List<String> of(JsonNode live) {
        String namespace = live.path("metadata").path("namespace").asText("");
        String association = KappKeys.label(live, "association").orElse("");
        List<String> lines = new ArrayList<>();
        live.path("status").path("conditions").forEach(condition -> addCondition(live, condition, lines));
        if (namespace.isEmpty()) {
            return lines;
        }
        Set<String> uids = new HashSet<>(Set.of(ResourceMetadata.uid(live)));
        owned("apps", "ReplicaSet", namespace, association).forEach(set -> uids.add(ResourceMetadata.uid(set)));
        List<JsonNode> pods = live.path("kind").asText().equals("Pod") ? List.of(live)
                : owned("", "Pod", namespace, association);
        pods.forEach(pod -> uids.add(ResourceMetadata.uid(pod)));
        List<JsonNode> unwell = pods.stream().filter(pod -> !isWell(pod))
                .sorted(Comparator.comparing((JsonNode pod) -> pod.path("metadata").path("creationTimestamp").asText())
                        .reversed()).toList();
        unwell.stream().limit(PODS).forEach(pod -> addPod(pod, lines));
        if (unwell.size() > PODS) {
            lines.add("and " + (unwell.size() - PODS) + " more pods that are not ready");
        }
        addEvents(namespace, uids, lines);
        return lines;
    }

    private List<JsonNode> owned(String group, String kind, String namespace, String association) {
        if (association.isEmpty()) {
            return List.of();
        }
        try {
            return cluster.resources().find(group, kind).map(resource -> cluster.list(resource, namespace,
                    KappKeys.ASSOCIATION + "=" + association)).orElse(List.of());
        } catch (ClusterRefusal e) {
            return List.of();
        }
    }

    private static void addCondition(JsonNode live, JsonNode condition, List<String> lines) {
        String type = condition.path("type").asText();
        String status = condition.path("status").asText();
        boolean isBad = status.equals(BAD.contains(type) ? "True" : "False");
        if (isBad && !live.path("kind").asText().equals("Pod")) {
            lines.add(ResourceTitle.shortOf(live) + " has " + type + "=" + status + why(condition));
        }
    }

    /** The reason and the message, as far as they are there. */
    private static String why(JsonNode details) {
        return Stream.of(details.path("reason").asText(""), details.path("message").asText(""))
                .filter(text -> !text.isBlank()).map(text -> ": " + text.strip()).collect(Collectors.joining());
    }

    private static boolean isWell(JsonNode pod) {
        String phase = pod.path("status").path("phase").asText();
        boolean ready = !phase.equals("Failed") && stream(pod.path("status").path("conditions")).anyMatch(condition ->
                condition.path("type").asText().equals("Ready") && condition.path("status").asText().equals("True"));
        return ready || phase.equals("Succeeded");
    }

    private void addPod(JsonNode pod, List<String> lines) {
        JsonNode status = pod.path("status");
        String why = stream(status.path("conditions")).filter(condition -> condition.path("status").asText()
                .equals("False") && condition.has("message")).map(Diagnosis::why).findFirst().orElse(why(status));
        String phase = status.path("phase").asText();
        lines.add(ResourceTitle.shortOf(pod) + " is " + phase + (phase.equals("Running") ? ", but not ready" : "")
                + why);
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (JsonNode container : status.path(list)) {
                if (!container.path("ready").asBoolean()) {
                    addContainer(pod, container, lines);
                }
            }
        }
    }

    private void addContainer(JsonNode pod, JsonNode container, List<String> lines) {
        String name = container.path("name").asText();
        int restarts = container.path("restartCount").asInt();
        lines.add("  container " + name + ": " + state(container.path("state")) + (restarts == 0 ? ""
                : ", " + restarts + (restarts == 1 ? " restart" : " restarts") + ", the last time "
                        + state(container.path("lastState"))));
        if (restarts > 0 || !container.path("state").has("waiting")) {
            log(pod, name).forEach(line -> lines.add("  " + name + " | " + line));
        }
    }

    private static String state(JsonNode state) {
        if (state.isEmpty()) {
            return "unknown";
        }
        String what = state.fieldNames().next();
        JsonNode details = state.path(what);
        String exit = details.has("exitCode") ? " with exit status " + details.path("exitCode").asInt() : "";
        return what + exit + why(details);
    }

    private List<String> log(JsonNode pod, String container) {
        ResourceKey key = ResourceKey.of(pod);
        try {
            String path = cluster.resources().find("", "Pod").orElseThrow().path(key) + "/log?container=" + container
                    + "&tailLines=" + LOG_LINES;
            return cluster.text(path, "read the log of pod " + key.name()).lines().toList();
        } catch (ClusterRefusal e) {
            return List.of();
        }
    }

    private void addEvents(String namespace, Set<String> uids, List<String> lines) {
        try {
            List<JsonNode> events = cluster.resources().find("", "Event")
                    .map(kind -> cluster.list(kind, namespace, "")).orElse(List.of())
                    .stream().filter(event -> uids.contains(event.path("involvedObject").path("uid").asText()))
                    .filter(event -> event.path("type").asText().equals("Warning"))
                    .sorted(Comparator.comparing(Diagnosis::time)).toList();
            List<String> told = events.stream().map(Diagnosis::event).distinct().toList();
            lines.addAll(told.subList(Math.max(0, told.size() - EVENTS), told.size()));
        } catch (ClusterRefusal e) {
            lines.add("(events cannot be read: " + e.failure().getMessage() + ")");
        }
    }

    private static String event(JsonNode event) {
        int count = Math.max(event.path("count").asInt(1), event.path("series").path("count").asInt(1));
        return "event " + event.path("reason").asText() + " of " + event.path("involvedObject").path("name").asText()
                + (count > 1 ? " (" + count + " times)" : "") + ": " + event.path("message").asText().strip();
    }

    /** When it was seen last; events of the newer API keep it elsewhere. */
    private static String time(JsonNode event) {
        return Stream.of(event.path("series").path("lastObservedTime"), event.path("lastTimestamp"),
                event.path("eventTime"), event.path("metadata").path("creationTimestamp"))
                .filter(JsonNode::isTextual).map(JsonNode::asText).findFirst().orElse("");
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

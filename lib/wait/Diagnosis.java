//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceTitle.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Says why a resource is not ready: what people would ask {@code kubectl describe} and {@code kubectl logs} for. */
final class Diagnosis {
    private static final int PODS = 3;
    private static final int EVENTS = 5;
    private static final int LOG_LINES = 10;

    private final Cluster cluster;

    Diagnosis(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Lines about a live resource and its pods; what the user may not read is left out. */
    List<String> of(JsonNode live) {
        String namespace = live.path("metadata").path("namespace").asText("");
        String association = KappKeys.label(live, "association").orElse("");
        if (namespace.isEmpty() || association.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        Set<String> uids = new HashSet<>(Set.of(uid(live)));
        live.path("status").path("conditions").forEach(condition -> addCondition(condition, lines));
        owned("apps", "ReplicaSet", namespace, association).forEach(set -> uids.add(uid(set)));
        List<JsonNode> pods = live.path("kind").asText().equals("Pod") ? List.of(live)
                : owned("", "Pod", namespace, association);
        pods.forEach(pod -> uids.add(uid(pod)));
        pods.stream().filter(pod -> !isWell(pod)).limit(PODS).forEach(pod -> addPod(pod, lines));
        addEvents(namespace, uids, lines);
        return lines;
    }

    private List<JsonNode> owned(String group, String kind, String namespace, String association) {
        try {
            return cluster.resources().find(group, kind).map(resource -> cluster.list(resource, namespace,
                    KappKeys.ASSOCIATION + "=" + association)).orElse(List.of());
        } catch (ClusterRefusal e) {
            return List.of();
        }
    }

    private static void addCondition(JsonNode condition, List<String> lines) {
        boolean bad = condition.path("status").asText().equals("False") || condition.path("type").asText().equals("Failed");
        if (bad && !condition.path("message").asText().isEmpty()) {
            lines.add(condition.path("type").asText() + "=" + condition.path("status").asText() + ": "
                    + condition.path("reason").asText() + ": " + condition.path("message").asText());
        }
    }

    private static boolean isWell(JsonNode pod) {
        boolean ready = stream(pod.path("status").path("conditions")).anyMatch(condition ->
                condition.path("type").asText().equals("Ready") && condition.path("status").asText().equals("True"));
        return ready || pod.path("status").path("phase").asText().equals("Succeeded");
    }

    private void addPod(JsonNode pod, List<String> lines) {
        JsonNode status = pod.path("status");
        String why = stream(status.path("conditions")).filter(condition -> condition.path("status").asText()
                .equals("False") && condition.has("message")).map(condition -> ": " + condition.path("reason").asText()
                + ": " + condition.path("message").asText()).findFirst().orElse("");
        lines.add(ResourceTitle.shortOf(pod) + " is " + status.path("phase").asText() + why);
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
                : ", " + restarts + " restarts, the last time " + state(container.path("lastState"))));
        log(pod, name).forEach(line -> lines.add("  " + name + " | " + line));
    }

    private static String state(JsonNode state) {
        if (state.isEmpty()) {
            return "unknown";
        }
        String what = state.fieldNames().next();
        JsonNode details = state.path(what);
        String exit = details.has("exitCode") ? " with exit status " + details.path("exitCode").asInt() : "";
        String reason = details.path("reason").asText();
        String message = details.path("message").asText();
        return what + exit + (reason.isEmpty() ? "" : ": " + reason) + (message.isEmpty() ? "" : ": " + message);
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
            cluster.resources().find("", "Event").map(kind -> cluster.list(kind, namespace, "")).orElse(List.of())
                    .stream().filter(event -> uids.contains(event.path("involvedObject").path("uid").asText()))
                    .filter(event -> event.path("type").asText().equals("Warning"))
                    .sorted(Comparator.comparing(event -> event.path("lastTimestamp").asText()))
                    .map(event -> "event " + event.path("reason").asText() + " of "
                            + event.path("involvedObject").path("name").asText() + ": " + event.path("message").asText())
                    .distinct().limit(EVENTS).forEach(lines::add);
        } catch (ClusterRefusal e) {
            lines.add("(events cannot be read: " + e.failure().getMessage() + ")");
        }
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String uid(JsonNode resource) {
        return resource.path("metadata").path("uid").asText();
    }
}

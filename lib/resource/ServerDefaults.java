//SOURCES ../yaml/FieldPath.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/SameValue.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What API servers put where a manifest says nothing. Needed only where nothing records what was applied, as for
 * Secrets and the largest CRDs: elsewhere that record tells defaults from what was removed.
 */
final class ServerDefaults {
    private static final Map<String, Set<String>> VALUES = Map.ofEntries(
            Map.entry("allowVolumeExpansion", Set.of("false")),
            Map.entry("automountServiceAccountToken", Set.of("true")),
            Map.entry("backoffLimit", Set.of("6")),
            Map.entry("completionMode", Set.of("NonIndexed")),
            Map.entry("completions", Set.of("1")),
            Map.entry("concurrencyPolicy", Set.of("Allow")),
            Map.entry("defaultMode", Set.of("420")),
            Map.entry("dnsPolicy", Set.of("ClusterFirst")),
            Map.entry("enableServiceLinks", Set.of("true")),
            Map.entry("externalTrafficPolicy", Set.of("Cluster")),
            Map.entry("failedJobsHistoryLimit", Set.of("1")),
            Map.entry("failurePolicy", Set.of("Fail")),
            Map.entry("failureThreshold", Set.of("3")),
            Map.entry("imagePullPolicy", Set.of("Always", "IfNotPresent")),
            Map.entry("initialDelaySeconds", Set.of("0")),
            Map.entry("internalTrafficPolicy", Set.of("Cluster")),
            Map.entry("ipFamilyPolicy", Set.of("SingleStack")),
            Map.entry("manualSelector", Set.of("false")),
            Map.entry("matchPolicy", Set.of("Equivalent")),
            Map.entry("maxSurge", Set.of("25%", "0")),
            Map.entry("maxUnavailable", Set.of("25%", "1")),
            Map.entry("parallelism", Set.of("1")),
            Map.entry("partition", Set.of("0")),
            Map.entry("periodSeconds", Set.of("10")),
            Map.entry("podManagementPolicy", Set.of("OrderedReady")),
            Map.entry("podReplacementPolicy", Set.of("TerminatingOrFailed", "Failed")),
            Map.entry("preemptionPolicy", Set.of("PreemptLowerPriority")),
            Map.entry("progressDeadlineSeconds", Set.of("600")),
            Map.entry("protocol", Set.of("TCP")),
            Map.entry("reinvocationPolicy", Set.of("Never")),
            Map.entry("replicas", Set.of("1")),
            Map.entry("restartPolicy", Set.of("Always")),
            Map.entry("revisionHistoryLimit", Set.of("10")),
            Map.entry("schedulerName", Set.of("default-scheduler")),
            Map.entry("scheme", Set.of("HTTP")),
            Map.entry("scope", Set.of("*")),
            Map.entry("sessionAffinity", Set.of("None")),
            Map.entry("sideEffects", Set.of("None")),
            Map.entry("successThreshold", Set.of("1")),
            Map.entry("successfulJobsHistoryLimit", Set.of("3")),
            Map.entry("suspend", Set.of("false")),
            Map.entry("terminationGracePeriodSeconds", Set.of("30")),
            Map.entry("terminationMessagePath", Set.of("/dev/termination-log")),
            Map.entry("terminationMessagePolicy", Set.of("File")),
            Map.entry("timeoutSeconds", Set.of("1", "10")),
            Map.entry("type", Set.of("Opaque", "ClusterIP", "RollingUpdate")),
            Map.entry("volumeBindingMode", Set.of("Immediate")),
            Map.entry("volumeMode", Set.of("Filesystem")),
            Map.entry("whenDeleted", Set.of("Retain")),
            Map.entry("whenScaled", Set.of("Retain")));

    /** What the server chooses itself. */
    private static final Set<String> CHOSEN = Set.of("clusterIP", "clusterIPs", "ipFamilies", "nodePort",
            "healthCheckNodePort", "serviceAccount", "finalizers");

    private ServerDefaults() {}

    /**
     * Whether the server may have put a value there.
     *
     * @param live the whole object
     * @param path of the value in it, keys and indexes
     */
    static boolean explain(JsonNode live, List<?> path, JsonNode value) {
        Object last = path.get(path.size() - 1);
        if (!(last instanceof String key) || isContent(live, path)) {
            return false;
        }
        if (CHOSEN.contains(key) || ofCrd(live, key, value) || ofPort(live, path, key)) {
            return true;
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .allMatch(entry -> explain(live, FieldPath.append(path, entry.getKey()), entry.getValue()));
        }
        return value.isArray() ? value.isEmpty() : VALUES.getOrDefault(key, Set.of()).contains(value.asText());
    }

    /** Free text, which no server fills in. */
    private static boolean isContent(JsonNode live, List<?> path) {
        return path.contains("matchLabels") || path.contains("selector")
                || Set.of("metadata", "data", "binaryData", "stringData").contains(path.get(0));
    }

    private static boolean ofCrd(JsonNode live, String key, JsonNode value) {
        if (!live.path("kind").asText().equals("CustomResourceDefinition")) {
            return false;
        }
        String kind = live.at("/spec/names/kind").asText();
        return switch (key) {
            case "conversion" -> value.equals(Json.object().put("strategy", "None"));
            case "listKind" -> value.asText().equals(kind + "List");
            case "singular" -> value.asText().equals(kind.toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    /** A Service's port goes to the same of the pod. */
    private static boolean ofPort(JsonNode live, List<?> path, String key) {
        JsonNode port = FieldPath.get(live, path.subList(0, path.size() - 1)).path("port");
        return key.equals("targetPort") && SameValue.equal(FieldPath.get(live, path), port);
    }
}

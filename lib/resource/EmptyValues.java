//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Empty mappings and lists, which often say as little as nothing, but choose everything in selectors, for example. */
final class EmptyValues {
    private static final Set<String> SAY_NOTHING = Set.of("annotations", "args", "binaryData", "command", "data", "env",
            "envFrom", "finalizers", "hostAliases", "imagePullSecrets", "initContainers", "labels", "limits",
            "matchExpressions", "matchLabels", "nodeSelector", "ownerReferences", "ports", "requests", "resources",
            "secrets", "securityContext", "stringData", "tolerations", "topologySpreadConstraints", "volumeMounts",
            "volumes");

    private EmptyValues() {}

    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty();
    }

    /** Whether it makes no difference which of two empty values stands at a path. */
    static boolean same(JsonNode a, JsonNode b, List<?> path) {
        return isAbsent(a) == isAbsent(b) && (isAbsent(a) || a.getNodeType() == b.getNodeType())
                || !path.isEmpty() && path.get(path.size() - 1) instanceof String key && SAY_NOTHING.contains(key);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}

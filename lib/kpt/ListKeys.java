//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which fields the items of a list are told apart, as Kubernetes does for the lists that it knows.
 *
 * @param fields the first has to be there; others may be missing
 */
record ListKeys(List<String> fields) {
    private static final ListKeys PIPELINE = new ListKeys(List.of("name", "image", "exec"));
    private static final List<ListKeys> PORTS = List.of(new ListKeys(List.of("containerPort", "protocol")),
            new ListKeys(List.of("port", "protocol")));
    private static final List<ListKeys> USUAL = List.of(new ListKeys(List.of("name")));

    /**
     * The keys of a list in all its versions.
     *
     * @param field what the list is called
     * @return empty when its items have no keys, or two have the same
     */
    static Optional<ListKeys> of(String field, List<JsonNode> versions) {
        List<ListKeys> candidates = switch (field) {
            case "ports" -> Stream.concat(PORTS.stream(), USUAL.stream()).toList();
            case "volumeMounts" -> List.of(new ListKeys(List.of("mountPath")));
            case "volumeDevices" -> List.of(new ListKeys(List.of("devicePath")));
            case "conditions" -> List.of(new ListKeys(List.of("type")));
            case "hostAliases" -> List.of(new ListKeys(List.of("ip")));
            case "ownerReferences" -> List.of(new ListKeys(List.of("uid")));
            case "topologySpreadConstraints" -> List.of(new ListKeys(List.of("topologyKey", "whenUnsatisfiable")));
            case "mutators", "validators" -> List.of(PIPELINE);
            default -> USUAL;
        };
        return candidates.stream().filter(keys -> versions.stream().allMatch(keys::tellApart)).findFirst();
    }

    private boolean tellApart(JsonNode list) {
        Set<String> seen = new HashSet<>();
        for (JsonNode item : list) {
            if (!item.isObject() || key(item).isEmpty() || !seen.add(key(item))) {
                return false;
            }
        }
        return true;
    }

    /** What tells an item from others, for people: {@code name=web}; empty when it has nothing that does. */
    String key(JsonNode item) {
        if (this == PIPELINE) {
            return fields.stream().filter(item::has).findFirst()
                    .map(field -> field + "=" + withoutTag(item.get(field).asText())).orElse("");
        }
        if (!item.path(fields.get(0)).isValueNode() || item.path(fields.get(0)).isNull()) {
            return "";
        }
        return fields.stream().filter(item::has).map(field -> field + "=" + item.get(field).asText())
                .collect(Collectors.joining(","));
    }

    /** The functions of a pipeline stay the same when only their version changes. */
    private static String withoutTag(String image) {
        return image.replaceFirst("@.*", "").replaceFirst(":[^/:]*$", "");
    }
}

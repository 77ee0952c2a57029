//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/FieldPath.java
//SOURCES ../yaml/SameValue.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who wrote which fields of a live object, as its {@code managedFields} say: tools that deploy as these scripts do,
 * controllers, which are known by their names or because they report a status, and the rest, which are people with
 * their tools.
 */
final class FieldOwners {
    private static final Pattern CONTROLLERS = Pattern.compile(".*(?:controller|operator|manager|scheduler|autoscal|"
            + "downscal|provisioner|inject|webhook|reloader|kubelet|kubectl-rollout|kube-|istio|pilot-discovery|"
            + "linkerd|cilium|calico|keda|knative|kyverno|gatekeeper|velero|external-dns|external-secrets|rollouts).*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DEPLOYERS = Pattern.compile(
            "(?:kapp|fabric8.*|gitops.*|helm|argocd.*|kustomize-controller|helm-controller|flux.*|terraform.*|Terraform"
            + "|pulumi.*|ansible.*|OpenAPI-Generator)", Pattern.CASE_INSENSITIVE);

    private final JsonNode live;
    private final List<JsonNode> people = new ArrayList<>();
    private final List<JsonNode> controllers = new ArrayList<>();

    private FieldOwners(JsonNode live) {
        this.live = live;
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            String manager = entry.path("manager").asText();
            boolean isStatus = entry.path("subresource").asText().equals("status");
            if (isStatus || DEPLOYERS.matcher(manager).matches()) {
                continue;
            }
            (CONTROLLERS.matcher(manager).matches() || reportsStatus(manager) ? controllers : people)
                    .add(entry.path("fieldsV1"));
        }
    }

    /** Controllers do, and people do not. */
    private boolean reportsStatus(String manager) {
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (entry.path("subresource").asText().equals("status") && entry.path("manager").asText().equals(manager)) {
                return true;
            }
        }
        return false;
    }

    static FieldOwners of(JsonNode live) {
        return new FieldOwners(live);
    }

    /** Whether somebody wrote a field by hand. */
    boolean isOfPeople(List<?> path) {
        return people.stream().anyMatch(fields -> owns(fields, path));
    }

    /** Whether a controller wrote a field. */
    boolean isOfControllers(List<?> path) {
        return controllers.stream().anyMatch(fields -> owns(fields, path));
    }

    /** The programs that wrote a field, but for those that deploy; a field that was removed has none. */
    static Set<String> writers(JsonNode live, List<?> path) {
        FieldOwners owners = new FieldOwners(live);
        Set<String> writers = new TreeSet<>();
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            String manager = entry.path("manager").asText();
            if (!DEPLOYERS.matcher(manager).matches() && owners.owns(entry.path("fieldsV1"), path)) {
                writers.add(manager);
            }
        }
        return writers;
    }

    /** Gives a resource the fields that only controllers have written, where it says nothing about them itself. */
    void keep(ObjectNode wanted) {
        if (!controllers.isEmpty()) {
            live.properties().stream().filter(entry -> !entry.getKey().equals("status"))
                    .forEach(entry -> keep(entry.getKey(), entry.getValue(), wanted, List.of(entry.getKey())));
        }
    }

    private void keep(String key, JsonNode value, ObjectNode wanted, List<Object> path) {
        if (value.isObject() && !value.isEmpty()) {
            JsonNode present = wanted.path(key);
            ObjectNode mapping = present instanceof ObjectNode there ? there : wanted.objectNode();
            value.properties().forEach(entry ->
                    keep(entry.getKey(), entry.getValue(), mapping, FieldPath.append(path, entry.getKey())));
            if (present.isMissingNode() && !mapping.isEmpty()) {
                wanted.set(key, mapping);
            }
        } else if (!wanted.has(key) && isOfControllers(path) && !isOfPeople(path)) {
            wanted.set(key, value.deepCopy());
        }
    }

    private boolean owns(JsonNode fields, List<?> path) {
        JsonNode at = fields;
        JsonNode value = live;
        for (Object step : path) {
            Optional<JsonNode> next = step instanceof Integer index ? item(at, value.path(index), index)
                    : Optional.ofNullable(at.get("f:" + step));
            if (next.isEmpty()) {
                return false;
            }
            value = FieldPath.get(value, List.of(step));
            at = next.get();
            if (at.isEmpty()) {
                return true;
            }
        }
        return true;
    }

    /** What is said of an item of a list: by its keys, its value or its index. */
    private static Optional<JsonNode> item(JsonNode fields, JsonNode item, int index) {
        return fields.properties().stream().filter(entry -> means(entry.getKey(), item, index))
                .map(Map.Entry::getValue).findFirst();
    }

    private static boolean means(String name, JsonNode item, int index) {
        String rest = name.length() < 2 ? "" : name.substring(2);
        if (name.startsWith("k:")) {
            return EmbeddedJson.read(rest).filter(keys -> keys.properties().stream()
                    .allMatch(key -> SameValue.equal(key.getValue(), item.path(key.getKey())))).isPresent();
        }
        return name.startsWith("v:") ? EmbeddedJson.read(rest).filter(value -> SameValue.equal(value, item)).isPresent()
                : name.equals("i:" + index);
    }
}

//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../yaml/Json.java
//SOURCES ApprovalOptions.java
//SOURCES Plan.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which namespaces a deploy makes, and in which ones it may work. */
final class NamespaceOptions {
    @Option(names = "--create-namespace", description = "First create the namespaces of the options, if need be")
    private boolean creates;

    @Option(names = "--allow-check", description = "Refuse resources that these do not allow:")
    private boolean checks;

    @Option(names = "--allow-ns", paramLabel = "NAME", split = ",", hideParamSyntax = true,
            description = "  resources of this namespace")
    private List<String> allowed = List.of();

    @Option(names = "--allow-all-ns", description = "  resources of any namespace")
    private boolean allowsAll;

    @Option(names = "--allow-cluster", description = "  resources of the whole cluster")
    private boolean allowsCluster;

    /** Makes namespaces that are not there. */
    void create(Cluster cluster, Collection<String> names) {
        for (String name : creates ? new TreeSet<>(names) : new TreeSet<String>()) {
            if (cluster.get(new ResourceKey("", "", "Namespace", name)).isEmpty()) {
                ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
                namespace.putObject("metadata").put("name", name);
                cluster.createIfAbsent(namespace);
            }
        }
    }

    /**
     * @param own the application's namespace, which is always allowed
     * @throws Failure naming all resources of a plan that are not allowed
     */
    void check(Plan plan, String own) {
        List<String> refused = plan.wanted().stream().filter(resource -> checks && !isAllowed(resource, own))
                .map(resource -> "- " + ResourceTitle.of(resource)).distinct().toList();
        if (!refused.isEmpty()) {
            throw new Failure("these resources are not allowed here:\n" + String.join("\n", refused),
                    "Allow them with --allow-ns, --allow-all-ns or --allow-cluster.");
        }
    }

    private boolean isAllowed(JsonNode resource, String own) {
        String namespace = ResourceKey.of(resource).namespace();
        return namespace.isEmpty() ? allowsCluster
                : allowsAll || allowed.contains(namespace) || namespace.equals(own);
    }
}

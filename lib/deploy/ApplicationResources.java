//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ApplicationRecord.java
//SOURCES PlanScope.java
//SOURCES ResourceView.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a cluster has of an application: nothing before its first deploy.
 *
 * @param search which kinds are looked through
 */
record ApplicationResources(Cluster cluster, ApplicationRecord application, PlanScope.Search search)
        implements ResourceView {

    @Override
    public String name() {
        return application.name();
    }

    @Override
    public List<JsonNode> live() {
        return live(List.of());
    }

    @Override
    public List<JsonNode> pods() {
        return cluster.list(cluster.resources().find("", "Pod").stream().toList(), application.selector(),
                application.namespaces());
    }

    /** All that bears the application's label: of the kinds that are wanted, that it had, and that controllers make. */
    List<JsonNode> live(Collection<JsonNode> wanted) {
        if (application.isNew()) {
            return List.of();
        }
        Map<String, ApiResource> kinds = new HashMap<>();
        Stream.of(Map.entry("apps", "ReplicaSet"), Map.entry("", "Pod"), Map.entry("", "Endpoints"),
                Map.entry("apps", "ControllerRevision"), Map.entry("discovery.k8s.io", "EndpointSlice"),
                Map.entry("batch", "Job")).forEach(made -> cluster.resources().find(made.getKey(), made.getValue())
                .filter(kind -> wanted.isEmpty()).ifPresent(kind -> kinds.put(kind.title(), kind)));
        application.kinds().forEach(kind -> kinds.put(kind.title(), kind));
        if (search == PlanScope.Search.ALL_KINDS) {
            cluster.resources().all().forEach(kind -> kinds.put(kind.title(), kind));
        }
        wanted.forEach(one -> cluster.resources().of(one).ifPresent(kind -> kinds.put(kind.title(), kind)));
        return cluster.list(kinds.values(), application.selector(), namespaces(wanted));
    }

    private Set<String> namespaces(Collection<JsonNode> wanted) {
        Set<String> namespaces = new LinkedHashSet<>(application.namespaces());
        wanted.stream().map(one -> ResourceKey.of(one).namespace()).filter(name -> !name.isEmpty())
                .forEach(namespaces::add);
        return namespaces;
    }
}

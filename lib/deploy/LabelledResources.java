//SOURCES ../cluster/Cluster.java
//SOURCES ResourceView.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What bears some labels, of any kind and in any namespace that the user may look into.
 *
 * @param name the labels, as {@code kubectl -l} takes them
 */
record LabelledResources(Cluster cluster, String name) implements ResourceView {

    @Override
    public List<JsonNode> live() {
        return list(cluster.resources().all());
    }

    @Override
    public List<JsonNode> pods() {
        return list(cluster.resources().find("", "Pod").stream().toList());
    }

    private List<JsonNode> list(Collection<ApiResource> kinds) {
        return cluster.list(kinds, name, Set.of());
    }
}

//SOURCES ApiResource.java
//SOURCES ClusterHttp.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of resources, which are read page by page. */
final class ResourceLists {
    private static final int TIMES_BEGUN = 5;

    private final ClusterHttp http;

    ResourceLists(ClusterHttp http) {
        this.http = http;
    }

    /**
     * All resources of a kind. A list that has become too old to be read on is begun again.
     *
     * @param namespace to look in; empty for all
     * @param query chooses them
     * @param accept the media type of the answers
     */
    List<JsonNode> all(ApiResource kind, Optional<String> namespace, String query, String accept) {
        for (int begun = 1;; begun++) {
            try {
                return once(kind, namespace, query, accept);
            } catch (ClusterRefusal e) {
                if (!e.isExpired() || begun == TIMES_BEGUN) {
                    throw e;
                }
            }
        }
    }

    private List<JsonNode> once(ApiResource kind, Optional<String> namespace, String query, String accept) {
        List<JsonNode> items = new ArrayList<>();
        http.pages(page -> ClusterHttp.Question.get(kind.path(namespace) + query + page,
                "list " + kind.title(namespace.orElse(""))).accepting(accept),
                page -> page.path("items").forEach(item -> items.add(kind.named(item))));
        return items;
    }
}

//SOURCES ../resource/ResourceMetadata.java
//SOURCES ClusterHttp.java

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All resources of a kind in one namespace that carry labels, as they were at one moment, so that they can be deleted
 * with one request for many: what comes after that moment is not among them. Nothing is asked a second time when it
 * fails, as a resource that has come back with the same name meanwhile would go, too.
 */
final class Snapshot {
    private final ClusterHttp http;
    private final String path;
    private final String title;
    private final Set<String> uids = new TreeSet<>();
    private final String version;

    private Snapshot(ClusterHttp http, String path, String title) {
        this.http = http;
        this.path = path;
        this.title = title;
        List<String> versions = new ArrayList<>();
        http.pages(page -> ClusterHttp.Question.get(path + page, "list " + title).accepting(ClusterHttp.METADATA),
                page -> {
                    page.path("items").forEach(item -> uids.add(ResourceMetadata.uid(item)));
                    versions.add(page.path("metadata").path("resourceVersion").asText());
                });
        this.version = versions.get(0);
    }

    /**
     * @param path of the resources, with a query that chooses them
     * @param title what they are, for people
     */
    static Snapshot take(ClusterHttp http, String path, String title) {
        return new Snapshot(http.with(Duration.ZERO), path, title);
    }

    Set<String> uids() {
        return Set.copyOf(uids);
    }

    /** Deletes them, as far as they are still there; what they own goes after them. */
    void delete() {
        String moment = "&resourceVersion=" + version + "&resourceVersionMatch=Exact";
        http.pages(page -> ClusterHttp.Question.delete(
                path + page + (page.equals(ClusterHttp.FIRST_PAGE) ? moment : ""), Optional.empty(), "delete " + title)
                .accepting(ClusterHttp.METADATA), page -> { });
    }
}

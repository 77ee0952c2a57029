//SOURCES ../yaml/Json.java
//SOURCES ApiResource.java
//SOURCES ClusterHttp.java

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All resources of a kind in one namespace that carry labels, as they were at one moment, so that they can be deleted
 * with one request for many: what comes after that moment is not among them. Nothing is asked a second time when it
 * fails, as a resource that has come back with the same name meanwhile would go, too.
 */
final class Snapshot {
    private static final int PAGE = 500;

    private final ClusterHttp http;
    private final ApiResource kind;
    private final String namespace;
    private final String query;
    private final Set<String> uids = new TreeSet<>();
    private final String version;

    private Snapshot(ClusterHttp http, ApiResource kind, String namespace, String labelSelector) {
        this.http = http;
        this.kind = kind;
        this.namespace = namespace;
        this.query = "?limit=" + PAGE + "&labelSelector=" + encoded(labelSelector);
        String first = "";
        String next = "";
        do {
            JsonNode page = http.ask(ClusterHttp.Question.get(path(next), "list " + title())
                    .accepting(ClusterHttp.METADATA));
            page.path("items").forEach(item -> uids.add(item.path("metadata").path("uid").asText()));
            first = first.isEmpty() ? page.path("metadata").path("resourceVersion").asText() : first;
            next = page.path("metadata").path("continue").asText();
        } while (!next.isEmpty());
        this.version = first;
    }

    /** @param namespace empty for a kind that is in none */
    static Snapshot take(ClusterHttp http, ApiResource kind, String namespace, String labelSelector) {
        return new Snapshot(http.with(Duration.ZERO), kind, namespace, labelSelector);
    }

    Set<String> uids() {
        return Set.copyOf(uids);
    }

    /** Deletes them, as far as they are still there; what they own goes after them. */
    void delete() {
        JsonNode options = Json.object().put("kind", "DeleteOptions").put("apiVersion", "v1")
                .put("propagationPolicy", "Background");
        String next = "";
        do {
            String moment = next.isEmpty() ? "&resourceVersion=" + version + "&resourceVersionMatch=Exact" : "";
            JsonNode page = http.ask(ClusterHttp.Question.of("DELETE", path(next) + moment, options,
                    "delete " + title()).accepting(ClusterHttp.METADATA));
            next = page.path("metadata").path("continue").asText();
        } while (!next.isEmpty());
    }

    private String path(String next) {
        return kind.path(Optional.of(namespace)) + query
                + (next.isEmpty() ? "" : "&continue=" + encoded(next));
    }

    private String title() {
        return kind.title() + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

//SOURCES ../io/Parallel.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../yaml/Json.java
//SOURCES ApiResources.java
//SOURCES ClusterConnection.java
//SOURCES ClusterHttp.java
//SOURCES ClusterStream.java
//SOURCES ClusterView.java
//SOURCES ResourceLists.java
//SOURCES Snapshot.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A cluster's resources as JSON documents. What it refuses is a {@link ClusterRefusal}. */
final class Cluster {
    /** More resources of a kind and namespace than these are not asked for one by one. */
    private static final int FEW = 3;

    private final ClusterConnection connection;
    private final ClusterHttp http;
    private final ResourceLists lists;
    private final ClusterView view;
    private volatile ApiResources resources;

    Cluster(ClusterConnection connection, Console console) {
        this(connection, console, ClusterView.USUAL);
    }

    Cluster(ClusterConnection connection, Console console, ClusterView view) {
        this(connection, new ClusterHttp(connection, console), view);
    }

    private Cluster(ClusterConnection connection, ClusterHttp http, ClusterView view) {
        this.connection = connection;
        this.http = http;
        this.lists = new ResourceLists(http);
        this.view = view;
    }

    /** The same cluster, asked again for another time when it is overloaded or away. */
    Cluster with(Duration patience) {
        Cluster other = new Cluster(connection, http.with(patience), view);
        other.resources = resources;
        return other;
    }

    /** The namespace of the user's context. */
    String namespace() {
        return connection.namespace();
    }

    /** Such as {@code https://127.0.0.1:6443}. */
    String server() {
        return connection.server().toString().replaceFirst("/$", "");
    }

    int requests() {
        return http.requests();
    }

    /** The kinds that it serves, asked for once. */
    ApiResources resources() {
        if (resources == null) {
            synchronized (this) {
                resources = resources == null ? ApiResources.ask(http) : resources;
            }
        }
        return resources;
    }

    /** Asks for the kinds again when it is next needed: there is a new one. */
    void forgetResources() {
        resources = null;
    }

    /**
     * All resources of some kinds that carry labels.
     *
     * @param namespaces to look in, where the user may not list those of all namespaces
     */
    List<JsonNode> list(Collection<ApiResource> kinds, String labelSelector, Set<String> namespaces) {
        return list(kinds, labelSelector, namespaces, "application/json");
    }

    /** The same of which only the metadata are read, and which have nothing else. */
    List<JsonNode> metadata(Collection<ApiResource> kinds, String labelSelector, Set<String> namespaces) {
        return list(kinds, labelSelector, namespaces, ClusterHttp.METADATA);
    }

    private List<JsonNode> list(Collection<ApiResource> kinds, String labelSelector, Set<String> namespaces,
            String accept) {
        String query = selecting(labelSelector);
        return Parallel.map(view.answering(kinds, resources()), kind -> list(kind, query, namespaces, accept)).stream()
                .flatMap(List::stream).toList();
    }

    private List<JsonNode> list(ApiResource kind, String query, Set<String> namespaces, String accept) {
        if (view.onlyNamespaces() && kind.namespaced()) {
            return listEach(kind, query, namespaces, accept);
        }
        try {
            return lists.all(kind, Optional.empty(), query, accept);
        } catch (ClusterRefusal e) {
            if (e.isMissing() || e.isForbidden() && !kind.namespaced()) {
                return List.of();
            }
            if (!e.isForbidden()) {
                throw e;
            }
            return listEach(kind, query, namespaces, accept);
        }
    }

    private List<JsonNode> listEach(ApiResource kind, String query, Set<String> namespaces, String accept) {
        List<JsonNode> all = new ArrayList<>();
        namespaces.forEach(name -> all.addAll(lists.all(kind, Optional.of(name), query, accept)));
        return all;
    }

    /** @throws Failure when it is not known which kinds a group of the API has, though it has to be */
    void requireKnown(String group) {
        view.requireKnown(group, resources());
    }

    /** All resources of a kind in one namespace. */
    List<JsonNode> list(ApiResource kind, String namespace, String labelSelector) {
        return lists.all(kind, Optional.of(namespace), selecting(labelSelector), "application/json");
    }

    /** All resources of a kind in one namespace that carry labels, in order to delete them together. */
    Snapshot snapshot(ApiResource kind, String namespace, String labelSelector) {
        return Snapshot.take(http, kind.path(Optional.of(namespace)) + selecting(labelSelector),
                kind.title(namespace));
    }

    private static String selecting(String labels) {
        return "?labelSelector=" + URLEncoder.encode(labels, StandardCharsets.UTF_8);
    }

    /** The resources with these keys, as far as there are any; of many of a kind, the names are listed first. */
    List<JsonNode> existing(Map<ResourceKey, ApiResource> wanted) {
        Set<ApiResource> answering = Set.copyOf(view.answering(wanted.values(), resources()));
        Map<String, List<ResourceKey>> groups = wanted.keySet().stream()
                .filter(key -> answering.contains(wanted.get(key))).collect(Collectors.groupingBy(
                key -> key.namespace() + "/" + wanted.get(key).title(), TreeMap::new, Collectors.toList()));
        List<ResourceKey> candidates = Parallel.map(groups.values(), keys -> keys.size() <= FEW ? keys
                : present(keys, wanted.get(keys.get(0)))).stream().flatMap(List::stream).toList();
        return Parallel.map(candidates, key -> visible(wanted.get(key), key)).stream()
                .flatMap(Optional::stream).toList();
    }

    /** What the user may not read is as good as absent: writing it tells. */
    private Optional<JsonNode> visible(ApiResource kind, ResourceKey key) {
        try {
            return get(kind, key);
        } catch (ClusterRefusal e) {
            if (e.isForbidden()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<ResourceKey> present(List<ResourceKey> keys, ApiResource kind) {
        try {
            Set<String> names = new TreeSet<>();
            lists.all(kind, Optional.of(keys.get(0).namespace()), "?", ClusterHttp.METADATA)
                    .forEach(item -> names.add(item.path("metadata").path("name").asText()));
            return keys.stream().filter(key -> names.contains(key.name())).toList();
        } catch (ClusterRefusal e) {
            return e.isForbidden() ? keys : absentUnless(e);
        }
    }

    private static List<ResourceKey> absentUnless(ClusterRefusal e) {
        if (e.isMissing()) {
            return List.of();
        }
        throw e;
    }

    Optional<JsonNode> get(ResourceKey key) {
        return resources().find(key.group(), key.kind()).flatMap(kind -> get(kind, key));
    }

    Optional<JsonNode> get(ApiResource kind, ResourceKey key) {
        try {
            return Optional.of(kind.named(
                    http.ask(ClusterHttp.Question.get(kind.path(key), "read " + kind.title(key)))));
        } catch (ClusterRefusal e) {
            if (e.isMissing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return what the cluster made of it */
    JsonNode create(JsonNode resource) {
        ApiResource kind = served(resource);
        ResourceKey key = ResourceKey.of(resource);
        ClusterHttp.Question question = ClusterHttp.Question.of("POST", kind.path(Optional.of(key.namespace())),
                resource, "create " + ResourceTitle.of(resource));
        try {
            return kind.named(http.ask(question));
        } catch (ClusterRefusal e) {
            Optional<JsonNode> there = e.isAlreadyThere() && e.lost() ? get(kind, key) : Optional.empty();
            return there.orElseThrow(() -> e);
        }
    }

    /** As {@link #create}, but empty where there is a resource of that kind and name already. */
    Optional<JsonNode> createIfAbsent(JsonNode resource) {
        try {
            return Optional.of(create(resource));
        } catch (ClusterRefusal e) {
            if (e.isAlreadyThere()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @param resource with the {@code resourceVersion} that it was read with; a newer one is a conflict */
    JsonNode update(JsonNode resource) {
        ApiResource kind = served(resource);
        return kind.named(http.ask(ClusterHttp.Question.of("PUT", kind.path(ResourceKey.of(resource)),
                resource, "update " + ResourceTitle.of(resource))));
    }

    /** Sets fields, whatever the rest of the resource has become; a field that is null goes. */
    JsonNode merge(JsonNode live, JsonNode fields) {
        ApiResource kind = served(live);
        return kind.named(http.ask(ClusterHttp.Question.of("PATCH", kind.path(ResourceKey.of(live)), fields,
                "update " + ResourceTitle.of(live))));
    }

    /** Deletes that very resource, and not another that has its name meanwhile; what it owns goes after it. */
    void delete(JsonNode live) {
        delete(live, Json.object().set("uid", live.path("metadata").path("uid")));
    }

    /** Deletes a resource unless somebody has written to it since it was read. */
    void deleteUnchanged(JsonNode live) {
        delete(live, Json.object().<ObjectNode>set("uid", live.path("metadata").path("uid"))
                .set("resourceVersion", live.path("metadata").path("resourceVersion")));
    }

    private void delete(JsonNode live, ObjectNode preconditions) {
        try {
            http.ask(ClusterHttp.Question.delete(served(live).path(ResourceKey.of(live)), Optional.of(preconditions),
                    "delete " + ResourceTitle.of(live)));
        } catch (ClusterRefusal e) {
            boolean gone = e.isMissing() || e.isConflict();
            if (!gone) {
                throw e;
            }
        }
    }

    /** The text that a path answers. */
    String text(String path, String action) {
        return http.text(path, action);
    }

    /** The lines of a path that goes on answering. @return ends with the answer; cancelling it ends the answer */
    CompletableFuture<HttpResponse<Void>> lines(String path, Consumer<String> each) {
        return ClusterStream.lines(connection, path, each);
    }

    private ApiResource served(JsonNode resource) {
        return resources().of(resource).orElseGet(() -> {
            forgetResources();
            return resources().of(resource).orElseThrow(() -> new Failure("the cluster knows no "
                    + resource.path("kind").asText() + " in " + resource.path("apiVersion").asText()));
        });
    }
}

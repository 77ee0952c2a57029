//SOURCES ../deploy/Deployment.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES ../wait/ConvergenceOptions.java
//SOURCES Preview.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The previews in a cluster. */
final class PreviewCluster {
    private final Cluster cluster;
    private final Console console;

    PreviewCluster(Cluster cluster, Console console) {
        this.cluster = cluster;
        this.console = console;
    }

    /** A preview that is in the cluster, and when it is to go. */
    record Present(Preview preview, Instant expires) {}

    /** Makes the namespace if it is not there, and writes down in it when the preview is to go. */
    void prepare(Preview preview, Instant expires) {
        Optional<JsonNode> namespace = namespace(preview);
        if (namespace.filter(ResourceMetadata::isGoing).isPresent()) {
            throw new Failure("the namespace " + preview.fullName() + " is being deleted",
                    "Run again when it is gone.");
        }
        if (namespace.isEmpty()) {
            ObjectNode fresh = preview.mark(expires).put("apiVersion", "v1").put("kind", "Namespace");
            fresh.withObject("/metadata").put("name", preview.fullName());
            if (cluster.createIfAbsent(fresh).isEmpty()) {
                prepare(preview, expires);
            }
        } else if (isOurs(namespace.get())) {
            cluster.merge(namespace.get(), preview.mark(expires));
        }
    }

    /** All previews that are past their time to live, by name; those that are being deleted are left out. */
    List<Present> expired(Instant now) {
        TreeMap<String, Present> present = new TreeMap<>();
        Set<ApiResource> kinds = new LinkedHashSet<>();
        cluster.resources().find("", "Namespace").ifPresent(kinds::add);
        cluster.resources().find("", "ConfigMap").ifPresent(kinds::add);
        for (JsonNode labelled : cluster.list(kinds, Preview.LABEL, Set.of(cluster.namespace()))) {
            Preview.expiry(labelled).filter(expires -> !ResourceMetadata.isGoing(labelled))
                    .ifPresent(expires -> present.merge(Preview.of(labelled).name(),
                            new Present(Preview.of(labelled), expires),
                            (one, other) -> one.expires().isAfter(other.expires()) ? one : other));
        }
        return new ArrayList<>(present.values()).stream().filter(one -> one.expires().isBefore(now)).toList();
    }

    boolean isThere(Preview preview) {
        boolean hasNamespace = namespace(preview)
                .filter(namespace -> isOurs(namespace) && !ResourceMetadata.isGoing(namespace)).isPresent();
        return hasNamespace || !record(preview).isNew();
    }

    Plan planToDelete(Preview preview) {
        return deployment(preview).planToDelete();
    }

    /** As {@link #deployment(Preview, KappConfig)}, with the default rules alone. */
    Deployment deployment(Preview preview) {
        return deployment(preview, DefaultRules.with(List.of()));
    }

    /** Looks at what the cluster has of a preview now. @param rules the default ones and those of the release */
    Deployment deployment(Preview preview, KappConfig rules) {
        return new Deployment(cluster, record(preview), rules, Ownership.TakeOver.UNOWNED);
    }

    /** A deploy of a preview, which is not at work yet. */
    Turn turn(Preview preview) {
        return Turn.begin(cluster, preview.fullName(), preview.fullName(), console);
    }

    /** Deletes the application, and the namespace if it was made for the preview and holds no other application. */
    void delete(Preview preview, ConvergenceOptions convergence, ProgressLog log) {
        if (!record(preview).isNew()) {
            Deployment deployment = deployment(preview);
            Plan plan = deployment.planToDelete();
            try (Turn turn = deployment.turn(console)) {
                deployment.requireNext(turn, convergence);
                deployment.delete(plan, convergence, log, turn);
            }
        }
        Optional<JsonNode> namespace = namespace(preview).filter(PreviewCluster::isOurs);
        if (namespace.isPresent()) {
            if (!ApplicationRecord.all(cluster, preview.fullName()).isEmpty()) {
                throw new Failure("the namespace " + preview.fullName() + " stays: another application is in it",
                        "deploy.java list -n " + preview.fullName() + " shows it.");
            }
            cluster.delete(namespace.get());
        }
    }

    /** What the cluster remembers of the application. */
    private ApplicationRecord record(Preview preview) {
        return ApplicationRecord.of(cluster, preview.fullName(), preview.fullName());
    }

    private Optional<JsonNode> namespace(Preview preview) {
        try {
            return cluster.get(preview.namespace());
        } catch (ClusterRefusal e) {
            if (e.isForbidden()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isOurs(JsonNode namespace) {
        return namespace.path("metadata").path("labels").has(Preview.LABEL);
    }
}

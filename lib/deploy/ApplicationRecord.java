//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceMetadata.java
//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/Json.java
//SOURCES ChangeRecord.java
//SOURCES Plan.java
//SOURCES RecordPolicy.java
//SOURCES RecordText.java
//SOURCES ReleaseMark.java
//SOURCES UsedKinds.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a cluster remembers of an application, in a ConfigMap that bears its name: the label of its resources, their
 * kinds, and the last change. Fields that are not known here stay as they are.
 */
final class ApplicationRecord {
    private static final String IS_APP = KappKeys.PREFIX + "is-app";
    private static final String USES_LABEL = KappKeys.PREFIX + "app-changes-use-app-label";

    private final Cluster cluster;
    private final ResourceKey key;
    private Optional<JsonNode> live;
    private Optional<JsonNode> former;
    private final ObjectNode spec;
    private final RecordPolicy policy;

    /** @param former the record under the name that the application had before */
    private ApplicationRecord(Cluster cluster, ResourceKey key, Optional<JsonNode> live, Optional<JsonNode> former,
            ObjectNode spec, RecordPolicy policy) {
        this.cluster = cluster;
        this.key = key;
        this.live = live;
        this.former = former;
        this.spec = spec;
        this.policy = policy;
    }

    /** The record of a name; a new one, which is in no cluster yet, when there is none. */
    static ApplicationRecord of(Cluster cluster, String namespace, String name) {
        ResourceKey key = new ResourceKey(namespace, "", "ConfigMap", name);
        Optional<JsonNode> live = cluster.get(key);
        live.filter(found -> !found.path("metadata").path("labels").has(IS_APP)).ifPresent(other -> {
            throw new Failure("the ConfigMap " + name + " in namespace " + namespace + " is no application's record",
                    "Call the application something else with -a.");
        });
        ObjectNode spec = live.flatMap(found -> EmbeddedJson.read(found.path("data").path("spec").asText()))
                .filter(JsonNode::isObject).map(found -> (ObjectNode) found).orElseGet(ApplicationRecord::fresh);
        return new ApplicationRecord(cluster, key, live, Optional.empty(), spec, RecordPolicy.USUAL);
    }

    /**
     * This record; when there is none, the one of another name, which gets this one's with the next change.
     *
     * @param name null when there is no other
     */
    ApplicationRecord orFormerly(String name) {
        if (name == null) {
            return this;
        }
        ApplicationRecord other = of(cluster, key.namespace(), name);
        return live.isPresent() || other.live.isEmpty() ? this
                : new ApplicationRecord(cluster, key, live, other.live, other.spec, policy);
    }

    /** @throws Failure when it has another value for one of the labels */
    ApplicationRecord with(RecordPolicy other) {
        JsonNode present = live.or(() -> former).map(record -> record.path("metadata").path("labels"))
                .orElseGet(() -> Json.object().put(IS_APP, ""));
        other.labels().forEach((label, value) -> {
            if (present.has(label) && !present.path(label).asText().equals(value)) {
                throw new Failure("the application " + name() + " has the label " + label + "="
                        + present.path(label).asText() + ", which cannot become " + value,
                        "Say the same with --labels, or leave it out.");
            }
        });
        other.listener().accept(RecordText.of(spec));
        return new ApplicationRecord(cluster, key, live, former, spec, other);
    }

    RecordPolicy policy() {
        return policy;
    }

    /** The record of the application whose resources have a label, in any namespace that the user may look into. */
    static Optional<ResourceKey> withLabel(Cluster cluster, String label) {
        return cluster.resources().find("", "ConfigMap").stream()
                .flatMap(kind -> cluster.list(Set.of(kind), IS_APP + "=", Set.of()).stream())
                .filter(record -> record.path("data").path("spec").asText().contains('"' + label + '"'))
                .map(ResourceKey::of).findFirst();
    }

    /** The records of all applications in a namespace, by name. */
    static List<JsonNode> all(Cluster cluster, String namespace) {
        ApiResource kind = cluster.resources().find("", "ConfigMap").orElseThrow();
        return cluster.list(kind, namespace, IS_APP + "=").stream()
                .sorted(Comparator.comparing(ResourceKey::of)).toList();
    }

    /** The records of all applications that the user may see, by namespace and name. */
    static List<JsonNode> all(Cluster cluster) {
        ApiResource kind = cluster.resources().find("", "ConfigMap").orElseThrow();
        return cluster.list(Set.of(kind), IS_APP + "=", Set.of()).stream()
                .sorted(Comparator.comparing(ResourceKey::of)).toList();
    }

    private static ObjectNode fresh() {
        Instant now = Instant.now();
        String label = now.getEpochSecond() + String.format("%09d", now.getNano());
        return Json.object().put("labelKey", KappKeys.APP).put("labelValue", label);
    }

    boolean isNew() {
        return live.isEmpty() && former.isEmpty();
    }

    /**
     * @param advice what to do instead
     * @throws Failure when the cluster has no such application
     */
    void requireDeployed(String advice) {
        if (isNew()) {
            throw new Failure("there is no application " + name() + " in namespace " + namespace(), advice);
        }
    }

    String name() {
        return key.name();
    }

    String namespace() {
        return key.namespace();
    }

    /** @throws Failure when one of the resources would be this record */
    void requireOthers(Collection<JsonNode> resources) {
        if (resources.stream().map(ResourceKey::of).anyMatch(key::equals)) {
            throw new Failure("the ConfigMap " + name() + " of the release has the name of the application, whose "
                    + "record is the ConfigMap " + name() + " in namespace " + namespace(),
                    "Call one of them something else.");
        }
    }

    /** The value of the label that all resources of the application have. */
    String label() {
        return spec.path("labelValue").asText();
    }

    /** Chooses all resources of the application. */
    String selector() {
        return spec.path("labelKey").asText(KappKeys.APP) + "=" + label();
    }

    /**
     * The kinds of the resources, as far as the cluster has them.
     *
     * @throws Failure when it does not say which it has
     */
    Set<ApiResource> kinds() {
        return used().known();
    }

    private UsedKinds used() {
        return new UsedKinds(cluster, spec);
    }

    /** Where resources were at the last change. */
    Set<String> namespaces() {
        Set<String> namespaces = new TreeSet<>(Set.of(key.namespace()));
        spec.path("lastChange").path("namespaces").forEach(name -> namespaces.add(name.asText()));
        namespaces.remove(Plan.CLUSTER);
        return namespaces;
    }

    /** Puts a new record into the cluster. */
    void create() {
        if (live.isEmpty()) {
            ObjectNode record = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
            ObjectNode metadata = record.putObject("metadata").put("name", key.name()).put("namespace",
                    key.namespace());
            ObjectNode labels = metadata.putObject("labels");
            former.ifPresent(old -> labels.setAll((ObjectNode) old.path("metadata").path("labels")));
            policy.labels().forEach(labels.put(IS_APP, "")::put);
            metadata.putObject("annotations").put(USES_LABEL, "");
            record.putObject("data").put("spec", EmbeddedJson.write(spec));
            live = Optional.of(cluster.create(record));
            former.ifPresent(cluster::delete);
            former = Optional.empty();
        }
    }

    /** Gives an application that is there the name and the labels that it is to have. */
    void settle() {
        if (former.isPresent()) {
            create();
        }
        Map<String, String> labels = policy.labels();
        if (live.filter(record -> !labels.keySet().stream()
                .allMatch(record.path("metadata").path("labels")::has)).isPresent()) {
            save(Json.object());
        }
    }

    /** Puts a new record into the cluster. @return whether nobody else was first */
    boolean claim() {
        try {
            create();
            return true;
        } catch (ClusterRefusal e) {
            if (e.isAlreadyThere()) {
                return false;
            }
            throw e;
        }
    }

    /** Whether the cluster has the record as it was read: no deploy has begun since. */
    boolean isCurrent() {
        return cluster.get(key).map(ApplicationRecord::version).equals(live.map(ApplicationRecord::version));
    }

    private static JsonNode version(JsonNode record) {
        return record.path("metadata").path("resourceVersion");
    }

    /** What a resource that goes with the record names as its owner. */
    ObjectNode reference() {
        return Json.object().put("apiVersion", "v1").put("kind", "ConfigMap").put("name", key.name())
                .put("uid", ResourceMetadata.uid(live.orElseThrow()));
    }

    /** Remembers a change that begins, and that there may be resources of the old kinds and of the new ones. */
    ChangeRecord begin(String description, Set<String> namespaces, Collection<JsonNode> resources, ReleaseMark mark) {
        create();
        ChangeRecord change = ChangeRecord.begin(cluster, this, description, namespaces, mark);
        spec.put("lastChangeName", change.name());
        spec.set("lastChange", change.spec());
        used().add(resources);
        save(mark.fields(change.name()));
        policy.listener().accept(RecordText.of(spec));
        return change;
    }

    /** Remembers how a change ended. @param resources all that the application has now; none when it failed */
    void finish(ChangeRecord change, Optional<Collection<JsonNode>> resources) {
        spec.set("lastChange", change.spec());
        resources.ifPresent(used()::replace);
        save(Json.object());
    }

    /** The release that the cluster was given last; empty when another tool has deployed since. */
    Optional<ReleaseMark> mark() {
        return live.flatMap(record -> ReleaseMark.of(record, lastChange()));
    }

    /** Remembers a release that is what the cluster has already. */
    void mark(ReleaseMark mark) {
        if (live.isPresent() && mark().filter(mark::isSame).isEmpty()) {
            live = Optional.of(cluster.merge(live.get(), mark.fields(lastChange())));
        }
    }

    /** Adds labels and annotations to the record, which is made if there is none. */
    void put(ObjectNode fields) {
        create();
        live = Optional.of(cluster.merge(live.orElseThrow(), fields));
    }

    /** The name of the record of the last change; empty before the first. */
    String lastChange() {
        return spec.path("lastChangeName").asText();
    }

    void delete() {
        live.or(() -> former).ifPresent(cluster::delete);
    }

    /** @param fields what else is to be in the record */
    private void save(ObjectNode fields) {
        fields.putObject("data").put("spec", EmbeddedJson.write(spec));
        policy.labels().forEach(fields.withObjectProperty("metadata").withObjectProperty("labels")::put);
        live = Optional.of(cluster.merge(live.orElseThrow(), fields));
    }
}

//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/Json.java
//SOURCES ReleaseMark.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What a cluster remembers of one change of an application, in a ConfigMap. */
final class ChangeRecord {
    private static final String IS_CHANGE = KappKeys.PREFIX + "is-app-change";
    private static final String APP = KappKeys.PREFIX + "app-change-app";
    private static final String APP_LABEL = KappKeys.PREFIX + "app-change-app-label";
    private static final String NOT_YET = "0001-01-01T00:00:00Z";
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final Cluster cluster;
    private final JsonNode live;
    private final ObjectNode spec;

    private ChangeRecord(Cluster cluster, JsonNode live, ObjectNode spec) {
        this.cluster = cluster;
        this.live = live;
        this.spec = spec;
    }

    static ChangeRecord begin(Cluster cluster, ApplicationRecord application, String description,
            Set<String> namespaces, ReleaseMark mark) {
        ObjectNode spec = Json.object().put("startedAt", Instant.now().toString())
                .put("finishedAt", NOT_YET).put("description", description);
        namespaces.forEach(spec.putArray("namespaces")::add);
        ObjectNode record = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
        String prefix = application.name() + "-change-";
        ObjectNode metadata = record.putObject("metadata").put("generateName", prefix).put("name", prefix + suffix())
                .put("namespace", application.namespace());
        metadata.putObject("labels").put(IS_CHANGE, "").put(APP, application.name())
                .put(APP_LABEL, application.label());
        record.putObject("data").put("spec", EmbeddedJson.write(spec));
        mark.put(record);
        return new ChangeRecord(cluster, cluster.create(record), spec);
    }

    private static String suffix() {
        StringBuilder text = new StringBuilder();
        new SecureRandom().ints(5, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
        return text.toString();
    }

    String name() {
        return ResourceKey.of(live).name();
    }

    JsonNode spec() {
        return spec.deepCopy();
    }

    void finish(boolean successful) {
        spec.put("finishedAt", Instant.now().toString()).put("successful", successful);
        ObjectNode fields = Json.object();
        fields.putObject("data").put("spec", EmbeddedJson.write(spec));
        cluster.merge(live, fields);
    }

    /** The records of an application's changes, the newest first. */
    static List<JsonNode> all(Cluster cluster, ApplicationRecord application) {
        ApiResource kind = cluster.resources().find("", "ConfigMap").orElseThrow();
        return cluster.list(kind, application.namespace(), IS_CHANGE + "=," + APP_LABEL + "=" + application.label())
                .stream().sorted(Comparator.comparing(ChangeRecord::startedAt).reversed()).toList();
    }

    /** Deletes all but the newest records, as many as are to be kept. */
    static void forgetOldest(Cluster cluster, ApplicationRecord application) {
        all(cluster, application).stream().skip(application.policy().changesKept()).forEach(cluster::delete);
    }

    private static Instant startedAt(JsonNode record) {
        return EmbeddedJson.read(record.path("data").path("spec").asText())
                .map(spec -> Instant.parse(spec.path("startedAt").asText(NOT_YET))).orElse(Instant.MIN);
    }
}

//SOURCES ../git/ShortHash.java
//SOURCES ../yaml/Json.java
//SOURCES Placement.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Which release a cluster was given: annotations of the records of applications and changes. kapp keeps annotations
 * that it does not know, but drops unknown fields of the records themselves.
 *
 * @param commit that was rendered; empty when it is not known, as of files
 * @param dirty whether what was rendered differs from the commit
 * @param state SHA-256 of the state, in hexadecimal
 * @param placement where its resources went; empty when an older version wrote the mark
 * @param tools what rendered it, for people; only changes tell it
 * @param resources their {@link ResourceDigests}; only changes tell them
 */
record ReleaseMark(String commit, boolean dirty, String state, Optional<Placement> placement, String tools,
        String resources) {
    static final String PREFIX = "gitops-scripts/";
    private static final String COMMIT = PREFIX + "commit";
    private static final String DIRTY = PREFIX + "dirty";
    private static final String STATE = PREFIX + "state-sha256";
    private static final String PLACEMENT = PREFIX + "placement";
    private static final String TOOLS = PREFIX + "tools";
    private static final String RESOURCES = "resources";
    private static final String CHANGE = PREFIX + "change";

    /** What a record says; empty when another tool wrote it. */
    static Optional<ReleaseMark> of(JsonNode record) {
        JsonNode annotations = record.path("metadata").path("annotations");
        return !annotations.has(STATE) ? Optional.empty() : Optional.of(new ReleaseMark(
                annotations.path(COMMIT).asText(""), annotations.has(DIRTY), annotations.path(STATE).asText(),
                Placement.parse(annotations.path(PLACEMENT).asText("")), annotations.path(TOOLS).asText(""),
                record.path("data").path(RESOURCES).asText("")));
    }

    /**
     * What an application's record says.
     *
     * @param lastChange the name of the application's last change; after another tool's the cluster has something else
     */
    static Optional<ReleaseMark> of(JsonNode record, String lastChange) {
        String marked = record.path("metadata").path("annotations").path(CHANGE).asText();
        return marked.equals(lastChange) ? of(record) : Optional.empty();
    }

    /** Puts the mark onto the record of a change. */
    void put(ObjectNode record) {
        ObjectNode annotations = annotations();
        if (!tools.isEmpty()) {
            annotations.put(TOOLS, tools);
        }
        record.withObjectProperty("metadata").set("annotations", annotations);
        record.withObjectProperty("data").put(RESOURCES, resources);
    }

    /** Whether the two are the same release, whatever else is known of it. */
    boolean isSame(ReleaseMark other) {
        return commit.equals(other.commit) && dirty == other.dirty && state.equals(other.state)
                && placement.equals(other.placement);
    }

    private ObjectNode annotations() {
        ObjectNode annotations = Json.object().put(STATE, state);
        if (!commit.isEmpty()) {
            annotations.put(COMMIT, commit);
        }
        if (dirty) {
            annotations.put(DIRTY, "true");
        }
        placement.ifPresent(where -> annotations.put(PLACEMENT, where.text()));
        return annotations;
    }

    /** Fields that put the mark onto an application's record, in place of an older one. */
    ObjectNode fields(String lastChange) {
        ObjectNode fields = Json.object();
        ObjectNode annotations = fields.putObject("metadata").putObject("annotations").putNull(COMMIT).putNull(DIRTY);
        annotations.setAll(annotations());
        annotations.put(CHANGE, lastChange);
        return fields;
    }

    /** Whether the commit says all that was deployed. */
    boolean isReproducible() {
        return !commit.isEmpty() && !dirty;
    }

    /** For people: the commit, or that there is none. */
    String origin() {
        return commit.isEmpty() ? "no commit" : ShortHash.of(commit) + (dirty ? " with local changes" : "");
    }

    /** For programs. */
    String describe() {
        return commit + (dirty ? "-dirty" : "");
    }

    /** For people: the first digits of the state's digest. */
    String abbreviatedState() {
        return ShortHash.of(state);
    }
}

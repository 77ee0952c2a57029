//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/FieldPath.java
//SOURCES LiveDifference.java
//SOURCES Rebase.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What was applied, recorded in annotations of the live object: which object it is, the resource as it was sent, and a
 * checksum of how the object differed from it afterwards. When it differs in another way now, somebody else has written
 * to it.
 */
record LastApplied(KappConfig config) {
    private static final int MOST_BYTES = 262_144;

    /**
     * Adds the annotations to what is sent. The checksum is that of an object to which the server adds nothing, so
     * that such objects need no second write.
     *
     * @param sent what is written, with what the live object keeps
     * @param wanted the same as Git has it, with the application's labels
     */
    ObjectNode record(JsonNode sent, JsonNode wanted) {
        ObjectNode recorded = sent.deepCopy();
        ObjectNode annotations = recorded.withObjectProperty("metadata").withObjectProperty("annotations");
        forget(annotations);
        annotations.put(KappKeys.IDENTITY, identity(wanted));
        Optional<String> original = original(wanted);
        original.ifPresent(text -> annotations.put(KappKeys.ORIGINAL, text)
                .put(KappKeys.ORIGINAL_DIFF, checksum(recorded, wanted)));
        return recorded;
    }

    /** The same to be sent, with the checksum of what the object will be, as far as that can be foreseen. */
    JsonNode foreseeing(JsonNode sent, JsonNode live) {
        return recorded(sent).<JsonNode>map(original -> {
            ObjectNode recorded = sent.deepCopy();
            recorded.withObjectProperty("metadata").withObjectProperty("annotations")
                    .put(KappKeys.ORIGINAL_DIFF, checksum(live, original));
            return recorded;
        }).orElse(sent);
    }

    private static String identity(JsonNode resource) {
        return "v1;" + ResourceKey.of(resource) + ";" + resource.path("apiVersion").asText();
    }

    /** The identity of what the server has just named, which could not be known before. */
    static Optional<String> identityOfNamed(JsonNode sent, JsonNode live) {
        return sent.path("metadata").has("name") ? Optional.empty() : Optional.of(identity(live));
    }

    /** The checksum that a live object should have, if it has another one or none. */
    Optional<String> correction(JsonNode live) {
        return recorded(live).map(original -> checksum(live, original))
                .filter(checksum -> !checksum.equals(annotation(live, KappKeys.ORIGINAL_DIFF)));
    }

    /** What was applied last; empty when nothing is recorded or when the object was changed since. */
    Optional<JsonNode> of(JsonNode live) {
        return correction(live).isPresent() ? Optional.empty() : recorded(live);
    }

    /** What was applied last, even when the object was changed since. */
    static Optional<JsonNode> recorded(JsonNode live) {
        String original = annotation(live, KappKeys.ORIGINAL);
        return original.isEmpty() ? Optional.empty() : EmbeddedJson.read(original).filter(JsonNode::isObject);
    }

    /** The resource as Git has it, of one that is sent; of Secrets with what the live object keeps. */
    static ObjectNode wanted(JsonNode sent) {
        Optional<JsonNode> recorded = recorded(sent);
        if (recorded.isPresent()) {
            return recorded.get().deepCopy();
        }
        ObjectNode wanted = without(sent);
        wanted.withObjectProperty("metadata").retain("name", "namespace", "labels", "annotations");
        return wanted;
    }

    /**
     * Whether the identity is that of the object itself; copies that others make of an object have a wrong one. What
     * the server has named is known by how its name begins until it is written down.
     */
    static boolean hasIdentity(JsonNode live) {
        String[] parts = annotation(live, KappKeys.IDENTITY).split(";");
        ResourceKey key = ResourceKey.of(live);
        String start = live.path("metadata").path("generateName").asText("");
        boolean isNamedByServer = !start.isEmpty() && key.name().startsWith(start);
        return parts.length == 3 && parts[0].equals("v1") && (parts[1].equals(key.toString()) || isNamedByServer
                && parts[1].equals(new ResourceKey(key.namespace(), key.group(), key.kind(), start + "*").toString()));
    }

    /** A copy without the annotations of this record. */
    static ObjectNode without(JsonNode live) {
        ObjectNode copy = live.deepCopy();
        if (copy.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            forget(annotations);
        }
        return copy;
    }

    private static void forget(ObjectNode annotations) {
        annotations.remove(List.of(KappKeys.IDENTITY, KappKeys.ORIGINAL, KappKeys.ORIGINAL_DIFF));
    }

    /** Never for Secrets: all who may list them, or see a diff, would read them here. */
    private static Optional<String> original(JsonNode wanted) {
        boolean secret = wanted.path("kind").asText().equals("Secret");
        if (secret || KappKeys.has(wanted, "disable-original")) {
            return Optional.empty();
        }
        return Optional.of(EmbeddedJson.writeExactly(wanted))
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES);
    }

    private String checksum(JsonNode live, JsonNode original) {
        ObjectNode object = without(live);
        exclude(config.diffAgainstLastAppliedFieldExclusionRules(), object);
        exclude(config.diffAgainstExistingFieldExclusionRules(), object);
        ObjectNode applied = new Rebase(config).onto(object, original);
        exclude(config.diffAgainstExistingFieldExclusionRules(), applied);
        exclude(config.diffAgainstLastAppliedFieldExclusionRules(), applied);
        return LiveDifference.checksum(object, applied);
    }

    private static void exclude(List<KappConfig.FieldRule> rules, ObjectNode resource) {
        for (KappConfig.FieldRule rule : rules) {
            if (rule.matches(resource)) {
                rule.path().in(resource).forEach(field -> FieldPath.remove(resource, field));
            }
        }
    }

    private static String annotation(JsonNode resource, String name) {
        return resource.path("metadata").path("annotations").path(name).asText("");
    }
}

//SOURCES ../Failure.java
//SOURCES ../diff/Comparison.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES NameRewriting.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A versioned resource and the versions of it that the cluster has. */
final class NamedVersion {
    private static final Pattern NAME = Pattern.compile("(.+)-ver-(\\d{1,18})");
    private static final String USUALLY_KEPT = "5";

    private final ObjectNode resource;
    private final TreeMap<Long, JsonNode> live = new TreeMap<>();
    private boolean isNew;

    NamedVersion(ObjectNode resource) {
        this.resource = resource;
    }

    /** What the name of a live object is without its version. */
    static Optional<ResourceKey> baseOf(JsonNode object) {
        ResourceKey key = ResourceKey.of(object);
        return Optional.of(NAME.matcher(key.name())).filter(Matcher::matches)
                .map(name -> new ResourceKey(key.namespace(), key.group(), key.kind(), name.group(1)));
    }

    /** What a wanted resource may become: its name, or that of its next version beside the live ones. */
    static List<ResourceKey> newNames(JsonNode wanted, Collection<JsonNode> live) {
        ResourceKey key = ResourceKey.of(wanted);
        if (!KappKeys.has(wanted, "versioned")) {
            return List.of(key);
        }
        NamedVersion next = new NamedVersion((ObjectNode) wanted);
        live.stream().filter(object -> baseOf(object).equals(Optional.of(key))).forEach(next::add);
        next.isNew = true;
        return List.of(key, new ResourceKey(key.namespace(), key.group(), key.kind(), next.name()));
    }

    void add(JsonNode object) {
        Matcher name = NAME.matcher(ResourceKey.of(object).name());
        if (name.matches()) {
            live.put(Long.parseLong(name.group(2)), object);
        }
    }

    JsonNode resource() {
        return resource;
    }

    String name() {
        long newest = live.isEmpty() ? 0 : live.lastKey();
        return ResourceKey.of(resource).name() + "-ver-" + (live.isEmpty() || isNew ? newest + 1 : newest);
    }

    /** The resource with the name of its version. */
    ObjectNode named(NameRewriting rewriting) {
        ObjectNode named = rewriting.rewritten(resource);
        named.withObjectProperty("metadata").put("name", name());
        return named;
    }

    /** Whether it is found only now that a new version is needed. */
    boolean becomesNew(NameRewriting rewriting, Comparison comparison) {
        boolean wasNew = isNew || live.isEmpty();
        isNew = wasNew || !comparison.isSame(live.lastEntry().getValue(), named(rewriting));
        return isNew && !wasNew;
    }

    /** The versions that stay: the current one and some before it. */
    List<ResourceKey> kept() {
        long older = isNew || live.isEmpty() ? mostOlder() : mostOlder() + 1;
        return live.descendingMap().values().stream().limit(older).map(ResourceKey::of).toList();
    }

    private long mostOlder() {
        String number = KappKeys.annotation(resource, "num-versions").orElse(USUALLY_KEPT);
        if (!number.matches("\\d{1,9}")) {
            throw new Failure(ResourceTitle.of(resource) + ": " + KappKeys.PREFIX + "num-versions is no number: "
                    + number);
        }
        return Long.parseLong(number);
    }
}

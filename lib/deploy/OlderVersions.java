//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES Change.java
//SOURCES NamedVersion.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What new versions of versioned resources follow.
 *
 * @param live what the application has
 */
record OlderVersions(Collection<JsonNode> live) {
    /** Names of one resource's versions differ only in their numbers. */
    private static final Comparator<JsonNode> BY_VERSION = Comparator
            .comparing((JsonNode one) -> ResourceKey.of(one).name().length())
            .thenComparing(one -> ResourceKey.of(one).name());

    /** The newest version that the cluster has of what a change makes a new version of. */
    Optional<JsonNode> of(Change change) {
        JsonNode resource = change.resource();
        return !KappKeys.has(resource, "versioned") ? Optional.empty() : NamedVersion.baseOf(resource)
                .flatMap(base -> live.stream().filter(one -> KappKeys.has(one, "versioned"))
                        .filter(one -> NamedVersion.baseOf(one).equals(Optional.of(base))).max(BY_VERSION));
    }
}

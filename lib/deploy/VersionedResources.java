//SOURCES ../diff/Comparison.java
//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES NameRewriting.java
//SOURCES NamedVersion.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resources that never change: each new content gets a new name, and what refers to them the newest name.
 *
 * @param wanted all wanted resources, with the names of their versions, in their order
 * @param kept older versions that stay
 */
record VersionedResources(List<ObjectNode> wanted, Set<ResourceKey> kept) {

    /**
     * @param labelled the wanted resources, with the labels of the application
     * @param live what the application has
     */
    static VersionedResources of(List<ObjectNode> labelled, List<JsonNode> live, KappConfig config) {
        Map<ResourceKey, NamedVersion> versions = versions(labelled, live);
        if (versions.isEmpty()) {
            return new VersionedResources(labelled, Set.of());
        }
        NameRewriting rewriting = new NameRewriting(config, versions);
        findNewOnes(versions.values(), rewriting, new Comparison(config));
        List<ObjectNode> wanted = new ArrayList<>();
        for (ObjectNode resource : labelled) {
            NamedVersion version = versions.get(ResourceKey.of(resource));
            if (version != null) {
                wanted.add(version.named(rewriting));
            }
            if (version == null || KappKeys.has(resource, "versioned-keep-original")) {
                wanted.add(rewriting.rewritten(resource));
            }
        }
        Set<ResourceKey> kept = new HashSet<>();
        versions.values().forEach(version -> kept.addAll(version.kept()));
        return new VersionedResources(wanted, kept);
    }

    /** A new name changes what refers to it, which may be versioned itself. */
    private static void findNewOnes(Collection<NamedVersion> versions, NameRewriting rewriting,
            Comparison comparison) {
        boolean found = true;
        while (found) {
            found = false;
            for (NamedVersion version : versions) {
                found |= version.becomesNew(rewriting, comparison);
            }
        }
    }

    private static Map<ResourceKey, NamedVersion> versions(List<ObjectNode> labelled, List<JsonNode> live) {
        Map<ResourceKey, NamedVersion> versions = new HashMap<>();
        for (ObjectNode resource : labelled) {
            if (KappKeys.has(resource, "versioned")) {
                versions.put(ResourceKey.of(resource), new NamedVersion(resource));
            }
        }
        for (JsonNode object : live) {
            if (KappKeys.has(object, "versioned")) {
                NamedVersion.baseOf(object).map(versions::get).ifPresent(version -> version.add(object));
            }
        }
        return versions;
    }
}

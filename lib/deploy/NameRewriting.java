//SOURCES ../Failure.java
//SOURCES ../resource/KappConfig.java
//SOURCES ../resource/KappKeys.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../resource/ResourceMatcher.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES ../yaml/FieldPath.java
//SOURCES ../yaml/Yaml.java
//SOURCES NamedVersion.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes resources refer to the current versions of others. */
final class NameRewriting {
    private static final String EXPLICIT = KappKeys.PREFIX + "versioned-explicit-ref";

    private final KappConfig config;
    private final Map<ResourceKey, NamedVersion> versions;
    private final Map<String, List<NamedVersion>> byName;

    NameRewriting(KappConfig config, Map<ResourceKey, NamedVersion> versions) {
        this.config = config;
        this.versions = versions;
        this.byName = versions.entrySet().stream().collect(Collectors.groupingBy(
                entry -> entry.getKey().namespace() + "/" + entry.getKey().name(),
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** A copy of a resource that refers to current versions. */
    ObjectNode rewritten(ObjectNode resource) {
        ObjectNode rewritten = resource.deepCopy();
        String namespace = ResourceKey.of(resource).namespace();
        for (KappConfig.TemplateRule rule : config.templateRules()) {
            for (KappConfig.ObjectReference reference : rule.affectedResources().objectReferences()) {
                if (ResourceMatcher.anyMatches(reference.resourceMatchers(), resource)) {
                    refer(rewritten, namespace, rule, reference);
                }
            }
        }
        if (rewritten.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            for (Map.Entry<String, JsonNode> annotation : List.copyOf(annotations.properties())) {
                if (annotation.getKey().equals(EXPLICIT) || annotation.getKey().startsWith(EXPLICIT + ".")) {
                    annotations.put(annotation.getKey(), explicit(resource, annotation));
                }
            }
        }
        return rewritten;
    }

    private void refer(ObjectNode resource, String namespace, KappConfig.TemplateRule rule,
            KappConfig.ObjectReference reference) {
        for (List<Object> field : reference.path().in(resource)) {
            if (FieldPath.get(resource, field) instanceof ObjectNode at) {
                String name = at.path(reference.nameKey()).asText();
                byName.getOrDefault(namespace + "/" + name, List.of()).stream()
                        .filter(version -> ResourceMatcher.anyMatches(rule.resourceMatchers(), version.resource()))
                        .forEach(version -> at.put(reference.nameKey(), version.name()));
            }
        }
    }

    /** The value of an annotation that is a reference in YAML. */
    private String explicit(JsonNode resource, Map.Entry<String, JsonNode> annotation) {
        String text = annotation.getValue().asText();
        List<Yaml.Document> documents = Yaml.read(ResourceTitle.of(resource) + ", " + annotation.getKey(), text);
        if (documents.isEmpty() || !(documents.get(0).content() instanceof ObjectNode reference)) {
            throw new Failure(ResourceTitle.of(resource) + ": " + annotation.getKey() + " is no reference: " + text,
                    "Write a mapping: {apiVersion: v1, kind: ConfigMap, name: settings}");
        }
        String apiVersion = reference.path("apiVersion").asText();
        String namespace = reference.path("namespace").asText(ResourceKey.of(resource).namespace());
        ResourceKey key = new ResourceKey(namespace, apiVersion.contains("/") ? apiVersion.replaceFirst("/.*", "") : "",
                reference.path("kind").asText(), reference.path("name").asText());
        NamedVersion version = versions.get(key);
        if (version == null) {
            return text;
        }
        return Yaml.write(reference.put("name", version.name()));
    }
}

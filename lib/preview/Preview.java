//SOURCES ../Failure.java
//SOURCES ../Settings.java
//SOURCES ../deploy/ReleaseMark.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * A release for people to try: an application of its own in a namespace of its own, both with its name, which go after
 * its time to live. The record of the application and the namespace, if it was made for the preview, bear a label with
 * the preview's name and an annotation with the time.
 */
record Preview(String name) {
    static final String LABEL = ReleaseMark.PREFIX + "preview";
    static final String EXPIRES = ReleaseMark.PREFIX + "expires";
    private static final String PREFIX = "preview-";
    private static final int LONGEST = 63 - PREFIX.length();

    Preview {
        if (!name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?") || name.length() > LONGEST) {
            String near = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
            String fitting = near.substring(0, Math.min(LONGEST, near.length())).replaceAll("-+$", "");
            throw Failure.usage("'" + name + "' cannot be in the name of a namespace",
                    "Use small letters, digits and -, at most " + LONGEST + (fitting.isEmpty() ? "." : ": " + fitting));
        }
    }

    /** The preview that a resource belongs to, as its label says. */
    static Preview of(JsonNode labelled) {
        return new Preview(labelled.path("metadata").path("labels").path(LABEL).asText());
    }

    /** When a labelled resource is to go; empty when it does not say so. */
    static Optional<Instant> expiry(JsonNode labelled) {
        try {
            return Optional.of(Instant.parse(labelled.path("metadata").path("annotations").path(EXPIRES).asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What the application and its namespace are called. */
    String fullName() {
        return PREFIX + name;
    }

    ResourceKey namespace() {
        return new ResourceKey("", "", "Namespace", fullName());
    }

    /** The label, and the annotation that says when it is to go, as fields of a resource. */
    ObjectNode mark(Instant expires) {
        ObjectNode fields = Json.object();
        ObjectNode metadata = fields.putObject("metadata");
        metadata.putObject("labels").put(LABEL, name);
        metadata.putObject("annotations").put(EXPIRES, expires.toString());
        return fields;
    }

    /** A project's settings with the names of the preview. */
    Settings settings(Settings project) {
        return project.named(fullName(), fullName());
    }
}

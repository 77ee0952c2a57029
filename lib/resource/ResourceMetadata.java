import com.fasterxml.jackson.databind.JsonNode;

/** What the API server says of a resource that it has. */
final class ResourceMetadata {
    private ResourceMetadata() {}

    /** Tells it from another one that had or will have its name; empty for what is in no cluster. */
    static String uid(JsonNode resource) {
        return resource.path("metadata").path("uid").asText();
    }

    /** Whether it has been deleted, and is there until it is cleaned up after. */
    static boolean isGoing(JsonNode resource) {
        return resource.path("metadata").has("deletionTimestamp");
    }
}

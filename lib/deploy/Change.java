//SOURCES ../resource/ResourceKey.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a deploy does to one resource.
 *
 * @param live what the cluster has; empty when it has none
 * @param wanted what it is to have, as it will be sent, labels and annotations of the application included; empty when
 *     the resource goes
 */
record Change(ResourceKey key, Operation operation, Strategy strategy, WaitFor waitFor, Optional<JsonNode> live,
        Optional<JsonNode> wanted) {

    /** EXISTS waits for a resource that others make; NOOP leaves one as it is. */
    enum Operation { CREATE, UPDATE, DELETE, NOOP, EXISTS }

    /** How it is done where the plain way is not wanted, as the resource's annotations say. */
    enum Strategy {
        PLAIN, FALLBACK_ON_UPDATE, FALLBACK_ON_UPDATE_OR_NOOP, FALLBACK_ON_REPLACE, ALWAYS_REPLACE, SKIP, ORPHAN
    }

    /** What the deploy waits for. */
    enum WaitFor { RECONCILE, DELETE, NOTHING }

    /** The wanted resource, or the live one when it goes. */
    JsonNode resource() {
        return wanted.or(() -> live).orElseThrow();
    }
}

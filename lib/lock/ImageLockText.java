//SOURCES ../image/ImageConfig.java
//SOURCES ../image/ImageSearchRule.java
//SOURCES ../yaml/Json.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Writes locks as kbld's {@code --lock-output} does. */
final class ImageLockText {
    private ImageLockText() {}

    /**
     * The text of a lock file.
     *
     * @param overrides what is locked, in any order; origins are written where an override has some
     * @param searchRules where images stand, repeated so that the lock does without the configuration that it is from
     */
    static String of(Collection<ImageConfig.Override> overrides, List<ImageSearchRule> searchRules) {
        ObjectNode lock = Json.object()
                .put("apiVersion", ImageConfig.API).put("kind", "Config")
                .put("minimumRequiredVersion", ImageConfig.NEWEST_KNOWN_KBLD);
        if (!overrides.isEmpty()) {
            ArrayNode list = lock.putArray("overrides");
            overrides.stream().sorted(Comparator.comparing(ImageConfig.Override::key))
                    .forEach(override -> list.add(Json.<ObjectNode>of(override)));
        }
        if (!searchRules.isEmpty()) {
            lock.set("searchRules", Json.of(searchRules));
        }
        return Yaml.write(lock);
    }
}

//SOURCES ../deploy/Plan.java
//SOURCES ../resource/ResourceTitle.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which images a plan changes. */
final class ImageChanges {
    private ImageChanges() {}

    /** For people: a line for each container whose image is another one afterwards. */
    static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change.live().isPresent() && change.wanted().isPresent()) {
                Map<String, String> before = images(change.live().get());
                images(change.wanted().get()).forEach((container, image) -> {
                    String old = before.get(container);
                    if (old != null && !old.equals(image)) {
                        lines.add(ResourceTitle.shortOf(change.resource()) + " " + container + ": " + old + "\n    → "
                                + image);
                    }
                });
            }
        }
        return lines;
    }

    /** By the containers' names. */
    private static Map<String, String> images(JsonNode resource) {
        Map<String, String> images = new TreeMap<>();
        for (String list : List.of("containers", "initContainers")) {
            resource.findValues(list).forEach(containers -> containers.forEach(container ->
                    images.put(container.path("name").asText(), container.path("image").asText())));
        }
        return images;
    }
}

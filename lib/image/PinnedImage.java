//SOURCES ../yaml/Json.java
//SOURCES ImageOrigin.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What stands in place of an image.
 *
 * @param url the image to use
 * @param origins where it came from, as kbld writes it
 */
record PinnedImage(String url, List<ImageOrigin> origins) {

    /** What kbld notes of it on resources. */
    ObjectNode note() {
        ObjectNode note = Json.object();
        ArrayNode list = note.putArray("origins");
        origins.forEach(origin -> list.add(origin.json()));
        return note.put("url", url);
    }
}

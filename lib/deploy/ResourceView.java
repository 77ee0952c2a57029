//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Resources that are looked at together: those of an application, or all that bear some labels. */
interface ResourceView {
    /** For people. */
    String name();

    /** All that the cluster has of them, what controllers made for them included. */
    List<JsonNode> live();

    /** Their Pods, those that controllers made included. */
    List<JsonNode> pods();
}

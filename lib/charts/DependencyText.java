//SOURCES ../Failure.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A {@code Chart.yaml} in which a version can be changed and all else stays as it is written.
 *
 * @param name of the file, for failures
 */
record DependencyText(String name, String text) {
    /** The dependencies, in their order. */
    List<JsonNode> all() {
        return StreamSupport.stream(document().content().path("dependencies").spliterator(), false).toList();
    }

    /** The text with another version of a dependency. */
    String withVersion(int index, String version) {
        SequenceNode list = (SequenceNode) value(document().node(), "dependencies");
        ScalarNode old = (ScalarNode) value(list.getValue().get(index), "version");
        int start = text.offsetByCodePoints(0, old.getStartMark().getIndex());
        int end = text.offsetByCodePoints(0, old.getEndMark().getIndex());
        String quote = old.isPlain() ? "" : "\"";
        return text.substring(0, start) + quote + version + quote + text.substring(end);
    }

    private Yaml.Document document() {
        return Yaml.read(name, text).stream().findFirst().orElseThrow(() -> new Failure(
                name + " does not exist, or is empty", "Name the project with the umbrella chart."));
    }

    private Node value(Node mapping, String key) {
        for (NodeTuple entry : ((MappingNode) mapping).getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
                return entry.getValueNode();
            }
        }
        throw new Failure(name + " has a dependency without " + key, "Add it.");
    }
}

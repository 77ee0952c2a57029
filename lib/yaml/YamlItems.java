//SOURCES SameValue.java
//SOURCES YamlComposer.java
//SOURCES YamlNumber.java
//SOURCES YamlScalar.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Which items of a list are the same before and after a change, and which keys are the same. */
final class YamlItems {
    private static final List<String> NAMES =
            List.of("name", "containerPort", "port", "mountPath", "key", "type", "ip", "host", "path", "uid");

    private YamlItems() {}

    /** For each item after: the index of the item before that it is, changed or not; -1 for a new one. */
    static int[] origins(JsonNode before, JsonNode after) {
        int[] origins = new int[after.size()];
        Arrays.fill(origins, -1);
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = isSame(before.get(i), after.get(j)) ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        int gapBefore = 0;
        int gapAfter = 0;
        while (i < before.size() && j < after.size()) {
            if (isSame(before.get(i), after.get(j))) {
                pair(before, after, origins, gapBefore, i, gapAfter, j);
                origins[j++] = i++;
                gapBefore = i;
                gapAfter = j;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        pair(before, after, origins, gapBefore, before.size(), gapAfter, after.size());
        return origins;
    }

    /** Two items in the same place between others, one of them without a name, are the same if they are of a kind. */
    private static void pair(JsonNode before, JsonNode after, int[] origins, int from, int to, int first, int last) {
        for (int i = from, j = first; i < to && j < last; i++, j++) {
            JsonNode one = before.get(i);
            JsonNode other = after.get(j);
            boolean sameKind = one.getNodeType() == other.getNodeType() || one.isValueNode() && other.isValueNode();
            if (sameKind && (name(one) == null || name(other) == null)) {
                origins[j] = i;
            }
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        String name = name(one);
        return SameValue.equal(one, other) || name != null && name.equals(name(other));
    }

    private static String name(JsonNode item) {
        return NAMES.stream().filter(name -> item.path(name).isValueNode() && !item.path(name).isNull())
                .map(name -> name + "=" + item.path(name).asText()).findFirst().orElse(null);
    }

    /** A key as {@link Yaml} reads it. */
    static String key(Node node) {
        String text = ((ScalarNode) node).getValue();
        if (!node.getTag().equals(YamlComposer.PLAIN) || YamlScalar.isInfinite(text)) {
            return text;
        }
        JsonNode key = YamlScalar.value(text);
        return key.isNumber() ? YamlNumber.printKey(key) : key.isTextual() ? text : key.asText();
    }
}

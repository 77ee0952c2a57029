//SOURCES ../yaml/SameValue.java
//SOURCES ../yaml/YamlNumber.java
//SOURCES ../yaml/YamlWriter.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * How a live object differs from what was applied, as kapp writes it down before it takes the checksum: steps that turn
 * the one into the other, in YAML.
 */
final class LiveDifference {
    private final StringBuilder steps = new StringBuilder();

    private LiveDifference() {}

    /** Empty steps are {@code []}. */
    static String steps(JsonNode live, JsonNode applied) {
        LiveDifference difference = new LiveDifference();
        difference.compare(live, applied, "");
        return difference.steps.isEmpty() ? "[]\n" : difference.steps.toString();
    }

    /** The checksum of the steps, in hexadecimal. */
    static String checksum(JsonNode live, JsonNode applied) {
        return md5(steps(live, applied));
    }

    static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void compare(JsonNode live, JsonNode applied, String path) {
        if (live.isObject() && applied.isObject()) {
            TreeSet<String> keys = new TreeSet<>();
            live.fieldNames().forEachRemaining(keys::add);
            applied.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> entry(live.get(key), applied.get(key), path + "/" + escaped(key)));
        } else if (live.isArray() && applied.isArray()) {
            items(live, applied, path);
        } else if (!SameValue.equal(live, applied)) {
            test(path, live);
            replace(path, applied);
        }
    }

    private void entry(JsonNode live, JsonNode applied, String path) {
        if (live == null) {
            absent(path);
            replace(path + "?", applied);
        } else if (applied == null) {
            remove(path, live);
        } else {
            compare(live, applied, path);
        }
    }

    /** An item that is removed moves the others up, so that all that are too many go at the same index. */
    private void items(JsonNode live, JsonNode applied, String path) {
        for (int i = 0; i < Math.max(live.size(), applied.size()); i++) {
            if (i >= applied.size()) {
                remove(path + "/" + applied.size(), live.get(i));
            } else if (i >= live.size()) {
                absent(path + "/" + i);
                replace(path + "/-", applied.get(i));
            } else {
                compare(live.get(i), applied.get(i), path + "/" + i);
            }
        }
    }

    private void remove(String path, JsonNode live) {
        test(path, live);
        step("remove", path);
    }

    private void absent(String path) {
        step("test", path);
        steps.append("  absent: true\n");
    }

    private void test(String path, JsonNode value) {
        step("test", path);
        steps.append("  ").append(inItem("value", value, false));
    }

    private void replace(String path, JsonNode value) {
        step("replace", path);
        steps.append("  ").append(inItem("value", value, true));
    }

    private void step(String type, String path) {
        steps.append("- type: ").append(type).append("\n  ")
                .append(inItem("path", JsonNodeFactory.instance.textNode(path), false));
    }

    /** An entry of a mapping that is an item of a list, from its key on. */
    private static String inItem(String key, JsonNode value, boolean floats) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        JsonNode list = json.arrayNode().add(json.objectNode().set(key, value));
        return YamlWriter.write(list, floats ? YamlNumber::printFloat : YamlNumber::print).substring(2);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1").replace(":", "~7");
    }
}

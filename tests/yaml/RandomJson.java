import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes values that are hard to write as YAML.
 *
 * <p>Left out, because the Go library loses or refuses them: U+0085, U+2028, U+2029, U+007F, and U+FEFF at the start of
 * a string; {@code <<} as a key, which it writes so that it reads as a merge key; keys whose order goes round
 * ({@code 12}, {@code 1a}, {@code 2}), which it writes in another order each time.
 */
final class RandomJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 5;
    private static final String[] PIECES = {
        "a", "b", " ", "  ", "\n", "\n\n", ":", ": ", "#", " #", "-", "- ", "'", "\"", "\\", "é", "☸", "😀", "\t", "\r",
        "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", "~", "0", "1", "9", "_", ".", "e",
        "+", "/", "y", "n", "null", "true", "on", "0x1F", "0o7", "1e3", "12:30", "2020-01-02", "<<x", "---", "...",
        "\u0001", "\u00a0", "\ufffd", "x\ufeff", "word ", "two words ", "a".repeat(29),
        "b".repeat(17) + " " + "c".repeat(40)};

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    JsonNode value() {
        return random.nextInt(10) == 0 ? value(0) : object(0);
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 10 : 6)) {
            case 0, 1, 2, 3 -> JSON.textNode(text());
            case 4 -> number();
            case 5 -> random.nextBoolean() ? JSON.nullNode() : JSON.booleanNode(random.nextBoolean());
            case 6, 7 -> array(depth);
            default -> object(depth);
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            String key = random.nextInt(60) == 0 ? "key ".repeat(random.nextInt(60)) + text() : text();
            JsonNode value = value(depth + 1);
            if (!makesCircle(key, object)) {
                object.set(key, value);
            }
        }
        return object;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth + 1));
        }
        return array;
    }

    private static boolean makesCircle(String key, ObjectNode object) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        object.fieldNames().forEachRemaining(
                name -> (YamlWriter.compareKeys(name, key) < 0 ? before : after).add(name));
        return before.stream().anyMatch(a -> after.stream().anyMatch(b -> YamlWriter.compareKeys(a, b) > 0));
    }

    private JsonNode number() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.numberNode(random.nextInt(1000));
            case 5 -> JSON.numberNode(Math.scalb(1.0, random.nextInt(2098) - 1074));
            case 1 -> JSON.numberNode(random.nextLong());
            case 2 -> JSON.numberNode(random.nextInt(100_000) / Math.pow(10, random.nextInt(9)));
            case 3 -> JSON.numberNode((random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextInt(45) - 20));
            default -> JSON.numberNode(finite());
        };
    }

    private double finite() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : 0;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int most = random.nextInt(5) == 0 ? 40 : 5;
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}

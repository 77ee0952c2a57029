//SOURCES RandomJson.java

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes values that differ from others in some places. */
final class RandomChange {
    private final Random random;
    private final RandomJson values;

    RandomChange(Random random) {
        this.random = random;
        this.values = new RandomJson(random);
    }

    /** A value in which entries are other, gone, new or in another order. */
    JsonNode of(JsonNode value) {
        if (random.nextInt(12) == 0) {
            return part();
        }
        if (value.isObject()) {
            ObjectNode changed = Json.object();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (random.nextInt(8) == 0) {
                    changed.set("new" + random.nextInt(100), part());
                }
                if (random.nextInt(7) > 0) {
                    changed.set(entry.getKey(), random.nextInt(3) == 0 ? of(entry.getValue()) : entry.getValue());
                }
            }
            return random.nextInt(8) == 0 ? changed.set("more", part()) : changed;
        }
        if (value.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            value.forEach(item -> {
                if (random.nextInt(6) > 0) {
                    items.add(random.nextInt(3) == 0 ? of(item) : item);
                }
                if (random.nextInt(8) == 0) {
                    items.add(random.nextInt(items.size() + 1), part());
                }
            });
            ArrayNode changed = Json.array();
            items.forEach(changed::add);
            return changed;
        }
        return random.nextBoolean() ? value : part();
    }

    private JsonNode part() {
        JsonNode value = values.value();
        return random.nextBoolean() && !value.isEmpty() ? value.iterator().next() : value;
    }
}

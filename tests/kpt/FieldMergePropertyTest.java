//SOURCES ../yaml/RandomChange.java
//SOURCES ../yaml/RandomJson.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws that hold whatever two sides have made of a value; other seeds: -Dseed=N. */
class FieldMergePropertyTest {
    private static final long SEED = Long.getLong("seed", 20261129);
    private static final int TIMES = 500;

    private final Random random = new Random(SEED);
    private final RandomJson values = new RandomJson(random);
    private final RandomChange changes = new RandomChange(random);

    @Test
    void what_both_have_the_same_stays() {
        for (int i = 0; i < TIMES; i++) {
            JsonNode base = value();
            JsonNode both = changes.of(base);
            assertMerged(both, base, both, both.deepCopy());
        }
    }

    @Test
    void what_one_side_left_alone_becomes_as_the_other_has_it() {
        for (int i = 0; i < TIMES; i++) {
            JsonNode base = value();
            JsonNode changed = changes.of(base);
            assertMerged(changed, base, changed, base.deepCopy());
            assertMerged(changed, base, base.deepCopy(), changed);
        }
    }

    @Test
    void changes_of_different_fields_are_all_there() {
        for (int i = 0; i < TIMES; i++) {
            ObjectNode base = Json.object();
            ObjectNode local = Json.object();
            ObjectNode upstream = Json.object();
            ObjectNode wanted = Json.object();
            for (String key : List.of("a", "b", "c", "d", "e", "f")) {
                JsonNode before = value();
                JsonNode after = changes.of(before);
                boolean isOurs = random.nextBoolean();
                base.set(key, before);
                local.set(key, isOurs ? after : before);
                upstream.set(key, isOurs ? before : after);
                wanted.set(key, after);
            }
            assertMerged(wanted, base, local, upstream);
        }
    }

    @Test
    void items_that_only_one_side_has_changed_added_or_removed_become_so_wherever_they_are() {
        for (int i = 0; i < TIMES; i++) {
            ArrayNode base = Json.array();
            ArrayNode local = Json.array();
            ArrayNode upstream = Json.array();
            ArrayNode wanted = Json.array();
            for (int key = 0; key < 6; key++) {
                ObjectNode item = Json.object().put("name", "item" + key);
                item.set("value", value());
                ObjectNode changed = item.deepCopy();
                changed.set("value", changes.of(item.get("value")));
                boolean isOurs = random.nextBoolean();
                int what = random.nextInt(4);
                add(base, what != 0, item);
                add(isOurs ? local : upstream, what != 1, what == 2 ? changed : item);
                add(isOurs ? upstream : local, what != 0, item);
                add(wanted, what != 1, what == 2 ? changed : item);
            }
            JsonNode merged = merge(List.of(), base, local, upstream);
            assertEquals(sorted(wanted), sorted(merged), "seed " + SEED);
        }
    }

    @Test
    void where_both_changed_a_field_upstream_wins_and_is_told() {
        for (int i = 0; i < TIMES; i++) {
            ObjectNode base = Json.object().put("same", 1).put("both", "base");
            ObjectNode local = Json.object().put("same", 1).put("both", "local" + i);
            ObjectNode upstream = Json.object().put("same", 2);
            FieldMerge merge = new FieldMerge();
            JsonNode merged =
                    merge.merge(base, local, random.nextBoolean() ? upstream : upstream.put("both", "up" + i));
            assertEquals(upstream, merged);
            assertEquals(List.of("both"), merge.conflicts().stream().map(FieldConflict::field).toList());
        }
    }

    private JsonNode value() {
        JsonNode value = values.value();
        return value.isNull() ? Json.object() : value;
    }

    private static void add(ArrayNode list, boolean isThere, JsonNode item) {
        if (isThere) {
            list.add(item);
        }
    }

    private static void assertMerged(JsonNode wanted, JsonNode base, JsonNode local, JsonNode upstream) {
        JsonNode merged = merge(List.of(), base, local, upstream);
        assertTrue(SameValue.equal(wanted, merged), () -> "seed " + SEED + "\nwanted " + wanted + "\nmerged " + merged);
    }

    private static JsonNode merge(List<String> conflicts, JsonNode base, JsonNode local, JsonNode upstream) {
        FieldMerge merge = new FieldMerge();
        JsonNode merged = merge.merge(base, local, upstream);
        assertEquals(conflicts, merge.conflicts().stream().map(FieldConflict::describe).toList(), "seed " + SEED);
        return merged;
    }

    private static List<String> sorted(JsonNode list) {
        List<String> items = new ArrayList<>();
        list.forEach(item -> items.add(item.toString()));
        return items.stream().sorted().toList();
    }
}

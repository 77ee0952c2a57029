//SOURCES ../../lib/wait/UnfinishedBlock.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnfinishedBlockTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Terminal.Size USUAL = new Terminal.Size(23, 79);

    @Test
    void each_resource_says_what_it_waits_for_and_since_when() {
        List<String> lines = block(67,
                row("web", "shop", "Waiting for 2 unavailable replicas", "pod/web-1: ImagePullBackOff"),
                row("api", "shop", "")).lines("Waiting on 2 changes, 4 of 6 done", USUAL);

        assertEquals("""
                Waiting on 2 changes, 4 of 6 done
                 1m07s deployment/web: Waiting for 2 unavailable replicas
                         pod/web-1: ImagePullBackOff
                 1m07s deployment/api
                """, String.join("\n", lines) + "\n");
    }

    @Test
    void namespaces_are_named_when_there_are_several() {
        List<String> lines = block(5, row("web", "shop", "x"), row("web", "stage", "x")).lines("Waiting", USUAL);

        assertEquals("    5s deployment/web in shop: x", lines.get(1));
        assertEquals("    5s deployment/web in stage: x", lines.get(2));
    }

    @Test
    void details_and_then_resources_are_left_out_where_there_is_no_room() {
        UnfinishedBlock.Row[] rows = IntStream.range(0, 60)
                .mapToObj(i -> row("web-" + i, "shop", "x", "pod/detail")).toArray(UnfinishedBlock.Row[]::new);

        List<String> lines = block(3700, rows).lines("Waiting", USUAL);

        assertEquals(23, lines.size());
        assertEquals(" 1h01m deployment/web-20: x", lines.get(21));
        assertEquals("       … and 39 more", lines.get(22));
        assertTrue(lines.stream().noneMatch(line -> line.contains("detail")), lines::toString);
    }

    @Test
    void a_long_name_leaves_room_for_what_is_waited_for() {
        String line = block(5, row("a-rather-long-name-".repeat(5), "shop", "Waiting for 1 unavailable replicas"))
                .lines("Waiting", USUAL).get(1);

        assertEquals(79, line.length());
        assertTrue(line.endsWith("…: Waiting for 1 unavailable replicas"), line);
    }

    private static UnfinishedBlock block(int seconds, UnfinishedBlock.Row... rows) {
        return new UnfinishedBlock(List.of(rows), START.plusSeconds(seconds));
    }

    private static UnfinishedBlock.Row row(String name, String namespace, String message, String... details) {
        ObjectNode resource = Json.object().put("apiVersion", "apps/v1").put("kind", "Deployment");
        resource.putObject("metadata").put("name", name).put("namespace", namespace);
        return new UnfinishedBlock.Row((JsonNode) resource, START, message, List.of(details));
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Indexes are read and changed in the lines that matter, and mean what helm makes of them. */
class ChartIndexTest {
    private static final String HELMS = """
            apiVersion: v1
            entries:
              db:
              - apiVersion: v2
                digest: aa
                name: db
                urls:
                - db-2.0.0.tgz
                version: 2.0.0
              web:
              - apiVersion: v2
                description: |
                  entries:
                    web: none
                digest: sha256:bb
                name: web
                urls:
                - web-1.2.0.tgz
                version: 1.2.0
            generated: "2026-01-01T00:00:00Z"
            """;

    @Test
    void versions_are_read_as_they_are_written() {
        ChartIndex index = new ChartIndex("index.yaml", HELMS);
        assertEquals(List.of(new PublishedChart("web", "1.2.0", "web-1.2.0.tgz", "bb")), index.versions("web"));
        assertEquals(List.of("db", "web"), index.charts());
        assertEquals(List.of(), index.versions("cache"));
    }

    @Test
    void other_layouts_are_read_as_well() {
        String flow = "{apiVersion: v1, entries: {web: [{version: 1.2.0, urls: [a.tgz], digest: cc}]}}";
        String json = "{\"apiVersion\":\"v1\",\"entries\":{\"web\":[{\"version\":\"1.2.0\",\"urls\":[\"a.tgz\"]}]}}";
        String wide = "apiVersion: v1\nentries:\n    web:\n        - version: 1.2.0\n          urls: [a.tgz]\n";
        String commented = "apiVersion: v1\nentries:\n  # ours\n  web:\n  - {version: 1.2.0, urls: [a.tgz]}\n";
        String anchored = "apiVersion: v1\nentries:\n  db:\n  - &one {version: 1.2.0, urls: [a.tgz]}\n  web:\n  - *one\n";
        for (String text : List.of(flow, json, wide, commented, anchored)) {
            List<PublishedChart> versions = new ChartIndex("index.yaml", text).versions("web");
            assertEquals("1.2.0", versions.get(0).version(), text);
            assertEquals("a.tgz", versions.get(0).location(), text);
        }
    }

    @Test
    void a_new_version_comes_before_older_ones_and_all_else_stays() {
        ChartIndex changed = new ChartIndex("index.yaml", HELMS).with("web", entry("1.10.0"));
        assertEquals(List.of("1.10.0", "1.2.0"), versions(changed));
        String before = HELMS.substring(0, HELMS.indexOf("  web:"));
        assertTrue(changed.text().startsWith(before), changed.text());
    }

    @Test
    void random_changes_give_what_parsing_all_of_it_gives() {
        Random random = new Random(7);
        ChartIndex index = ChartIndex.empty("index.yaml");
        for (int i = 0; i < 120; i++) {
            String chart = "chart-" + random.nextInt(12);
            index = index.with(chart, entry(random.nextInt(3) + "." + random.nextInt(3) + ".0"));
            JsonNode whole = Yaml.read("index.yaml", index.text()).get(0).content().path("entries");
            List<String> parsed = new java.util.ArrayList<>();
            whole.path(chart).forEach(version -> parsed.add(version.path("version").asText()));
            assertEquals(parsed, index.versions(chart).stream().map(PublishedChart::version).toList());
            assertEquals(parsed.stream().distinct().toList(), parsed);
        }
    }

    @Test
    void many_thousands_of_versions_take_no_time() {
        StringBuilder text = new StringBuilder("apiVersion: v1\nentries:\n");
        for (int chart = 1000; chart < 1400; chart++) {
            text.append("  chart-").append(chart).append(":\n");
            for (int version = 100; version > 0; version--) {
                text.append("  - apiVersion: v2\n    name: chart-").append(chart).append("\n    urls:\n    - c.tgz\n")
                        .append("    description: A chart among many, with a line of text that says so\n")
                        .append("    version: 1.").append(version).append(".0\n");
            }
        }
        ChartIndex index = new ChartIndex("index.yaml", text + "generated: \"2026-01-01T00:00:00Z\"\n");
        long start = System.nanoTime();
        ChartIndex changed = index.with("chart-1200", entry("1.101.0"));
        assertEquals(101, changed.versions("chart-1200").size());
        assertEquals(100, changed.versions("chart-1399").size());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(taken.toSeconds() < 10, "40,000 versions took " + taken);
    }

    private static List<String> versions(ChartIndex index) {
        return index.versions("web").stream().map(PublishedChart::version).toList();
    }

    private static JsonNode entry(String version) {
        return Yaml.read("entry", "{apiVersion: v2, name: web, version: " + version
                + ", digest: dd, urls: [web-" + version + ".tgz]}").get(0).content();
    }
}

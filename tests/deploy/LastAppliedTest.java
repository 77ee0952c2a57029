//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What annotations record about the last time that a resource was applied. */
class LastAppliedTest {
    private static final LastApplied LAST_APPLIED = new LastApplied(DefaultRules.config());
    private static final AppLabels LABELS = new AppLabels(Samples.APP, DefaultRules.config());

    @Test
    void identity_and_original_are_those_that_kapp_writes() {
        for (String title : List.of("ConfigMap plain", "Service web", "Job migrate")) {
            String[] resource = title.split(" ");
            JsonNode wanted = LABELS.label(Samples.wanted("app.yaml", resource[0], resource[1]));
            JsonNode live = Samples.live("1-live.yaml", resource[0], resource[1]);
            JsonNode recorded = LAST_APPLIED.record(wanted, wanted);
            assertEquals(annotation(live, "identity"), annotation(recorded, "identity"));
            assertEquals(annotation(live, "original"), annotation(recorded, "original"));
        }
    }

    @Test
    void checksums_are_those_that_kapp_writes() {
        for (String file : List.of("1-live.yaml", "2-live.yaml")) {
            for (JsonNode live : Samples.live(file)) {
                assertEquals(Optional.empty(), LAST_APPLIED.correction(live), ResourceKey.of(live).toString());
            }
        }
    }

    @Test
    void the_checksum_is_known_before_the_write_where_the_server_adds_nothing() {
        JsonNode wanted = LABELS.label(Samples.wanted("app.yaml", "ConfigMap", "plain"));
        JsonNode live = Samples.live("1-live.yaml", "ConfigMap", "plain");
        JsonNode recorded = LAST_APPLIED.record(wanted, wanted);
        assertEquals(annotation(live, "original-diff-md5"), annotation(recorded, "original-diff-md5"));
    }

    @Test
    void the_checksum_is_corrected_where_the_server_adds_defaults() {
        JsonNode wanted = LABELS.label(Samples.wanted("app.yaml", "Service", "web"));
        ObjectNode live = Samples.live("1-live.yaml", "Service", "web").deepCopy();
        String expected = annotation(live, "original-diff-md5");
        ((ObjectNode) live.at("/metadata/annotations")).put(KappKeys.ORIGINAL_DIFF,
                annotation(LAST_APPLIED.record(wanted, wanted), "original-diff-md5"));
        assertEquals(Optional.of(expected), LAST_APPLIED.correction(live));
    }

    @Test
    void what_somebody_else_changed_is_noticed() {
        ObjectNode live = Samples.live("1-live.yaml", "Deployment", "web").deepCopy();
        assertTrue(LAST_APPLIED.of(live).isPresent());
        ((ObjectNode) live.get("spec")).put("replicas", 7);
        assertEquals(Optional.empty(), LAST_APPLIED.of(live));
    }

    @Test
    void status_and_what_the_server_counts_are_no_change() {
        ObjectNode live = Samples.live("1-live.yaml", "Deployment", "web").deepCopy();
        ((ObjectNode) live.get("status")).put("replicas", 7);
        ((ObjectNode) live.get("metadata")).put("resourceVersion", "1").put("generation", 9).putArray("managedFields");
        ((ObjectNode) live.at("/metadata/annotations")).put("deployment.kubernetes.io/revision", "3");
        assertTrue(LAST_APPLIED.of(live).isPresent());
    }

    @Test
    void content_of_secrets_is_not_recorded() {
        JsonNode wanted = LABELS.label(Samples.wanted("app.yaml", "Secret", "token"));
        JsonNode recorded = LAST_APPLIED.record(wanted, wanted);
        assertEquals("v1;kdemo//Secret/token;v1", annotation(recorded, "identity"));
        assertFalse(recorded.at("/metadata/annotations").toString().contains("s3cr3t"));
        assertFalse(recorded.at("/metadata/annotations").has(KappKeys.ORIGINAL_DIFF));
    }

    @Test
    void what_is_too_large_for_an_annotation_is_not_recorded() {
        assertTrue(original(262_000).isPresent());
        assertEquals(Optional.empty(), original(262_200));
    }

    @Test
    void nothing_is_recorded_where_the_resource_says_so() {
        JsonNode wanted = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {"
                + "kapp.k14s.io/disable-original: ''}}}");
        assertEquals(Optional.empty(), LastApplied.recorded(LAST_APPLIED.record(wanted, wanted)));
    }

    @Test
    void whole_numbers_are_recorded_as_they_are() {
        String numbers = "{\"float\":1.5,\"huge\":1e+21,\"large\":9007199254740993,\"larger\":100000000000000000000,"
                + "\"negative\":-9223372036854775808}";
        ObjectNode wanted = (ObjectNode) Yaml.read("test", "{apiVersion: x.org/v1, kind: X, metadata: {name: x}, spec: "
                + numbers + "}").get(0).content();
        assertEquals("{\"apiVersion\":\"x.org/v1\",\"kind\":\"X\",\"metadata\":{\"name\":\"x\"},\"spec\":" + numbers
                + "}", annotation(new LastApplied(DefaultRules.config()).record(wanted, wanted), "original"));
    }

    @Test
    void an_identity_holds_for_its_object_only() {
        ObjectNode live = Samples.live("1-live.yaml", "Service", "web").deepCopy();
        assertTrue(LastApplied.hasIdentity(live));
        ((ObjectNode) live.get("metadata")).put("name", "copy");
        assertFalse(LastApplied.hasIdentity(live));
        assertFalse(LastApplied.hasIdentity(Samples.wanted("app.yaml", "Service", "web")));
    }

    @Test
    void json_is_encoded_as_go_does_it() {
        JsonNode wanted = Samples.yaml("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data: {b: "<a&b>", a: "é \\u2028", c: "line\\nbreak"}
                large: 1000000000000
                """);
        assertEquals("{\"apiVersion\":\"v1\",\"data\":{\"a\":\"é \\u2028\",\"b\":\"\\u003ca\\u0026b\\u003e\","
                + "\"c\":\"line\\nbreak\"},\"kind\":\"ConfigMap\",\"large\":1000000000000,"
                + "\"metadata\":{\"name\":\"a\"}}",
                annotation(LAST_APPLIED.record(wanted, wanted), "original"));
    }

    private static Optional<JsonNode> original(int size) {
        JsonNode wanted = Samples.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: "
                + "x".repeat(size) + "}}");
        return LastApplied.recorded(LAST_APPLIED.record(wanted, wanted));
    }

    private static String annotation(JsonNode resource, String name) {
        return resource.at("/metadata/annotations").path(KappKeys.PREFIX + name).asText();
    }
}

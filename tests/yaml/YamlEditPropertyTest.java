//SOURCES RandomChange.java
//SOURCES RandomJson.java
//SOURCES RandomYaml.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Texts in all of YAML's styles get other values; other seeds: -Dseed=N. */
class YamlEditPropertyTest {
    private static final long SEED = Long.getLong("seed", 20261129);
    private static final int DOCUMENTS = Integer.getInteger("documents", 800);

    private static final Pattern KEEPS_BLANK_LINES = Pattern.compile("[|>]\\d?\\+");

    @Test
    void a_changed_text_says_the_new_value() {
        Random random = new Random(SEED);
        RandomYaml texts = new RandomYaml(random);
        RandomChange changes = new RandomChange(random);
        int changed = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = texts.document();
            List<Yaml.Document> documents = read(text);
            if (documents.size() != 1 || KEEPS_BLANK_LINES.matcher(text).find()) {
                continue;
            }
            JsonNode wanted = changes.of(documents.get(0).content());
            if (wanted.isNull()) {
                continue;
            }
            wanted = asRead(wanted);
            try {
                String result = YamlEdit.edited(documents.get(0), wanted);
                changed++;
                List<Yaml.Document> again = read(result);
                if (again.size() != 1 || !SameValue.equal(wanted, again.get(0).content())) {
                    fail("seed " + SEED + "\n--- text\n" + text + "\n--- wanted\n" + Yaml.write(wanted)
                            + "--- became\n" + result + "\n--- which says\n" + said(result));
                }
            } catch (Failure refused) {
                assertTrue(refused.getMessage().contains("what is to be changed") && text.contains("&"),
                        refused.getMessage());
            } catch (RuntimeException e) {
                fail("seed " + SEED + "\n--- text\n" + text + "\n--- wanted\n" + Yaml.write(wanted), e);
            }
        }
        assertTrue(changed > DOCUMENTS / 4, "only " + changed + " texts were changed");
    }

    @Test
    void the_same_value_is_the_same_text() {
        RandomYaml texts = new RandomYaml(new Random(SEED));
        for (int i = 0; i < DOCUMENTS / 10; i++) {
            String text = texts.document();
            for (Yaml.Document document : read(text)) {
                assertEquals(document.source(), YamlEdit.change(document, document.content().deepCopy()));
            }
        }
    }

    /** With numbers as exact as YAML shows them. */
    private static JsonNode asRead(JsonNode value) {
        ObjectNode all = Json.object();
        all.set("value", value);
        return Yaml.read("wanted.yaml", Yaml.write(all)).get(0).content().get("value");
    }

    private static String said(String text) {
        try {
            return Yaml.read("random.yaml", text).stream().map(document -> Yaml.write(document.content()))
                    .collect(Collectors.joining("---\n"));
        } catch (Failure e) {
            return e.getMessage();
        }
    }

    private static List<Yaml.Document> read(String text) {
        try {
            return Yaml.read("random.yaml", text);
        } catch (Failure noYaml) {
            return List.of();
        }
    }
}

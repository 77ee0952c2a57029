//SOURCES KubernetesYaml.java
//SOURCES RandomJson.java

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Yaml} writes is compared with what the library of Kubernetes' tools writes; other seeds: -Dseed=N. */
class YamlWriterPropertyTest {
    private static final long SEED = Long.getLong("seed", 20240501);
    private static final int DOCUMENTS = Integer.getInteger("documents", 2000);

    @Test
    void random_values_are_written_byte_for_byte_as_kubernetes_does() {
        RandomJson random = new RandomJson(new Random(SEED));
        List<JsonNode> values = Stream.generate(random::value).limit(DOCUMENTS).toList();
        List<KubernetesYaml.Answer> expected = KubernetesYaml.write(values);
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i);
            KubernetesYaml.Answer actual = new KubernetesYaml.Answer(Yaml.write(value), "");
            assertEquals(expected.get(i), actual, () -> "seed " + SEED + ", written from " + value);
        }
    }

    @Test
    void what_was_written_reads_as_the_same_value() {
        RandomJson random = new RandomJson(new Random(SEED));
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = Yaml.write(random.value());
            List<Yaml.Document> read = Yaml.read("random.yaml", text);
            assertEquals(text, read.isEmpty() ? "null\n" : Yaml.write(read.get(0).content()), "seed " + SEED);
        }
    }
}

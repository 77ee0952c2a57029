//SOURCES KubernetesYaml.java
//SOURCES RandomYaml.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link Yaml} reads is compared with what the library of Kubernetes' tools reads; other seeds: -Dseed=N. */
class YamlReaderPropertyTest {
    private static final long SEED = Long.getLong("seed", 20240502);
    private static final int DOCUMENTS = Integer.getInteger("documents", 2000);

    @Test
    void random_texts_are_read_as_kubernetes_reads_them() {
        RandomYaml random = new RandomYaml(new Random(SEED));
        List<String> texts = Stream.generate(random::document).limit(DOCUMENTS).toList();
        List<KubernetesYaml.Answer> expected = KubernetesYaml.rewrite(texts);
        int valid = 0;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (expected.get(i).error().isEmpty()) {
                valid++;
                assertEquals(expected.get(i).yaml(), rewritten(text), () -> "seed " + SEED + ", read from:\n" + text);
            }
        }
        assertTrue(valid > DOCUMENTS / 2, "only " + valid + " texts are valid");
    }

    private static String rewritten(String text) {
        try {
            List<Yaml.Document> documents = Yaml.read("random.yaml", text);
            return documents.isEmpty() ? "null\n" : Yaml.write(documents.get(0).content());
        } catch (Failure e) {
            return e.getMessage();
        }
    }
}

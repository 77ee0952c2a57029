import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The YAML library of Kubernetes' tools itself, sigs.k8s.io/yaml, as a program that is built from {@code oracle/}. */
final class KubernetesYaml {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROGRAM = build();

    private KubernetesYaml() {}

    /** What it says: YAML, or an error when that is not empty. */
    record Answer(String yaml, String error) {}

    /** How it writes each value. */
    static List<Answer> write(List<JsonNode> values) {
        return ask(values.stream()
                .map(value -> JsonNodeFactory.instance.objectNode().<JsonNode>set("value", value)).toList());
    }

    /** How it writes again what it reads in each text. */
    static List<Answer> rewrite(List<String> texts) {
        return ask(texts.stream().<JsonNode>map(text -> JsonNodeFactory.instance.objectNode().put("text", text))
                .toList());
    }

    private static List<Answer> ask(List<JsonNode> questions) {
        String lines = questions.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
        try {
            List<Answer> answers = new ArrayList<>();
            for (String line : new Run(PROGRAM.toString()).input(lines).checked().out().lines().toList()) {
                answers.add(JSON.readValue(line, Answer.class));
            }
            if (answers.size() != questions.size()) {
                throw new IllegalStateException(questions.size() + " questions, " + answers.size() + " answers");
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path build() {
        try {
            Path directory = Files.createTempDirectory("kubernetes-yaml-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileTree.delete(directory)));
            new Run("go", "build", "-o", directory.toString(), ".")
                    .in(Workbench.REPOSITORY.resolve("tests/yaml/oracle")).env("GOWORK", "off").checked();
            return directory.resolve("oracle");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

//SOURCES ../Failure.java
//SOURCES ../yaml/Yaml.java
//SOURCES FunctionOptions.java
//SOURCES FunctionProgram.java
//SOURCES ResourceList.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which function is to be run, and what it is told. */
final class FunctionChoice {
    @ArgGroup
    private Program program = new Program();

    @Option(names = "--fn-config", paramLabel = "FILE",
            description = "A resource that tells the function what to do, in place of key=value")
    private String config;

    @Mixin
    FunctionOptions options = new FunctionOptions();

    private static final class Program {
        @Option(names = "--image", paramLabel = "IMAGE", description = "The function is in this image")
        private String image;

        @Option(names = "--exec", paramLabel = "PROGRAM",
                description = "The function is this program, with arguments behind it")
        private String exec;
    }

    /** Empty when none is named. */
    Optional<FunctionProgram> program() {
        return program.image != null ? Optional.of(FunctionProgram.image(program.image))
                : Optional.ofNullable(program.exec).map(FunctionProgram::program);
    }

    /**
     * What the function is told; empty for nothing.
     *
     * @param words such as {@code replicas=3}
     * @param file finds a file by what the user calls it
     */
    Optional<JsonNode> config(List<String> words, Function<String, Path> file) {
        if (config != null) {
            List<Yaml.Document> documents = Yaml.read(file.apply(config));
            if (documents.size() != 1 || !words.isEmpty()) {
                throw Failure.usage(!words.isEmpty() ? "a function is told by --fn-config or by key=value, not by both"
                        : config + " has to hold one resource", "Leave one of them out.");
            }
            return Optional.of(documents.get(0).content());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            if (word.indexOf('=') < 1) {
                throw Failure.usage(word + " is no key=value", "Write what the function is told as -- key=value …");
            }
            values.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(ResourceList.config(values));
    }
}

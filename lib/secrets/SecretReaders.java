//SOURCES ../Table.java
//SOURCES ../sops/SopsConfig.java
//SOURCES SecretDocuments.java
//SOURCES SecretWriter.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Who can read which encrypted files, and whether that is what {@code .sops.yaml} says. */
final class SecretReaders {
    private static final List<Table.Column> COLUMNS = List.of(new Table.Column("file", "FILE"),
            new Table.Column("state", "STATE"), new Table.Column("readers", "READERS"));

    private final List<Readers> files = new ArrayList<>();

    SecretReaders(SopsConfig config, List<Path> files) {
        files.forEach(file -> this.files.add(readers(config, file)));
    }

    /** @param readers recipients of age, and names of keys of other kinds */
    private record Readers(Path file, List<String> readers, String state) {}

    String text() {
        List<List<String>> rows = files.stream()
                .map(file -> List.of(file.file.toString(), file.state, String.join("\n", file.readers))).toList();
        return new Table("", COLUMNS, rows, List.of()).text();
    }

    String json() {
        ArrayNode list = Json.array();
        for (Readers file : files) {
            ObjectNode object = list.addObject().put("file", file.file.toString()).put("state", file.state);
            ArrayNode readers = object.putArray("readers");
            file.readers.forEach(readers::add);
        }
        return list.toPrettyString() + "\n";
    }

    private static Readers readers(SopsConfig config, Path file) {
        SecretDocuments documents = SecretDocuments.read(file.toString(), SecretWriter.read(file));
        TreeSet<String> readers = new TreeSet<>();
        documents.encrypted().forEach(part -> readers.addAll(part.metadata().readers()));
        if (readers.isEmpty()) {
            return documents.isEncrypted() ? new Readers(file, List.of("nobody"), "broken")
                    : new Readers(file, List.of("everybody"), "not encrypted");
        }
        Optional<SopsRule> rule = config.ruleFor(file);
        boolean isOk = documents.encrypted().stream().allMatch(part -> rule.isPresent()
                && part.metadata().readers().equals(rule.get().readers()));
        return new Readers(file, List.copyOf(readers), rule.isEmpty() ? "no rule" : isOk ? "ok" : "differs");
    }
}

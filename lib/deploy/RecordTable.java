//SOURCES ../Table.java
//SOURCES ../resource/ResourceAge.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../yaml/EmbeddedJson.java
//SOURCES ../yaml/Json.java
//SOURCES ReleaseMark.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What clusters remember of applications and their changes, as tables. */
final class RecordTable {
    private static final Table.Column NAME = new Table.Column("name", "Name");
    private static final List<Table.Column> OF_APPLICATIONS = List.of(NAME,
            new Table.Column("namespaces", "Namespaces"), new Table.Column("last_change_successful", "Lcs"),
            new Table.Column("last_change_age", "Lca"));
    private static final List<Table.Column> OF_CHANGES = List.of(NAME, new Table.Column("started_at", "Started At"),
            new Table.Column("finished_at", "Finished At"), new Table.Column("successful", "Successful"),
            new Table.Column("description", "Description"));
    private static final String NOT_YET = "0001-01-01T00:00:00Z";

    private RecordTable() {}

    /** @param records ConfigMaps of applications in one namespace, in their order */
    static Table applications(List<JsonNode> records, Instant now) {
        return new Table("apps", OF_APPLICATIONS, records.stream().map(record -> application(record, now)).toList(),
                List.of("Lcs: Last Change Successful", "Lca: Last Change Age"));
    }

    /** The same with the namespaces of the records before their names. */
    static Table applicationsAnywhere(List<JsonNode> records, Instant now) {
        Table table = applications(records, now);
        List<Table.Column> columns = new ArrayList<>(List.of(new Table.Column("namespace", "Namespace")));
        columns.addAll(table.columns());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            List<String> row = new ArrayList<>(List.of(ResourceKey.of(records.get(i)).namespace()));
            row.addAll(table.rows().get(i));
            rows.add(row);
        }
        return new Table(table.content(), columns, rows, table.notes());
    }

    /** @param records ConfigMaps of changes, in their order */
    static Table changes(List<JsonNode> records) {
        return new Table("app changes", OF_CHANGES, records.stream().map(RecordTable::change).toList(), List.of());
    }

    /** The same with the release that each change has brought, which kapp does not know. */
    static Table releases(List<JsonNode> records, Function<ReleaseMark, String> commit,
            Function<ReleaseMark, String> state) {
        Table table = changes(records);
        List<Table.Column> columns = new ArrayList<>(table.columns());
        int last = columns.size() - 1;
        columns.addAll(last, List.of(new Table.Column("commit", "Commit"), new Table.Column("state_sha256", "State")));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            Optional<ReleaseMark> mark = ReleaseMark.of(records.get(i));
            List<String> row = new ArrayList<>(table.rows().get(i));
            row.addAll(last, List.of(mark.map(commit).orElse(""), mark.map(state).orElse("")));
            rows.add(row);
        }
        return new Table(table.content(), columns, rows, table.notes());
    }

    private static List<String> application(JsonNode record, Instant now) {
        JsonNode last = spec(record).path("lastChange");
        String started = time(last, "startedAt");
        return List.of(ResourceKey.of(record).name(), StreamSupport.stream(last.path("namespaces").spliterator(), false)
                .map(JsonNode::asText).collect(Collectors.joining(",")), last.path("successful").asText(""),
                started.isEmpty() ? "" : ResourceAge.between(Instant.parse(last.path("startedAt").asText()), now));
    }

    private static List<String> change(JsonNode record) {
        JsonNode spec = spec(record);
        return List.of(ResourceKey.of(record).name(), time(spec, "startedAt"), time(spec, "finishedAt"),
                spec.path("successful").asText(""), spec.path("description").asText(""));
    }

    /** To the second; empty when it has not come yet. */
    private static String time(JsonNode spec, String key) {
        String time = spec.path(key).asText(NOT_YET);
        return time.equals(NOT_YET) ? "" : Instant.parse(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonNode spec(JsonNode record) {
        return EmbeddedJson.read(record.path("data").path("spec").asText())
                .orElse(Json.object());
    }
}

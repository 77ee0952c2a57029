//SOURCES ../deploy/RecordTable.java
//SOURCES View.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "history", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Prints the changes of an application, the newest first.%n")
final class History extends View {
    @Override
    String show(Cluster cluster, JsonReport report) {
        List<JsonNode> records = ChangeRecord.all(cluster, record(cluster));
        report.table(RecordTable.releases(records, ReleaseMark::describe, ReleaseMark::state));
        return RecordTable.releases(records, ReleaseMark::origin, ReleaseMark::abbreviatedState)
                .text("App changes", "app changes");
    }
}

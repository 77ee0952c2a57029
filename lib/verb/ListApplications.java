//SOURCES ../deploy/RecordTable.java
//SOURCES View.java

import java.time.Instant;
import picocli.CommandLine.Command;

@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Prints the applications of a namespace.%n")
final class ListApplications extends View {
    @Override
    String show(Cluster cluster, JsonReport report) {
        Table table = RecordTable.applications(ApplicationRecord.all(cluster, namespace()), Instant.now());
        report.table(table);
        return table.text("Apps in namespace '" + namespace() + "'", "apps");
    }
}

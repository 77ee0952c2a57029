//SOURCES ../deploy/RecordTable.java
//SOURCES View.java

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Prints the applications of a namespace, or of all.%n")
final class ListApplications extends View {
    @Option(names = {"-A", "--all-namespaces"}, description = "Those of all namespaces")
    boolean everywhere;

    @Override
    String show(Cluster cluster, JsonReport report) {
        if (everywhere) {
            Table table = RecordTable.applicationsAnywhere(ApplicationRecord.all(cluster), Instant.now());
            report.table(table);
            return table.text("Apps in all namespaces", "apps");
        }
        Table table = RecordTable.applications(ApplicationRecord.all(cluster, namespace()), Instant.now());
        report.table(table);
        return table.text("Apps in namespace '" + namespace() + "'", "apps");
    }
}

//SOURCES ../deploy/RecordTable.java
//SOURCES View.java

import picocli.CommandLine.Command;

@Command(name = "history", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Prints the changes of an application, the newest first.%n")
final class History extends View {
    @Override
    String show(Cluster cluster, JsonReport report) {
        Table table = RecordTable.changes(ChangeRecord.all(cluster, record(cluster)));
        report.table(table);
        return table.text("App changes", "app changes");
    }
}

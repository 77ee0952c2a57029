//SOURCES ../deploy/Deployment.java
//SOURCES ../deploy/ResourceTable.java
//SOURCES View.java

import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "inspect", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Prints the resources of an application as they are in the cluster.%n")
final class Inspect extends View {
    @Option(names = "--tree", description = "What was made for a resource follows it")
    boolean tree;

    @Override
    String show(Cluster cluster, JsonReport report) {
        ApplicationRecord record = record(cluster);
        KappConfig config = DefaultRules.with(List.of());
        ResourceTable resources = new ResourceTable(
                new Deployment(cluster, record, config, Ownership.TakeOver.UNOWNED).live(),
                new Readiness(config.waitRules()), Instant.now());
        Table table = tree ? resources.tree() : resources.flat();
        report.table(table);
        return table.text("Resources in app '" + record.name() + "'", "resources");
    }
}

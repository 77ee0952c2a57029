//SOURCES ../Script.java
//SOURCES ../Table.java
//SOURCES ../kpt/PackageSearch.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Prints the packages of the project, and where they are from.")
final class PackageList implements Callable<Integer> {
    private static final int SHORT_HASH = 10;
    private static final List<Table.Column> COLUMNS = List.of(new Table.Column("package", "Package"),
            new Table.Column("upstream", "Upstream"), new Table.Column("ref", "Ref"),
            new Table.Column("commit", "Commit"), new Table.Column("strategy", "Updates"));

    @Option(names = "--json", description = "Print a list of objects instead of a table")
    boolean json;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        Common common = script.common();
        Path project = common.projectDir();
        List<List<String>> rows = new ArrayList<>();
        for (Path directory : PackageSearch.packages(project, common.settings().release())) {
            Kptfile kptfile = Kptfile.read(directory);
            Optional<PackageAddress> upstream = kptfile.locked();
            rows.add(List.of(project.equals(directory) ? "." : project.relativize(directory).toString(),
                    upstream.map(address -> address.at("").toString()).orElse(""),
                    upstream.map(PackageAddress::ref).orElse(""), kptfile.commit().orElse(""),
                    upstream.isEmpty() ? "" : kptfile.strategy()));
        }
        if (json) {
            ArrayNode all = Json.array();
            rows.forEach(row -> {
                ObjectNode object = all.addObject();
                COLUMNS.forEach(column -> object.put(column.key(), row.get(COLUMNS.indexOf(column))));
            });
            common.print(all.toPrettyString() + "\n");
        } else if (rows.isEmpty()) {
            common.console.info("There are no packages here");
        } else {
            List<List<String>> shortened = rows.stream().map(row -> List.of(row.get(0), row.get(1), row.get(2),
                    row.get(3).substring(0, Math.min(SHORT_HASH, row.get(3).length())), row.get(4))).toList();
            common.print(new Table("packages", COLUMNS, shortened, List.of()).compact());
        }
        return ExitStatus.DONE;
    }
}

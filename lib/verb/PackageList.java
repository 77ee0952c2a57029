//SOURCES ../Script.java
//SOURCES ../Table.java
//SOURCES ../kpt/Kptfile.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
        Path project = common.projectDir().toAbsolutePath().normalize();
        List<List<String>> rows = new ArrayList<>();
        for (Path directory : packages(project, common.settings().release())) {
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
                var object = all.addObject();
                COLUMNS.forEach(column -> object.put(column.key(), row.get(COLUMNS.indexOf(column))));
            });
            common.print(all.toPrettyString() + "\n");
        } else if (rows.isEmpty()) {
            common.console.info("There are no packages in " + project);
        } else {
            List<List<String>> shortened = rows.stream().map(row -> List.of(row.get(0), row.get(1), row.get(2),
                    row.get(3).substring(0, Math.min(SHORT_HASH, row.get(3).length())), row.get(4))).toList();
            common.print(new Table("packages", COLUMNS, shortened, List.of()).compact());
        }
        return ExitStatus.DONE;
    }

    /** The directories with a Kptfile, but not copies that a render has made. */
    private static List<Path> packages(Path project, String release) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(project, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean isOther = directory.equals(project.resolve(release).normalize())
                            || directory.getFileName() != null && directory.getFileName().toString().equals(".git");
                    if (!isOther && Files.isRegularFile(directory.resolve(Kptfile.NAME))) {
                        found.add(directory);
                    }
                    return isOther ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Failure.reading(project, e);
        }
        return found.stream().sorted().toList();
    }
}

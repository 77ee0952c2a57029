import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Renders the chart {@code umbrella} of a project in the smallest shards, and as one. */
final class Sharding {
    private static final Shards.Sizes SMALLEST = new Shards.Sizes(2, 1);
    private static final int TIMES = 40;

    private final Project command = new Project();
    private final Path directory;
    private final HelmTemplate whole;
    private final List<String> reasons = new ArrayList<>();
    private boolean fails;

    @Command
    private static final class Project {
        @Mixin
        Common common;
    }

    Sharding(Path project, List<String> options) {
        new CommandLine(command).parseArgs("-C", project.toString());
        directory = project.resolve("rendered");
        whole = new HelmTemplate(command.common, Chart.read(project.resolve("umbrella")), "release", options);
    }

    /** Renders in the smallest shards, those of the cache as it has them; returns what helm warns of. */
    List<String> render(ShardCache cache) {
        reasons.clear();
        Path fresh = directory.resolveSibling("fresh");
        List<String> warnings = new Shards(command.common, whole, SMALLEST, Optional.of(cache), directory, reasons::add)
                .writeTo(fresh);
        FileTree.delete(directory);
        fresh.toFile().renameTo(directory.toFile());
        return warnings;
    }

    /** Where that has put the manifests. */
    Path rendered() {
        return directory.resolve("umbrella");
    }

    /** What renders it as one. */
    HelmTemplate whole() {
        return whole;
    }

    /** What the two ways give that is not the same. */
    List<String> differences() {
        return differences(new Shards(command.common, whole, SMALLEST, Optional.empty(), directory, reasons::add));
    }

    /** What is not the same when some of it may come from a cache, and is kept there. */
    List<String> differences(ShardCache cache) {
        return differences(new Shards(command.common, whole, SMALLEST, Optional.of(cache), directory, reasons::add));
    }

    /** Whether helm itself renders the whole to the same each time: it takes charts in an order that is random. */
    boolean isTheSameEachTime() {
        for (int i = 0; i < TIMES; i++) {
            if (!differences(whole).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    boolean isInShards() {
        return reasons.stream().noneMatch(reason -> reason.contains("rendered as one"));
    }

    /** Whether helm cannot render it. */
    boolean isFailing() {
        return fails;
    }

    List<String> reasons() {
        return reasons;
    }

    private List<String> differences(ChartRenderer other) {
        return ShardCheck.differences(this::writeWhole, output -> failing(output, other), directory);
    }

    private List<String> writeWhole(Path output) {
        List<String> said = failing(output, whole);
        fails = said.stream().anyMatch(line -> line.startsWith("fails"));
        return said;
    }

    /** A failure is what helm warns of, and leaves no files. */
    private static List<String> failing(Path output, ChartRenderer renderer) {
        try {
            return renderer.writeTo(output);
        } catch (Failure e) {
            FileTree.delete(output);
            return List.of("fails: " + e.getMessage());
        }
    }
}

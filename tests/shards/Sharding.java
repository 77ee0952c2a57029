import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Renders the chart {@code umbrella} of a project in the smallest shards, and as one. */
final class Sharding {
    private static final Shards.Sizes SMALLEST = new Shards.Sizes(2, 1, 0);
    private static final Shards.Sizes AS_ONE = new Shards.Sizes(2, 1, Long.MAX_VALUE);
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
        RenderedChart rendered = shards(Optional.of(cache)).render();
        TreeUpdate.apply(rendered(), rendered.files());
        return rendered.warnings();
    }

    /** Renders as one what the cache does not know yet, and fills the cache. */
    RenderedChart renderAsOne(ShardCache cache) {
        reasons.clear();
        return new Shards(command.common, whole, AS_ONE, Optional.of(cache), reasons::add).render();
    }

    /** The files that helm itself writes. */
    SortedMap<String, byte[]> written(List<String> options) {
        List<String> words = new ArrayList<>(List.of("template", "release", whole.chart().directory().toString()));
        words.addAll(options);
        words.addAll(List.of("--output-dir", directory.toString()));
        whole.helm().run(words).in(directory.getParent()).checked();
        SortedMap<String, byte[]> files = FileTree.contents(rendered());
        FileTree.delete(directory);
        return files;
    }

    /** Where {@link #render} has put the manifests. */
    Path rendered() {
        return directory.resolve("umbrella");
    }

    /** What renders it as one. */
    HelmTemplate whole() {
        return whole;
    }

    /** What the two ways give that is not the same. */
    List<String> differences() {
        return differences(shards(Optional.empty()));
    }

    /** What is not the same when some of it may come from a cache, and is kept there. */
    List<String> differences(ShardCache cache) {
        return differences(shards(Optional.of(cache)));
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

    private Shards shards(Optional<ShardCache> cache) {
        return new Shards(command.common, whole, SMALLEST, cache, reasons::add);
    }

    private List<String> differences(ChartRenderer other) {
        return ShardCheck.differences(this::wholeOrFailure, () -> orFailure(other));
    }

    private RenderedChart wholeOrFailure() {
        RenderedChart rendered = orFailure(whole);
        fails = rendered.warnings().stream().anyMatch(line -> line.startsWith("fails"));
        return rendered;
    }

    /** A failure is what helm warns of, and leaves no files. */
    private static RenderedChart orFailure(ChartRenderer renderer) {
        try {
            return renderer.render();
        } catch (Failure e) {
            return new RenderedChart(new TreeMap<>(), List.of("fails: " + e.getMessage()));
        }
    }
}

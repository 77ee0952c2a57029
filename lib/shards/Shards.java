//SOURCES ../Common.java
//SOURCES ../helm/HelmTemplate.java
//SOURCES ../io/FileTree.java
//SOURCES HelmInputs.java
//SOURCES ShardPlan.java
//SOURCES ShardTree.java
//SOURCES ShardUnits.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Renders an umbrella chart in shards, several at a time, to the very files that one {@code helm template} over the
 * whole writes. It does the latter when that cannot be shown to be the same, or when a shard fails, as helm then says
 * best what is wrong.
 */
final class Shards implements ChartRenderer {
    private final Common common;
    private final HelmTemplate whole;
    private final int fewest;

    /** @param fewest charts that are worth it; an umbrella of less is rendered as one */
    Shards(Common common, HelmTemplate whole, int fewest) {
        this.common = common;
        this.whole = whole;
        this.fewest = fewest;
    }

    @Override
    public void writeTo(Path output) {
        Path trees = null;
        try {
            Chart chart = whole.chart();
            ShardUnits reading = new ShardUnits(chart.directory(), chart.name(), chart.dependencies());
            if (reading.count() < fewest) {
                throw new Unsafe("it has less than " + fewest + " charts");
            }
            HelmInputs inputs = HelmInputs.read(chart.directory(), whole.options(), common.projectDir());
            List<ShardUnit> units = reading.all();
            boolean needsValues = Stream.of("values.schema.json", "requirements.yaml")
                    .anyMatch(file -> Files.exists(chart.directory().resolve(file)));
            List<Shard> shards = ShardPlan.of(
                    reading.own(), units, chart.dependencies(), inputs, needsValues, this::debug);
            debug(units.size() + " charts in " + shards.size() + " shards");
            trees = Files.createTempDirectory("shards-");
            write(shards, units, trees, output);
        } catch (Unsafe e) {
            debug("the chart is rendered as one: " + e.getMessage());
            FileTree.delete(output);
            whole.writeTo(output);
        } catch (IOException e) {
            throw new Failure("cannot make a temporary directory: " + e.getMessage());
        } finally {
            if (trees != null) {
                FileTree.delete(trees);
            }
        }
    }

    private void write(List<Shard> shards, List<ShardUnit> units, Path trees, Path output) throws IOException {
        common.console.progress("helm template");
        Path outputs = output.resolve(".shards");
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<CompletableFuture<List<String>>> warnings = new ArrayList<>();
        try {
            for (int i = 0; i < shards.size(); i++) {
                Shard shard = shards.get(i);
                String name = "" + i;
                warnings.add(CompletableFuture.supplyAsync(() -> render(shard, units, trees.resolve(name),
                        outputs.resolve(name), output.resolve(whole.chart().name())), threads));
            }
            whole.warn(warnings.stream().flatMap(one -> one.join().stream()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        } finally {
            threads.shutdownNow();
        }
        FileTree.delete(outputs);
    }

    /** Renders a shard and puts its files in place; returns what helm warned of. */
    private List<String> render(Shard shard, List<ShardUnit> units, Path directory, Path output, Path target) {
        ShardTree tree = ShardTree.write(whole.chart().directory(), units, shard, directory);
        Run.Result result = whole.write(tree.root(), output);
        if (result.exit() != 0) {
            throw new Unsafe("a shard, " + shard.title() + ", fails: " + result.err().strip());
        }
        Path rendered = output.resolve(whole.chart().name());
        try {
            for (ShardUnit unit : shard.units()) {
                for (String name : unit.names()) {
                    move(rendered.resolve("charts").resolve(name), target.resolve("charts").resolve(name));
                }
            }
            if (shard.hasUmbrella() && Files.exists(rendered)) {
                try (Stream<Path> all = Files.list(rendered)) {
                    for (Path path : all.filter(path -> !path.endsWith("charts")).toList()) {
                        move(path, target.resolve(path.getFileName()));
                    }
                }
            }
        } catch (IOException e) {
            throw Failure.writing(target, e);
        }
        return tree.warnings(result.err()).toList();
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.createDirectories(to.getParent());
            FileTree.move(from, to);
        }
    }

    private void debug(String line) {
        common.debug("shards: " + line);
    }
}

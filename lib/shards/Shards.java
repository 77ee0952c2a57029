//SOURCES ../Common.java
//SOURCES ../helm/HelmTemplate.java
//SOURCES ../io/FileTree.java
//SOURCES HelmInputs.java
//SOURCES ShardCache.java
//SOURCES ShardPlan.java
//SOURCES ShardRun.java
//SOURCES ShardUnits.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Renders an umbrella chart in shards, several at a time, to the very files that one {@code helm template} over the
 * whole writes. It does the latter when that cannot be shown to be the same, or when a shard fails, as helm then says
 * best what is wrong.
 */
final class Shards implements ChartRenderer {
    /** How many templates helm copies for calls of {@code tpl} in the time that it takes to start; measured. */
    private static final int TEMPLATES_IN_TIME_OF_START = 90_000;

    private final Common common;
    private final HelmTemplate whole;
    private final Sizes sizes;
    private final Optional<ShardCache> cache;
    private final Path last;
    private final Consumer<String> debug;

    /**
     * How an umbrella is split.
     *
     * @param fewest charts that are worth it; an umbrella of less is rendered as one
     * @param mostOfBatch about how many charts one helm renders at most
     */
    record Sizes(int fewest, int mostOfBatch) {}

    /**
     * @param cache of shards that were rendered before, if any
     * @param last what the last render wrote, which goes when this one is done: what is still right is moved from there
     * @param debug is told what is rendered how, and why
     */
    Shards(Common common, HelmTemplate whole, Sizes sizes, Optional<ShardCache> cache, Path last,
            Consumer<String> debug) {
        this.common = common;
        this.whole = whole;
        this.sizes = sizes;
        this.cache = cache;
        this.last = last;
        this.debug = debug;
    }

    @Override
    public List<String> writeTo(Path output) {
        try {
            common.console.progress("helm template");
            return writeShards(output);
        } catch (Unsafe e) {
            debug.accept("the chart is rendered as one: " + e.getMessage());
            FileTree.delete(output);
            return whole.writeTo(output);
        }
    }

    private List<String> writeShards(Path output) {
        if (whole.hasSecrets()) {
            throw new Unsafe("values are encrypted, and nothing that is secret may get into the cache");
        }
        Chart chart = whole.chart();
        ShardUnits reading = new ShardUnits(chart.directory(), chart.name(), chart.dependencies());
        if (reading.count() < sizes.fewest) {
            throw new Unsafe("it has less than " + sizes.fewest + " charts");
        }
        CompletableFuture<String> version = CompletableFuture.supplyAsync(() -> whole.helm().exactVersion());
        List<ShardUnit> units = reading.all();
        HelmInputs inputs = HelmInputs.read(chart.directory(), whole.options(), common.projectDir());
        ShardUnit umbrella = reading.own();
        boolean needsValues = Stream.of("values.schema.json", "requirements.yaml")
                .anyMatch(file -> Files.exists(chart.directory().resolve(file)));
        List<Shard> shards = ShardPlan.of(umbrella, units, chart.dependencies(), inputs, needsValues, debug);
        debug.accept(units.size() + " charts in " + shards.size() + " shards");
        try (ShardRun run = ShardRun.start(
                whole, UmbrellaChart.read(chart.directory(), units), output, last, cache, debug)) {
            Optional<ShardKey> key = cache.isEmpty() ? Optional.empty() : Optional.of(new ShardKey(
                    version.join(), whole.release(), inputs, umbrella, common.projectDir()));
            List<Boolean> known = inParallel(shards, shard -> run.recall(shard, key));
            List<Shard> unknown = IntStream.range(0, shards.size()).filter(i -> !known.get(i)).mapToObj(shards::get)
                    .toList();
            inParallel(batches(unknown, units), batch -> run.render(batch, key));
            return run.finish();
        } catch (IOException e) {
            throw new Unsafe(e.getMessage());
        }
    }

    /**
     * What one helm each is to render. A shard is always in the batch of the same others, as far as they are to be
     * rendered: a batch may be in the cache as a whole. That of the umbrella is alone, as it takes the longest.
     */
    private List<List<Shard>> batches(List<Shard> shards, List<ShardUnit> all) {
        int buckets = Integer.highestOneBit(Math.max(1, (all.size() - 1) / ofBatch(all))) * 2;
        return List.copyOf(shards.stream().collect(Collectors.groupingBy(shard -> shard.hasUmbrella() ? -1
                : Math.floorMod(shard.units().get(0).entry().hashCode(), buckets), TreeMap::new, Collectors.toList()))
                .values());
    }

    /**
     * About how many charts one helm renders soonest: it takes a time to start, and in each call of {@code tpl} a time
     * for each template that is there.
     */
    private int ofBatch(List<ShardUnit> units) {
        List<ShardTemplate> templates = units.stream().flatMap(unit -> unit.templates().stream()).toList();
        double callsOfChart = (double) templates.stream().mapToInt(ShardTemplate::tplCalls).sum() / units.size();
        double templatesOfChart = (double) templates.size() / units.size();
        double best = Math.sqrt(TEMPLATES_IN_TIME_OF_START / (callsOfChart * templatesOfChart));
        return (int) Math.max(1, Math.min(sizes.mostOfBatch, best));
    }

    private static <T, R> List<R> inParallel(List<T> parts, Function<T, R> work) {
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<CompletableFuture<R>> results = parts.stream()
                    .map(part -> CompletableFuture.supplyAsync(() -> work.apply(part), threads)).toList();
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        } finally {
            stop(threads);
        }
    }

    /** After a failure, those that are at work are waited for, as they write where the whole is to be written. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

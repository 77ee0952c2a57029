//SOURCES ../Common.java
//SOURCES ../helm/HelmTemplate.java
//SOURCES ../io/Parallel.java
//SOURCES ShardCache.java
//SOURCES ShardRun.java
//SOURCES ShardUnits.java
//SOURCES TplCalls.java

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Renders an umbrella chart in shards, several at a time, to the very files that one {@code helm template} over the
 * whole gives. It does the latter when that cannot be shown to be the same, or when a shard fails, as helm then says
 * best what is wrong.
 */
final class Shards implements ChartRenderer {
    /** How many templates helm copies for calls of {@code tpl} in the time that it takes to start; measured. */
    private static final int TEMPLATES_IN_TIME_OF_START = 90_000;

    private final Common common;
    private final HelmTemplate whole;
    private final Sizes sizes;
    private final Optional<ShardCache> cache;
    private final Consumer<String> debug;

    /**
     * How an umbrella is split.
     *
     * @param fewest charts that are worth it; an umbrella of less is rendered as one
     * @param mostOfBatch about how many charts one helm renders at most
     * @param copiesAsOne less copies of templates than these take helm no longer than it takes to see how to split it
     */
    record Sizes(int fewest, int mostOfBatch, long copiesAsOne) {}

    /**
     * @param cache of shards that were rendered before, if any
     * @param debug is told what is rendered how, and why
     */
    Shards(Common common, HelmTemplate whole, Sizes sizes, Optional<ShardCache> cache, Consumer<String> debug) {
        this.common = common;
        this.whole = whole;
        this.sizes = sizes;
        this.cache = cache;
        this.debug = debug;
    }

    @Override
    public RenderedChart render() {
        common.console.progress("helm template");
        try {
            ShardUnits charts = charts();
            return isSoonerAsOne() ? renderAsOne(charts) : renderShards(charts);
        } catch (Unsafe e) {
            debug.accept("the chart is rendered as one: " + e.getMessage());
            return whole.render();
        }
    }

    private ShardUnits charts() {
        if (whole.hasSecrets()) {
            throw new Unsafe("values are encrypted, and nothing that is secret may get into the cache");
        }
        Chart chart = whole.chart();
        ShardUnits charts = new ShardUnits(chart.directory(), chart.name(), chart.dependencies());
        if (charts.count() < sizes.fewest) {
            throw new Unsafe("it has less than " + sizes.fewest + " charts");
        }
        return charts;
    }

    /** Whether nothing of it can be in the cache, and helm has little to do. */
    private boolean isSoonerAsOne() {
        return cache.stream().noneMatch(all -> all.knows(title()))
                && TplCalls.copies(whole.chart().directory()) < sizes.copiesAsOne;
    }

    /** One helm renders all. Meanwhile it is found out what of it is which shard's, for the cache. */
    private RenderedChart renderAsOne(ShardUnits charts) {
        debug.accept("the chart is rendered as one: it calls tpl so little that this takes the least time");
        if (cache.isEmpty()) {
            return whole.renderShortly();
        }
        Supplier<RenderedChart> rendering = Parallel.meanwhile(whole::renderShortly);
        try (ShardRun run = ShardRun.start(whole, charts, common.projectDir(), cache, debug)) {
            RenderedChart rendered = rendering.get();
            if (rendered.warnings().isEmpty()) {
                inParallel(run.shards(), shard -> run.keep(shard, rendered));
            }
            cache.get().know(title());
            return rendered;
        } catch (Unsafe e) {
            debug.accept("the cache gets nothing of it: " + e.getMessage());
            return rendering.get();
        }
    }

    private RenderedChart renderShards(ShardUnits charts) {
        try (ShardRun run = ShardRun.start(whole, charts, common.projectDir(), cache, debug)) {
            debug.accept(charts.count() + " charts in " + run.shards().size() + " shards");
            List<Boolean> known = inParallel(run.shards(), run::recall);
            List<Shard> unknown = IntStream.range(0, known.size()).filter(i -> !known.get(i))
                    .mapToObj(run.shards()::get).toList();
            inParallel(batches(unknown, run.units()), run::render);
            return run.finish();
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

    /** What the cache calls the umbrella. */
    private String title() {
        return whole.release() + " of " + whole.chart().directory().toAbsolutePath().normalize();
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

    /** After a failure, those that are at work are waited for, as what they read is deleted then. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

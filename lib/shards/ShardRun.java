//SOURCES ../helm/HelmTemplate.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/Parallel.java
//SOURCES HelmInputs.java
//SOURCES ShardCache.java
//SOURCES ShardKey.java
//SOURCES ShardPlan.java
//SOURCES ShardTree.java
//SOURCES ShardUnits.java
//SOURCES UmbrellaChart.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Renders shards, or has them from the cache, and puts what they give together. */
final class ShardRun implements AutoCloseable {
    private final HelmTemplate whole;
    private final UmbrellaChart chart;
    private final List<ShardUnit> units;
    private final List<Shard> shards;
    private final Optional<ShardKey> keys;
    private final Path trees;
    private final Optional<ShardCache> cache;
    private final Consumer<String> debug;
    private final Queue<RenderedChart> parts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger recalled = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicBoolean cacheGrew = new AtomicBoolean();

    private ShardRun(HelmTemplate whole, UmbrellaChart chart, List<ShardUnit> units, List<Shard> shards,
            Optional<ShardKey> keys, Optional<ShardCache> cache, Consumer<String> debug) throws IOException {
        this.whole = whole;
        this.chart = chart;
        this.units = units;
        this.shards = shards;
        this.keys = keys;
        this.trees = Files.createTempDirectory("shards-").toRealPath();
        this.cache = cache;
        this.debug = debug;
    }

    /**
     * Splits an umbrella, and makes a directory for what its shards are rendered from.
     *
     * @param project the directory that paths in helm's options start from
     */
    static ShardRun start(HelmTemplate whole, ShardUnits charts, Path project, Optional<ShardCache> cache,
            Consumer<String> debug) {
        Supplier<String> version = Parallel.meanwhile(() -> cache.isEmpty() ? "" : whole.helm().exactVersion());
        Path directory = whole.chart().directory();
        List<ShardUnit> units = charts.all();
        HelmInputs inputs = HelmInputs.read(directory, whole.options(), project);
        ShardUnit umbrella = charts.own();
        boolean needsValues = Stream.of("values.schema.json", "requirements.yaml")
                .anyMatch(file -> Files.exists(directory.resolve(file)));
        List<Shard> shards =
                ShardPlan.of(umbrella, units, whole.chart().dependencies(), inputs, needsValues, debug);
        try {
            Optional<ShardKey> keys = cache.isEmpty() ? Optional.empty()
                    : Optional.of(new ShardKey(version.get(), whole.release(), inputs, umbrella, project));
            return new ShardRun(whole, UmbrellaChart.read(directory, units), units, shards, keys, cache, debug);
        } catch (IOException e) {
            throw new Unsafe(e.getMessage());
        }
    }

    /** The charts of the umbrella. */
    List<ShardUnit> units() {
        return units;
    }

    List<Shard> shards() {
        return shards;
    }

    /** Whether a shard is in the cache, and so need not be rendered; several threads may ask at once. */
    boolean recall(Shard shard) {
        return recall(List.of(shard));
    }

    /**
     * Renders shards at once; several threads may do that with others. What helm warns of is not known to be of one of
     * them, so that the cache then gets them as a whole.
     *
     * @return whether helm was needed
     * @throws Unsafe when helm fails
     */
    boolean render(List<Shard> batch) {
        if (batch.size() > 1 && recall(batch)) {
            return false;
        }
        Shard joined = Shard.joined(batch);
        RenderedChart rendered = rendered(joined);
        for (Shard shard : rendered.warnings().isEmpty() ? batch : List.of(joined)) {
            keep(shard, rendered);
        }
        return parts.add(own(joined, rendered));
    }

    /**
     * Puts what a shard gives into the cache, unless that depends on the place of the chart, or is secret; several
     * threads may do that with others.
     *
     * @param rendered what helm made of the shard, or of more
     * @return whether it is kept
     */
    boolean keep(Shard shard, RenderedChart rendered) {
        Optional<String> key = key(shard);
        RenderedChart own = own(shard, rendered);
        String place = whole.chart().directory().toAbsolutePath().normalize().toString();
        boolean mayKeep = key.isPresent() && own.warnings().stream().noneMatch(line -> line.contains(place))
                && keys.orElseThrow().mayKeep(own.files().values());
        if (mayKeep) {
            cache.orElseThrow().put(key.get(), own);
            cacheGrew.set(true);
        }
        return mayKeep;
    }

    /** What all shards give. */
    RenderedChart finish() {
        cache.ifPresent(all -> debug.accept(recalled + " of these from the cache"));
        return RenderedChart.joined(parts);
    }

    @Override
    public void close() {
        if (cacheGrew.get()) {
            cache.orElseThrow().pruneHourly();
        }
        FileTree.delete(trees);
    }

    private boolean recall(List<Shard> batch) {
        Optional<RenderedChart> known =
                key(Shard.joined(batch)).flatMap(key -> cache.orElseThrow().get(key));
        known.ifPresent(rendered -> {
            parts.add(rendered);
            recalled.addAndGet(batch.size());
        });
        return known.isPresent();
    }

    private Optional<String> key(Shard shard) {
        try {
            return keys.isEmpty() ? Optional.empty() : keys.get().of(shard, chart.of(shard));
        } catch (IOException e) {
            throw Failure.reading(whole.chart().directory(), e);
        }
    }

    private RenderedChart rendered(Shard shard) {
        ShardTree tree = ShardTree.write(whole.chart().directory(), shard, chart.of(shard),
                trees.resolve("" + started.incrementAndGet()));
        HelmTemplate.Answer answer = whole.renderPart(tree.root());
        if (answer.exit() != 0) {
            throw new Unsafe("a shard, " + shard.title() + ", fails: "
                    + answer.err().substring(Math.max(0, answer.err().indexOf("Error:"))).strip());
        }
        return new RenderedChart(answer.files(), HelmTemplate.warnings(tree.warnings(answer.err())));
    }

    /** The files that are the shard's own; what else helm gave is of charts of other shards. */
    private RenderedChart own(Shard shard, RenderedChart rendered) {
        String charts = whole.chart().name() + "/charts";
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (shard.hasUmbrella()) {
            files.putAll(rendered.files());
            files.keySet().removeAll(rendered.below(charts).keySet());
        }
        for (ShardUnit unit : shard.units()) {
            unit.outputs().forEach(name -> files.putAll(rendered.below(charts + "/" + name)));
        }
        return new RenderedChart(files, rendered.warnings());
    }
}

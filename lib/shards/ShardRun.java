//SOURCES ../helm/HelmTemplate.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/Parallel.java
//SOURCES ShardCache.java
//SOURCES ShardKey.java
//SOURCES ShardTree.java
//SOURCES UmbrellaChart.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Renders shards, or has them from the cache, and puts their files together. */
final class ShardRun implements AutoCloseable {
    private final HelmTemplate whole;
    private final UmbrellaChart chart;
    private final Path trees;
    private final Path outputs;
    private final Path target;
    private final Path last;
    private final Optional<ShardCache> cache;
    private final Consumer<String> debug;
    private final Queue<ShardCache.Rendered> fromCache = new ConcurrentLinkedQueue<>();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final AtomicInteger recalled = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicBoolean cacheGrew = new AtomicBoolean();

    private ShardRun(HelmTemplate whole, UmbrellaChart chart, Path trees, Path output, Path last,
            Optional<ShardCache> cache, Consumer<String> debug) {
        this.whole = whole;
        this.chart = chart;
        this.trees = trees;
        this.outputs = output.resolve(".shards");
        this.target = output.resolve(whole.chart().name());
        this.last = last;
        this.cache = cache;
        this.debug = debug;
    }

    /**
     * Makes a directory for what shards are rendered from.
     *
     * @param output where helm would write the whole
     * @param last what the last render wrote: directories in it that are still right are moved to the output
     */
    static ShardRun start(HelmTemplate whole, UmbrellaChart chart, Path output, Path last, Optional<ShardCache> cache,
            Consumer<String> debug) throws IOException {
        Path trees = Files.createTempDirectory("shards-").toRealPath();
        return new ShardRun(whole, chart, trees, output, last, cache, debug);
    }

    /** Whether a shard is in the cache, and so need not be rendered; several threads may ask at once. */
    boolean recall(Shard shard, Optional<ShardKey> keys) {
        return recall(List.of(shard), keys);
    }

    /**
     * Renders shards at once; several threads may do that with others. What helm warns of is not known to be of one of
     * them, so that the cache then gets them as a whole.
     *
     * @return whether helm was needed
     * @throws Unsafe when helm fails
     */
    boolean render(List<Shard> batch, Optional<ShardKey> keys) {
        if (batch.size() > 1 && recall(batch, keys)) {
            return false;
        }
        Shard joined = Shard.joined(batch);
        try {
            String name = "" + started.incrementAndGet();
            ShardTree tree = ShardTree.write(
                    whole.chart().directory(), joined, chart.of(joined), trees.resolve(name));
            List<String> told = warningsOf(joined, tree, outputs.resolve(name));
            warnings.addAll(told);
            Path rendered = outputs.resolve(name).resolve(whole.chart().name());
            for (Shard shard : told.isEmpty() ? batch : List.of(joined)) {
                keep(shard, keys, rendered, told);
            }
            for (Path part : parts(joined, rendered)) {
                move(part, target.resolve(rendered.relativize(part).toString()));
            }
            return true;
        } catch (IOException e) {
            throw Failure.writing(target, e);
        }
    }

    /**
     * Writes what was in the cache: only now, as nothing of the last render is to be moved when a shard fails.
     *
     * @return what helm warned of
     */
    List<String> finish() {
        cache.ifPresent(all -> debug.accept(recalled + " of these from the cache"));
        Parallel.map(fromCache, this::restore);
        return HelmTemplate.warnings(warnings.stream());
    }

    @Override
    public void close() {
        if (cacheGrew.get()) {
            cache.orElseThrow().pruneHourly();
        }
        FileTree.delete(trees);
        FileTree.delete(outputs);
    }

    private boolean recall(List<Shard> batch, Optional<ShardKey> keys) {
        Optional<ShardCache.Rendered> known =
                key(Shard.joined(batch), keys).flatMap(key -> cache.orElseThrow().get(key));
        known.ifPresent(rendered -> {
            fromCache.add(rendered);
            warnings.addAll(rendered.warnings());
            recalled.addAndGet(batch.size());
        });
        return known.isPresent();
    }

    /** Puts the files of a shard into place, directories as the last render left them where they are the same. */
    private ShardCache.Rendered restore(ShardCache.Rendered rendered) {
        Map<String, Map<String, byte[]>> parts = new TreeMap<>();
        rendered.files().forEach((path, content) -> parts.computeIfAbsent(
                part(path), any -> new TreeMap<>()).put(path, content));
        try {
            for (Map.Entry<String, Map<String, byte[]>> part : parts.entrySet()) {
                if (isStillThere(part.getKey(), part.getValue())) {
                    move(last.resolve(part.getKey()), target.resolve(part.getKey()));
                } else {
                    write(part.getValue());
                }
            }
            return rendered;
        } catch (IOException e) {
            throw Failure.writing(target, e);
        }
    }

    private Optional<String> key(Shard shard, Optional<ShardKey> keys) {
        try {
            return keys.isEmpty() ? Optional.empty() : keys.get().of(shard, chart.of(shard));
        } catch (IOException e) {
            throw Failure.reading(whole.chart().directory(), e);
        }
    }

    private List<String> warningsOf(Shard shard, ShardTree tree, Path output) {
        Run.Result result = whole.writePart(tree.root(), output);
        if (result.exit() != 0) {
            throw new Unsafe("a shard, " + shard.title() + ", fails: "
                    + result.err().substring(Math.max(0, result.err().indexOf("Error:"))).strip());
        }
        return HelmTemplate.warnings(tree.warnings(result.err()));
    }

    /** Puts what a shard was rendered to into the cache, unless that depends on the place of the chart, or is secret. */
    private void keep(Shard shard, Optional<ShardKey> keys, Path rendered, List<String> told) throws IOException {
        String place = whole.chart().directory().toAbsolutePath().normalize().toString();
        Optional<String> key = key(shard, keys);
        if (key.isPresent() && told.stream().noneMatch(line -> line.contains(place))) {
            Map<String, byte[]> files = read(rendered, parts(shard, rendered));
            if (keys.orElseThrow().mayKeep(files.values())) {
                cache.orElseThrow().put(key.get(), new ShardCache.Rendered(files, told));
                cacheGrew.set(true);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        FileTree.move(from, to);
    }

    /** The directory of a sub-chart that a file is in, or else the first directory. */
    private static String part(String path) {
        int first = path.indexOf('/');
        int second = path.startsWith("charts/") ? path.indexOf('/', first + 1) : first;
        return second < 0 ? path : path.substring(0, second);
    }

    /** Whether the last render wrote these files into this directory, and no others. */
    private boolean isStillThere(String part, Map<String, byte[]> files) throws IOException {
        Path directory = last.resolve(part);
        if (!Files.isDirectory(directory)) {
            return false;
        }
        List<Path> present = FileTree.files(directory, "");
        for (Path file : present) {
            byte[] expected = files.get(last.relativize(file).toString());
            if (expected == null || !Arrays.equals(expected, Files.readAllBytes(file))) {
                return false;
            }
        }
        return present.size() == files.size();
    }

    /** The directories and files that are the shard's own; what else helm wrote is of charts of other shards. */
    private static List<Path> parts(Shard shard, Path rendered) throws IOException {
        Stream<Path> ofUnits = shard.units().stream().flatMap(unit -> unit.outputs().stream())
                .map(name -> rendered.resolve("charts").resolve(name));
        if (!shard.hasUmbrella() || !Files.exists(rendered)) {
            return ofUnits.filter(Files::exists).toList();
        }
        try (Stream<Path> all = Files.list(rendered)) {
            return Stream.concat(ofUnits, all.filter(path -> !path.endsWith("charts"))).filter(Files::exists).toList();
        }
    }

    private static Map<String, byte[]> read(Path root, List<Path> parts) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path part : parts) {
            for (Path file : FileTree.files(part, "")) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private void write(Map<String, byte[]> files) throws IOException {
        Path last = target;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path place = target.resolve(file.getKey());
            if (!place.getParent().equals(last)) {
                last = Files.createDirectories(place.getParent());
            }
            Files.write(place, file.getValue());
        }
    }
}

//SOURCES ../helm/HelmTemplate.java
//SOURCES ../io/FileTree.java
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

    /**
     * Renders a shard, or finds it in the cache; several threads may do that at once.
     *
     * @return what helm warned of
     * @throws Unsafe when it fails
     */
    List<String> render(Shard shard, Optional<ShardKey> keys) {
        try {
            String chartOfShard = chart.of(shard);
            Optional<String> key = keys.isEmpty() ? Optional.empty() : keys.get().of(shard, chartOfShard);
            Optional<ShardCache.Rendered> known = key.flatMap(inputs -> cache.orElseThrow().get(inputs));
            if (known.isPresent()) {
                fromCache.add(known.get());
                return known.get().warnings();
            }
            return render(shard, chartOfShard, keys, key);
        } catch (IOException e) {
            throw Failure.writing(target, e);
        }
    }

    /** Writes what was in the cache: only now, as nothing of the last render is to be moved when a shard fails. */
    void finish() {
        cache.ifPresent(all -> debug.accept(fromCache.size() + " of these from the cache"));
        try {
            for (ShardCache.Rendered rendered : fromCache) {
                Map<String, Map<String, byte[]>> parts = new TreeMap<>();
                rendered.files().forEach((path, content) -> parts.computeIfAbsent(
                        part(path), any -> new TreeMap<>()).put(path, content));
                for (Map.Entry<String, Map<String, byte[]>> part : parts.entrySet()) {
                    if (isStillThere(part.getKey(), part.getValue())) {
                        move(last.resolve(part.getKey()), target.resolve(part.getKey()));
                    } else {
                        write(part.getValue());
                    }
                }
            }
        } catch (IOException e) {
            throw Failure.writing(target, e);
        }
    }

    @Override
    public void close() {
        if (cacheGrew.get()) {
            cache.orElseThrow().prune();
        }
        FileTree.delete(trees);
        FileTree.delete(outputs);
    }

    private List<String> render(Shard shard, String chartOfShard, Optional<ShardKey> keys, Optional<String> key)
            throws IOException {
        String name = "" + started.incrementAndGet();
        ShardTree tree = ShardTree.write(whole.chart().directory(), shard, chartOfShard, trees.resolve(name));
        Run.Result result = whole.writePart(tree.root(), outputs.resolve(name));
        if (result.exit() != 0) {
            throw new Unsafe("a shard, " + shard.title() + ", fails: "
                    + result.err().substring(Math.max(0, result.err().indexOf("Error:"))).strip());
        }
        List<String> warnings = HelmTemplate.warnings(tree.warnings(result.err()));
        Path rendered = outputs.resolve(name).resolve(whole.chart().name());
        List<Path> parts = parts(shard, rendered);
        String place = whole.chart().directory().toAbsolutePath().normalize().toString();
        if (key.isPresent() && warnings.stream().noneMatch(line -> line.contains(place))) {
            Map<String, byte[]> files = read(rendered, parts);
            if (keys.orElseThrow().mayKeep(files.values())) {
                cache.orElseThrow().put(key.get(), new ShardCache.Rendered(files, warnings));
                cacheGrew.set(true);
            }
        }
        for (Path part : parts) {
            move(part, target.resolve(rendered.relativize(part).toString()));
        }
        return warnings;
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

//SOURCES ../cluster/Cluster.java
//SOURCES ../io/Parallel.java
//SOURCES ContainerLog.java
//SOURCES LogSelection.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The logs of pods. Lines come from several threads, one at a time. */
final class PodLogs implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Cluster cluster;
    private final BiConsumer<ContainerLog, String> each;
    private final Map<String, ContainerLog> logs = new LinkedHashMap<>();

    /** @param each gets the lines, never two at once */
    PodLogs(Cluster cluster, BiConsumer<ContainerLog, String> each) {
        this.cluster = cluster;
        Object one = new Object();
        this.each = (log, line) -> {
            synchronized (one) {
                each.accept(log, line);
            }
        };
    }

    /** What there is now, pod by pod. @return containers that have no log yet */
    List<ContainerLog> read(Collection<JsonNode> pods, LogSelection selection, int lines) {
        List<ContainerLog> all = containers(pods, selection).toList();
        List<ContainerLog> existing = all.stream().filter(ContainerLog::exists).toList();
        List<List<String>> texts = Parallel.map(existing, log -> log.read(cluster, lines));
        for (int i = 0; i < existing.size(); i++) {
            ContainerLog log = existing.get(i);
            texts.get(i).forEach(line -> each.accept(log, line));
        }
        return all.stream().filter(log -> !log.exists()).toList();
    }

    /**
     * Follows the logs of pods until {@link #close}.
     *
     * @param pods as they are now; those of before that are not among them are gone
     * @param lines of what was there before; -1 for all
     */
    void follow(Collection<JsonNode> pods, LogSelection selection, int lines) {
        containers(pods, selection).forEach(log -> {
            ContainerLog known = logs.computeIfAbsent(log.id(), id -> log);
            known.update(log);
            known.follow(cluster, lines, each);
        });
    }

    /** Reads to their ends the logs of containers that have ended. */
    void finish(Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (logs.values().stream().anyMatch(ContainerLog::isEnding) && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        logs.values().forEach(ContainerLog::stop);
    }

    private static Stream<ContainerLog> containers(Collection<JsonNode> pods, LogSelection selection) {
        return pods.stream().filter(selection::hasPod).sorted(Comparator.comparing(ResourceKey::of))
                .flatMap(pod -> ContainerLog.of(pod).stream()).filter(log -> selection.hasContainer(log.container()));
    }
}

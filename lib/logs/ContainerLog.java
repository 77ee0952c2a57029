//SOURCES ../cluster/Cluster.java
//SOURCES ../resource/ResourceKey.java
//SOURCES ../yaml/Json.java

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** The log of one container. It can be followed over restarts, and over connections that break. */
final class ContainerLog {
    private static final int NO_LIMIT = -1;
    private static final Set<Integer> TRY_AGAIN = Set.of(401, 429, 500, 502, 503, 504);

    private final ResourceKey pod;
    private final String uid;
    private final String container;
    private JsonNode status;
    private Optional<CompletableFuture<HttpResponse<Void>>> stream = Optional.empty();
    private volatile Instant last = Instant.MIN;
    private volatile Instant readBefore = Instant.MIN;
    private boolean toItsEnd;

    private ContainerLog(JsonNode pod, String container, JsonNode status) {
        this.pod = ResourceKey.of(pod);
        this.uid = pod.path("metadata").path("uid").asText();
        this.container = container;
        this.status = status;
    }

    /** One for each container of a pod, those that initialize it first. */
    static List<ContainerLog> of(JsonNode pod) {
        List<ContainerLog> logs = new ArrayList<>();
        for (String kind : List.of("initContainer", "container")) {
            pod.path("spec").path(kind + "s").forEach(container -> logs.add(new ContainerLog(pod,
                    container.path("name").asText(), status(pod, kind, container.path("name").asText()))));
        }
        return logs;
    }

    private static JsonNode status(JsonNode pod, String kind, String name) {
        for (JsonNode status : pod.path("status").path(kind + "Statuses")) {
            if (status.path("name").asText().equals(name)) {
                return status;
            }
        }
        return Json.object();
    }

    /** Differs from that of another pod of the same name, such as the next one of a StatefulSet. */
    String id() {
        return uid + "/" + container;
    }

    String container() {
        return container;
    }

    /** What kapp writes before its lines. */
    String tag() {
        return pod.name() + " > " + container;
    }

    /** Whether the container has run, so that there may be a log. */
    boolean exists() {
        return status.path("state").has("running") || status.path("state").has("terminated")
                || !status.path("lastState").isEmpty();
    }

    boolean isBeingRead() {
        return stream.filter(reading -> !reading.isDone()).isPresent();
    }

    /** Whether it runs no more, but its log has not been read to the end. */
    boolean isEnding() {
        return toItsEnd && isBeingRead();
    }

    /** @param lines the newest ones; -1 for all */
    List<String> read(Cluster cluster, int lines) {
        String text = cluster.text(path(cluster) + limit(lines), "read the log of " + tag());
        return text.lines().toList();
    }

    /** What the pod has become. */
    void update(ContainerLog now) {
        status = now.status;
    }

    /**
     * Goes on reading where it was when nothing reads; what ran to its end is read to its end.
     *
     * @param lines of those that were there before; -1 for all
     */
    void follow(Cluster cluster, int lines, BiConsumer<ContainerLog, String> each) {
        boolean complete = toItsEnd && !wasInterrupted();
        if (isBeingRead() || complete || !exists()) {
            return;
        }
        toItsEnd = status.path("state").has("terminated");
        readBefore = last;
        String from = last.equals(Instant.MIN) ? limit(lines)
                : "&sinceTime=" + encoded(last.truncatedTo(ChronoUnit.SECONDS).toString());
        stream = Optional.of(cluster.lines(path(cluster) + "&follow=true&timestamps=true" + from,
                line -> take(line, each)));
    }

    private boolean wasInterrupted() {
        return stream.filter(CompletableFuture::isDone).filter(read -> read.isCompletedExceptionally()
                || TRY_AGAIN.contains(read.join().statusCode())).isPresent();
    }

    void stop() {
        stream.ifPresent(reading -> reading.cancel(true));
    }

    /** Lines that were read before a connection broke come again. */
    private void take(String line, BiConsumer<ContainerLog, String> each) {
        int space = line.indexOf(' ');
        try {
            Instant time = Instant.parse(space < 0 ? line : line.substring(0, space));
            if (time.isAfter(readBefore)) {
                last = time;
                each.accept(this, space < 0 ? "" : line.substring(space + 1));
            }
        } catch (DateTimeParseException e) {
            each.accept(this, line);
        }
    }

    private String path(Cluster cluster) {
        return cluster.resources().find("", "Pod").orElseThrow().path(pod) + "/log?container=" + encoded(container);
    }

    private static String limit(int lines) {
        return lines == NO_LIMIT ? "" : "&tailLines=" + lines;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

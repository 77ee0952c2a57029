//SOURCES ../deploy/Change.java
//SOURCES ../deploy/ProgressLog.java
//SOURCES ../resource/ResourceTitle.java
//SOURCES PodReadiness.java
//SOURCES Readiness.java
//SOURCES UnfinishedBlock.java
//SOURCES Verdict.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change that is made and whose resource is not yet as it is to be: what was seen of it last, and what was told. */
final class PendingChange {
    final Change change;
    final ResourceKey key;
    final Instant since = Instant.now();
    Optional<JsonNode> live;
    /** What was made for the resource: its ReplicaSets and Pods. */
    List<JsonNode> associated = List.of();
    boolean unblocked;
    String message = "";
    private List<String> said = List.of();
    private List<String> unready = List.of();

    PendingChange(Change change, Optional<JsonNode> live) {
        this.change = change;
        this.key = live.map(ResourceKey::of).orElseGet(change::key);
        this.live = live;
    }

    String title() {
        return ResourceTitle.of(change.resource());
    }

    UnfinishedBlock.Row unfinished() {
        return new UnfinishedBlock.Row(change.resource(), since, message, unready);
    }

    /** Tells how it stands; an unchanged state is told once. */
    void tell(Verdict verdict, Readiness readiness, ProgressLog log) {
        String what = change.waitFor() == Change.WaitFor.DELETE ? "delete " : "reconcile ";
        List<String> lines = new ArrayList<>(List.of(state(verdict) + what + title()));
        if (!verdict.message().isBlank()) {
            lines.add(" ^ " + verdict.message().strip());
        }
        if (verdict.state() == Verdict.State.ONGOING) {
            associated.forEach(resource -> lines.addAll(lines(resource, readiness.of(resource))));
        }
        if (!lines.equals(said)) {
            said = lines;
            lines.forEach(verdict.state() == Verdict.State.ONGOING ? log::passing : log::line);
        }
        message = verdict.message().strip();
        unready = associated.stream().filter(resource -> readiness.of(resource).state() != Verdict.State.DONE)
                .map(resource -> ResourceTitle.shortOf(resource) + ": " + PodReadiness.trouble(resource)
                        .orElseGet(() -> readiness.of(resource).message())).toList();
    }

    private static List<String> lines(JsonNode resource, Verdict verdict) {
        String line = " L " + state(verdict) + "waiting on " + ResourceTitle.of(resource);
        boolean silent = verdict.state() == Verdict.State.DONE || verdict.message().isBlank();
        return silent ? List.of(line) : List.of(line, "    ^ " + verdict.message());
    }

    private static String state(Verdict verdict) {
        return switch (verdict.state()) {
            case DONE -> "ok: ";
            case ONGOING -> "ongoing: ";
            case FAILED -> "fail: ";
        };
    }
}

//SOURCES ../Table.java
//SOURCES ../deploy/Change.java
//SOURCES ../resource/ResourceAge.java
//SOURCES ../wait/Readiness.java
//SOURCES ../wait/Verdict.java
//SOURCES ChangeSummary.java

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The changes that a deploy or delete makes, as a table. */
final class ChangeTable {
    /** Where the text about a resource breaks. */
    static final int WIDTH_OF_MESSAGES = 35;
    private static final String CLUSTER = "(cluster)";
    private static final List<Table.Column> COLUMNS = List.of(
            new Table.Column("namespace", "Namespace"), new Table.Column("name", "Name"),
            new Table.Column("kind", "Kind"), new Table.Column("age", "Age"), new Table.Column("op", "Op"),
            new Table.Column("op_strategy", "Op st."), new Table.Column("wait_to", "Wait to"),
            new Table.Column("reconcile_state", "Rs"), new Table.Column("reconcile_info", "Ri"));

    private ChangeTable() {}

    /** Sorted by namespace, name and kind; what they come to is in the notes. */
    static Table of(List<Change> changes, Readiness readiness, Instant now) {
        return new Table("", COLUMNS, changes.stream().sorted(Comparator.comparing(Change::key))
                .map(change -> row(change, readiness, now)).toList(),
                List.of(ChangeSummary.operations(changes).replace("Op: ", "Op:      "), ChangeSummary.waits(changes)));
    }

    static String namespace(String namespace) {
        return namespace.isEmpty() ? CLUSTER : namespace;
    }

    static String state(Verdict verdict) {
        return switch (verdict.state()) {
            case DONE -> "ok";
            case ONGOING -> "ongoing";
            case FAILED -> "fail";
        };
    }

    private static List<String> row(Change change, Readiness readiness, Instant now) {
        Optional<JsonNode> live = change.operation() == Change.Operation.CREATE ? Optional.empty() : change.live();
        Optional<Verdict> verdict = live.map(readiness::of);
        return List.of(namespace(change.key().namespace()), change.key().name(), change.key().kind(),
                live.map(one -> ResourceAge.of(one, now)).orElse(""),
                change.operation() == Change.Operation.NOOP ? "" : lower(change.operation()),
                change.strategy() == Change.Strategy.PLAIN ? "" : lower(change.strategy()).replace('_', ' '),
                change.waitFor() == Change.WaitFor.NOTHING ? "" : lower(change.waitFor()),
                verdict.map(ChangeTable::state).orElse(""),
                verdict.map(one -> Table.wrapped(one.message(), WIDTH_OF_MESSAGES)).orElse(""));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

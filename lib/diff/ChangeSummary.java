//SOURCES ../deploy/Change.java

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts changes, in the words in which kapp remembers them. */
final class ChangeSummary {
    private ChangeSummary() {}

    static String of(List<Change> changes) {
        return operations(changes) + " / " + waits(changes);
    }

    static String operations(List<Change> changes) {
        return "Op: " + Stream.of(Change.Operation.CREATE, Change.Operation.DELETE, Change.Operation.UPDATE,
                Change.Operation.NOOP, Change.Operation.EXISTS).map(operation -> changes.stream()
                .filter(change -> change.operation() == operation).count() + " " + lower(operation))
                .collect(Collectors.joining(", "));
    }

    static String waits(List<Change> changes) {
        return "Wait to: " + Stream.of(Change.WaitFor.RECONCILE, Change.WaitFor.DELETE, Change.WaitFor.NOTHING)
                .map(wait -> changes.stream().filter(change -> change.waitFor() == wait).count() + " "
                        + (wait == Change.WaitFor.NOTHING ? "noop" : lower(wait)))
                .collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

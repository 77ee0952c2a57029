import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes for tests, from manifests. */
final class Changes {
    private Changes() {}

    static List<Change> create(String manifests) {
        return of(Change.Operation.CREATE, Change.WaitFor.RECONCILE, manifests);
    }

    static List<Change> delete(String manifests) {
        return of(Change.Operation.DELETE, Change.WaitFor.DELETE, manifests);
    }

    static List<Change> of(Change.Operation operation, Change.WaitFor waitFor, String manifests) {
        return Yaml.read("manifests.yaml", manifests).stream()
                .map(document -> of(operation, waitFor, document.content())).toList();
    }

    /** Made as planned: what comes first, what comes when that is done, and so on; names only. */
    static List<List<String>> rounds(List<Change> changes, ChangeBindings bindings) {
        ChangeOrder order = new ChangeOrder(changes, bindings);
        List<List<String>> rounds = new ArrayList<>();
        while (!order.isComplete()) {
            List<Change> ready = order.takeReady();
            if (ready.isEmpty()) {
                throw new AssertionError("nothing is ready after " + rounds);
            }
            ready.forEach(order::done);
            rounds.add(ready.stream().map(change -> change.key().name()).sorted().toList());
        }
        return rounds;
    }

    private static Change of(Change.Operation operation, Change.WaitFor waitFor, JsonNode resource) {
        boolean goes = operation == Change.Operation.DELETE;
        return new Change(ResourceKey.of(resource), operation, Change.Strategy.PLAIN, waitFor,
                operation == Change.Operation.CREATE ? Optional.empty() : Optional.of(resource),
                goes ? Optional.empty() : Optional.of(resource));
    }
}

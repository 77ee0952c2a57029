//SOURCES ../wait/Readiness.java
//SOURCES ../wait/Verdict.java
//SOURCES Change.java
//SOURCES PlanScope.java

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a deploy or delete is going to do.
 *
 * @param changes what is done or waited for; resources that are as they are to be are not in it
 * @param wanted all resources of the application from now on
 * @param live all resources that it has
 * @param extent whether that is all that there would be to do
 */
record Plan(List<Change> changes, List<JsonNode> wanted, List<JsonNode> live, Extent extent) {
    /** What stands for the cluster among namespaces. */
    static final String CLUSTER = "(cluster)";
    static final Plan NOTHING = new Plan(List.of(), List.of(), List.of(), Extent.ALL);

    enum Extent { ALL, PART }

    /** Leaves out what needs nothing and what is out of scope. */
    static Plan of(List<Change> all, List<JsonNode> live, Readiness readiness, PlanScope scope) {
        Predicate<Change> isPending = change -> change.operation() != Change.Operation.NOOP
                || change.waitFor() != Change.WaitFor.NOTHING && change.live()
                        .filter(now -> readiness.of(now).state() == Verdict.State.DONE).isEmpty();
        List<Change> pending = all.stream().filter(isPending).toList();
        List<Change> within = scope.of(pending);
        return new Plan(within, all.stream().filter(change -> change.operation() != Change.Operation.DELETE)
                .flatMap(change -> change.wanted().stream()).toList(), live,
                within.size() == pending.size() ? Extent.ALL : Extent.PART);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Where there are resources that change, the cluster included. */
    TreeSet<String> namespaces() {
        TreeSet<String> namespaces = new TreeSet<>();
        changes.stream().map(change -> change.key().namespace()).map(name -> name.isEmpty() ? CLUSTER : name)
                .forEach(namespaces::add);
        return namespaces;
    }
}

//SOURCES ../wait/Readiness.java
//SOURCES ../wait/Verdict.java
//SOURCES Change.java

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
 */
record Plan(List<Change> changes, List<JsonNode> wanted, List<JsonNode> live) {

    /** Leaves out what needs nothing. */
    static Plan of(List<Change> all, List<JsonNode> live, Readiness readiness) {
        Predicate<Change> isPending = change -> change.operation() != Change.Operation.NOOP
                || change.waitFor() != Change.WaitFor.NOTHING && change.live()
                        .filter(now -> readiness.of(now).state() == Verdict.State.DONE).isEmpty();
        return new Plan(all.stream().filter(isPending).toList(), all.stream()
                .filter(change -> change.operation() != Change.Operation.DELETE)
                .flatMap(change -> change.wanted().stream()).toList(), live);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Where there are resources that change. */
    TreeSet<String> namespaces() {
        TreeSet<String> namespaces = new TreeSet<>();
        changes.stream().map(change -> change.key().namespace()).filter(name -> !name.isEmpty()).forEach(namespaces::add);
        return namespaces;
    }
}

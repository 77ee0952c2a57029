//SOURCES ChangeDiff.java
//SOURCES ChangeTable.java
//SOURCES DiffOptions.java
//SOURCES OlderVersions.java
//SOURCES Plan.java
//SOURCES Readiness.java

import java.time.Instant;
import java.util.function.Consumer;

/** Shows people what a plan is going to do. */
record PlanReport(KappConfig config, Readiness readiness, DiffOptions options) {

    void print(Plan plan, Consumer<String> out) {
        ChangeDiff diff = options.diff(config, new OlderVersions(plan.live()));
        plan.changes().stream().filter(ChangeDiff::isShown).forEach(change -> {
            if (options.changes) {
                out.accept(ChangeDiff.header(change) + diff.block(change));
            }
            if (options.documents) {
                out.accept(diff.document(change));
            }
        });
        if (options.summary) {
            out.accept("\nChanges\n\n" + ChangeTable.of(plan.changes(), readiness, Instant.now()).grouped().text() + "\n");
        }
    }
}

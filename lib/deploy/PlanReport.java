//SOURCES ../diff/ChangeDiff.java
//SOURCES ../diff/ChangeTable.java
//SOURCES ../diff/DiffOptions.java
//SOURCES ../wait/Readiness.java
//SOURCES OlderVersions.java
//SOURCES Plan.java

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

//SOURCES ../diff/ChangeDiff.java
//SOURCES ../diff/ChangeTable.java
//SOURCES ../diff/DiffOptions.java
//SOURCES ../wait/Readiness.java
//SOURCES Narration.java
//SOURCES OlderVersions.java
//SOURCES Plan.java

import java.time.Instant;

/** Shows what a plan is going to do. */
record PlanReport(KappConfig config, Readiness readiness, DiffOptions options) {

    void show(Plan plan, Narration narration) {
        ChangeDiff diff = options.diff(config, new OlderVersions(plan.live()));
        plan.changes().stream().filter(ChangeDiff::isShown).forEach(change -> {
            if (options.changes()) {
                show(ChangeDiff.header(change), diff.block(change), narration);
            }
            if (options.documents) {
                String document = diff.document(change);
                narration.result(document, report -> report.block(document));
            }
        });
        if (options.summary) {
            Table table = ChangeTable.of(plan.changes(), readiness, Instant.now());
            narration.result("\nChanges\n\n" + table.grouped().text() + "\n", report -> report.table(table));
        }
    }

    private static void show(String header, String block, Narration narration) {
        narration.result(header + block, report -> {
            report.line(header);
            report.block(block);
        });
    }
}

//SOURCES Changes.java
//SOURCES Samples.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said while a deploy goes on stands so in the output of kapp. */
class ProgressLinesTest {
    private static final String WEB = "{apiVersion: apps/v1, kind: Deployment, "
            + "metadata: {name: web, namespace: kdemo}}";
    private static final String POD = "{apiVersion: v1, kind: Pod, metadata: {name: web-dcc79d9bb-2xwd5, "
            + "namespace: kdemo}}";
    private static final String REPLICA_SET = "{apiVersion: apps/v1, kind: ReplicaSet, "
            + "metadata: {name: web-79f97f4ccf, namespace: kdemo}}";

    @Test
    void what_is_not_done_tells_what_it_waits_for() throws IOException {
        Change update = Changes.of(Change.Operation.UPDATE, Change.WaitFor.RECONCILE, WEB).get(0);
        List<String> lines = new ArrayList<>(List.of(ProgressLines.applying(update)));
        lines.addAll(ProgressLines.waiting(update, Verdict.ongoing("Waiting for generation 4 to be observed"), List.of(
                new ProgressLines.Associated(Samples.yaml(REPLICA_SET), Verdict.done("")),
                new ProgressLines.Associated(Samples.yaml(POD), Verdict.ongoing("Pending")))));
        lines.addAll(ProgressLines.waiting(update, Verdict.done(""), List.of(
                new ProgressLines.Associated(Samples.yaml(POD), Verdict.ongoing("Pending")))));
        assertAreIn("2-deploy.txt", lines);
        assertEquals(7, lines.size());
    }

    @Test
    void what_is_done_may_say_how() throws IOException {
        Change create = Changes.create("{apiVersion: batch/v1, kind: Job, metadata: {name: migrate, namespace: kdemo}}")
                .get(0);
        assertAreIn("1-deploy.txt", ProgressLines.waiting(create, Verdict.done("Completed"), List.of()));
    }

    @Test
    void deletes_and_what_others_delete_are_told() throws IOException {
        Change pod = Changes.of(Change.Operation.NOOP, Change.WaitFor.DELETE, POD).get(0);
        List<String> lines = new ArrayList<>(List.of(ProgressLines.applying(pod)));
        lines.addAll(ProgressLines.waiting(pod, Verdict.ongoing("Deleting"), List.of()));
        lines.addAll(ProgressLines.waiting(Changes.delete(WEB).get(0), Verdict.done(""), List.of()));
        assertAreIn("3-delete.txt", lines);
    }

    @Test
    void a_reason_of_several_lines_stays_together() {
        Change unwaited = Changes.of(Change.Operation.UPDATE, Change.WaitFor.NOTHING, WEB).get(0);
        assertEquals(List.of("fail: noop deployment/web (apps/v1) namespace: kdemo", " ^ one", "   two"),
                ProgressLines.waiting(unwaited, Verdict.failed("one\ntwo\n"), List.of()));
    }

    /** Behind the times. */
    private static void assertAreIn(String sample, List<String> lines) throws IOException {
        List<String> printed = Files.readString(Samples.DIRECTORY.resolve(sample)).lines()
                .map(line -> line.replaceFirst("^\\d+:\\d+:\\d+[AP]M: ", "")).toList();
        lines.forEach(line -> assertTrue(printed.contains(line), line + " is not in " + sample));
    }
}

//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.junit.platform:junit-platform-launcher:6.1.3

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints a line for each test, the reason of each failure, and the counts; before them the failures once more, as they
 * are what people look for at the end of a long output. A test that was skipped has failed.
 */
final class ResultPrinter implements TestExecutionListener {
    private final AtomicInteger passed = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        fail("SKIPPED", test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() && successful) {
            passed.incrementAndGet();
            print(report("ok", test, ""));
        } else if (!successful) {
            fail("FAILED", test, result.getThrowable().map(ResultPrinter::reason).orElse("no reason was given"));
        }
    }

    /** Prints the failures, and the counts as the last line; returns the exit status. */
    int summary() {
        if (passed.get() + failures.size() == 0) {
            failures.add("no test was found");
        }
        if (!failures.isEmpty()) {
            print("%nThese failed:".formatted());
            failures.forEach(this::print);
        }
        print(passed + " passed, " + failures.size() + " failed");
        return failures.isEmpty() ? 0 : 1;
    }

    private void fail(String outcome, TestIdentifier test, String reason) {
        String report = report(outcome, test, reason);
        failures.add(report);
        print(report);
    }

    private String report(String outcome, TestIdentifier test, String reason) {
        long now = System.nanoTime();
        double seconds = (now - started.getOrDefault(test.getUniqueId(), now)) / 1e9;
        String parent = plan.getParent(test).map(TestIdentifier::getDisplayName).orElse("");
        String name = test.getDisplayName().replace("(Sandbox)", "");
        return "%-6s %s: %s (%.1f s)".formatted(outcome, parent, name, seconds)
                + reason.lines().map("%n       | %s"::formatted).collect(Collectors.joining());
    }

    private synchronized void print(String report) {
        System.out.println(report);
    }

    private static String reason(Throwable thrown) {
        StringBuilder reason = new StringBuilder(String.valueOf(thrown));
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getFileName() != null && frame.getFileName().endsWith("Test.java")) {
                reason.append("\n  at ").append(frame);
            }
        }
        return reason.toString();
    }
}

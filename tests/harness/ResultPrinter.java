//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.junit.platform:junit-platform-launcher:6.1.3

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints a line for each test, the reason of each failure, and the counts. A test that was skipped has failed. */
final class ResultPrinter implements TestExecutionListener {
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
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
        failed.incrementAndGet();
        print("SKIPPED", test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() && successful) {
            passed.incrementAndGet();
            print("ok", test, "");
        } else if (!successful) {
            failed.incrementAndGet();
            print("FAILED", test, result.getThrowable().map(ResultPrinter::reason).orElse("no reason was given"));
        }
    }

    /** Prints the counts as the last line; returns the exit status. */
    int summary() {
        if (passed.get() + failed.get() == 0) {
            failed.incrementAndGet();
            System.out.println("no test was found");
        }
        System.out.println(passed + " passed, " + failed + " failed");
        return failed.get() == 0 ? 0 : 1;
    }

    private synchronized void print(String outcome, TestIdentifier test, String reason) {
        double seconds = (System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime())) / 1e9;
        String parent = plan.getParent(test).map(TestIdentifier::getDisplayName).orElse("");
        System.out.printf("%-6s %s: %s (%.1f s)%n", outcome, parent, test.getDisplayName().replace("(Sandbox)", ""), seconds);
        reason.lines().forEach(line -> System.out.println("       | " + line));
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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How scripts run a tool. */
@InSandbox
class RunTest {
    private static final int MEGABYTE = 1_000_000;

    @Test
    void what_a_tool_prints_on_its_two_streams_is_kept_apart(Sandbox sandbox) {
        Run.Result result = shell("echo data; echo 'für Menschen' >&2; exit 3").result();
        assertEquals(3, result.exit());
        assertEquals("data\n", result.out());
        assertEquals("für Menschen\n", result.err());
    }

    @Test
    void much_output_on_both_streams_at_once_is_read(Sandbox sandbox) {
        String flood = "head -c " + 20 * MEGABYTE + " /dev/zero | tr '\\0' x";
        Run.Result result = shell(flood + " & " + flood + " >&2; wait").timeout(Duration.ofSeconds(30)).result();
        assertEquals(20 * MEGABYTE, result.out().length());
        assertEquals(20 * MEGABYTE, result.err().length());
    }

    @Test
    void a_tool_reads_its_input_and_without_one_an_empty_one(Sandbox sandbox) {
        assertEquals("a: ü\n", new Run("cat").input("a: ü\n").checked().out());
        assertEquals("", new Run("cat").timeout(Duration.ofSeconds(10)).checked().out());
    }

    @Test
    void a_tool_need_not_read_its_input(Sandbox sandbox) {
        Run run = shell("echo done").input("x".repeat(10 * MEGABYTE)).timeout(Duration.ofSeconds(10));
        assertEquals("done\n", run.checked().out());
    }

    @Test
    void a_tool_runs_in_the_directory_and_with_the_variable_that_it_is_given(Sandbox sandbox) {
        Run.Result result = shell("pwd; echo $COLOUR").in(sandbox.directory()).env("COLOUR", "blue").checked();
        assertEquals(sandbox.directory() + "\nblue\n", result.out());
    }

    @Test
    void a_failure_names_the_tool_and_its_status_and_has_the_end_of_its_standard_error(Sandbox sandbox) {
        Path tool = sandbox.program("mytool", "echo data; seq 30 >&2; exit 4");
        Failure failure = assertThrows(Failure.class, () -> new Run(tool.toString(), "check", "x").checked());
        assertEquals("mytool check failed with exit status 4", failure.getMessage());
        assertTrue(failure.advice().startsWith("11\n") && failure.advice().endsWith("\n30"), failure.advice());
    }

    @Test
    void a_failure_of_a_tool_that_is_silent_on_standard_error_has_its_standard_output(Sandbox sandbox) {
        Failure failure = assertThrows(Failure.class, () -> shell("echo 'line 3 is wrong'; exit 1").checked());
        assertEquals("line 3 is wrong", failure.advice());
    }

    @Test
    void the_password_of_a_url_is_left_out_of_a_failure(Sandbox sandbox) {
        String url = "https://me:hunter2@example.com/charts";
        Run run = shell("echo 'no access to " + url + "' >&2; exit 1");
        Failure failure = assertThrows(Failure.class, run::checked);
        assertEquals("no access to https://me:***@example.com/charts", failure.advice());
    }

    @Test
    void a_tool_that_was_killed_is_a_failure_that_says_so(Sandbox sandbox) {
        Failure failure = assertThrows(Failure.class, () -> shell("echo working >&2; kill -9 $$").checked());
        assertEquals("sh was killed", failure.getMessage());
        assertTrue(failure.advice().contains("working") && failure.advice().contains("memory"), failure.advice());
    }

    @Test
    void a_tool_that_takes_too_long_is_stopped(Sandbox sandbox) {
        Failure failure = assertTimeout(Duration.ofSeconds(10), () -> assertThrows(Failure.class,
                () -> shell("echo waiting for the lock >&2; exec sleep 60").timeout(Duration.ofSeconds(1)).result()));
        assertEquals("sh was stopped: it took longer than 1 s", failure.getMessage());
        assertEquals("waiting for the lock", failure.advice());
    }

    @Test
    void a_tool_that_takes_too_long_and_ignores_signals_is_stopped_with_its_children(Sandbox sandbox) throws Exception {
        String stubborn = "trap '' TERM INT; echo $$ >> pids; ";
        Run run = shell("( " + stubborn + "sh -c 'echo $$ >> pids; sleep 60' ); " + stubborn + "sleep 60")
                .in(sandbox.directory()).timeout(Duration.ofSeconds(1));
        assertTimeout(Duration.ofSeconds(15), () -> assertThrows(Failure.class, run::result));
        for (String pid : sandbox.read("pids").lines().toList()) {
            Await.until("process " + pid + " ends", () -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
        }
    }

    @Test
    void a_program_that_is_missing_or_none_is_a_failure(Sandbox sandbox) {
        Failure missing = assertThrows(Failure.class, () -> new Run("no-such-tool", "x").result());
        assertEquals("cannot run no-such-tool: there is no such program", missing.getMessage());
        sandbox.write("data.txt", "text");
        String file = sandbox.path("data.txt").toString();
        Failure unusable = assertThrows(Failure.class, () -> new Run(file).result());
        assertEquals("cannot run " + file + ": permission denied", unusable.getMessage());
    }

    @Test
    void a_tool_ends_with_the_script_that_runs_it(Sandbox sandbox) {
        Projects.minimal(sandbox);
        sandbox.program("slow", "echo $$ > pid; exec sleep 60");
        sandbox.write("gitops.yaml", "postRender: [bin/slow]");
        Sandbox.RunningCommand render = sandbox.startScript("render.java");
        Await.until("the tool runs", () -> sandbox.has("pid") && sandbox.read("pid").endsWith("\n"));
        long tool = Long.parseLong(sandbox.read("pid").strip());
        assertTrue(ProcessHandle.of(tool).isPresent());
        render.process().destroy();
        assertFalse(sandbox.finish(render).exit() == 0);
        Await.until("the tool ends", () -> ProcessHandle.of(tool).isEmpty());
    }

    private static Run shell(String script) {
        return new Run("sh", "-c", script);
    }
}

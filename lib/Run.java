//DEPS org.slf4j:slf4j-nop:2.0.19
//DEPS org.zeroturnaround:zt-exec:1.13.0
//SOURCES Failure.java

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeroturnaround.exec.ProcessExecutor;

/** Runs one tool as a process of its own; the tool ends with the script. */
final class Run {
    private static final int LINES_OF_STDERR = 20;

    private final List<String> command;
    private final ProcessExecutor executor;
    private Duration timeout = Duration.ofMinutes(15);

    /** What a tool answered: its exit status and what it printed. */
    record Result(int exit, String out, String err) {}

    Run(List<String> command) {
        this.command = List.copyOf(command);
        this.executor = new ProcessExecutor(this.command).destroyOnExit();
    }

    Run(String... command) {
        this(List.of(command));
    }

    Run in(Path directory) {
        executor.directory(directory.toAbsolutePath().toFile());
        return this;
    }

    Run env(String name, String value) {
        executor.environment(name, value);
        return this;
    }

    /** Text for the tool's standard input; without it, it reads nothing. */
    Run input(String text) {
        executor.redirectInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    Run timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** The tool's answer, whatever its exit status; {@link Failure} when it cannot be started or takes too long. */
    Result result() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            int exit = executor.redirectOutput(out).redirectError(err)
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).execute().getExitValue();
            return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new Failure(name() + " was stopped: it took longer than " + timeout.toSeconds() + " seconds",
                    lastLines(err.toString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new Failure("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(name() + " was interrupted");
        }
    }

    /** The tool's answer; {@link Failure} with the end of its standard error unless its exit status is 0. */
    Result checked() {
        Result result = result();
        if (result.exit() != 0) {
            String said = result.err().isBlank() ? result.out() : result.err();
            throw new Failure(name() + " failed with exit status " + result.exit(), lastLines(said));
        }
        return result;
    }

    private String name() {
        String program = Path.of(command.get(0)).getFileName().toString();
        boolean hasVerb = command.size() > 1 && command.get(1).matches("[a-z]+");
        return hasVerb ? program + " " + command.get(1) : program;
    }

    private static String lastLines(String text) {
        List<String> lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_STDERR), lines.size()));
    }
}

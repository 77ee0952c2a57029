//DEPS org.zeroturnaround:zt-exec:1.13.0
//SOURCES ../Failure.java

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessInitException;
import org.zeroturnaround.exec.stream.LogOutputStream;

/** Runs one tool as a process of its own; the tool ends with the script. */
final class Run {
    private static final int LINES_OF_STDERR = 20;
    private static final Duration TIME_TO_CLEAN_UP = Duration.ofSeconds(2);
    /** Java, like shells, reports the signal that ended a process as an exit status above this. */
    private static final int SIGNALLED = 128;
    private static final int KILL = 9;

    private final List<String> command;
    private final ProcessExecutor executor;
    private Duration timeout = Duration.ofMinutes(15);
    private Consumer<String> follower;

    /**
     * What a tool answered: its exit status and what it printed.
     *
     * @param bytes what it printed on standard output, which may be no text
     */
    record Result(int exit, byte[] bytes, String err) {
        /** The text that it printed on standard output. */
        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Run(List<String> command) {
        this.command = List.copyOf(command);
        this.executor = new ProcessExecutor(this.command).destroyOnExit().stopper(Run::stop);
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
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is no text for the tool's standard input. */
    Run input(byte[] content) {
        executor.redirectInput(new ByteArrayInputStream(content));
        return this;
    }

    Run timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** Hands on every line of both streams as the tool prints it. */
    Run follow(Consumer<String> line) {
        follower = line;
        return this;
    }

    /** The tool's answer, whatever its exit status; {@link Failure} when it cannot be started or takes too long. */
    Result result() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Lines outLines = new Lines(); Lines errLines = new Lines()) {
            executor.redirectOutput(out).redirectError(err);
            if (follower != null) {
                executor.redirectOutputAlsoTo(outLines).redirectErrorAlsoTo(errLines);
            }
            int exit = executor
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).execute().getExitValue();
            return new Result(exit, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new Failure(name() + " was stopped: it took longer than " + timeout.toSeconds() + " s",
                    lastLines(err.toString(StandardCharsets.UTF_8)));
        } catch (ProcessInitException e) {
            throw new Failure("cannot run " + command.get(0) + ": " + reason(e.getErrorCode(), e));
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
            throw failure(result);
        }
        return result;
    }

    /** Runs the tool on the terminal, or whatever this process has for its streams; returns its exit status. */
    int attached() {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            return process.waitFor();
        } catch (IOException e) {
            throw new Failure("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(name() + " was interrupted");
        }
    }

    /** Cuts a stream into lines; progress that a tool rewrites in place counts as lines, too. */
    private final class Lines extends LogOutputStream {
        Lines() {
            setOutputCharset(StandardCharsets.UTF_8.name());
        }

        @Override
        protected void processLine(String line) {
            follower.accept(line);
        }

        /** A line ends where it ends, and not where a tool pauses. */
        @Override
        public void flush() {}
    }

    /** What to tell about an answer that is a failure. */
    Failure failure(Result result) {
        String said = lastLines(result.err().isBlank() ? result.out() : result.err());
        int signal = result.exit() - SIGNALLED;
        if (signal == KILL) {
            return new Failure(name() + " was killed", (said + "\nThe usual reason is that memory ran out.").strip());
        }
        return new Failure(name() + " failed with exit status " + result.exit(), said);
    }

    /** Passwords in URLs left out, as tools print URLs in their messages. */
    static String withoutPasswords(String text) {
        return text.replaceAll("(://[^/\\s:@]*):[^/\\s@]+@", "$1:***@");
    }

    /** Asks a process and all that it started to end, and ends what does not. */
    private static void stop(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + TIME_TO_CLEAN_UP.toNanos();
        while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private String reason(int errorNumber, ProcessInitException e) {
        return switch (errorNumber) {
            case 2 -> Files.exists(Path.of(command.get(0))) ? "the interpreter that its first line names is missing"
                    : "there is no such program";
            case 8 -> "it is no program for this machine";
            case 13 -> "permission denied";
            default -> e.getCause().getMessage();
        };
    }

    private String name() {
        String program = Path.of(command.get(0)).getFileName().toString();
        boolean hasVerb = command.size() > 1 && command.get(1).matches("[a-z]+");
        return hasVerb ? program + " " + command.get(1) : program;
    }

    private static String lastLines(String text) {
        List<String> lines = withoutPasswords(text).strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_STDERR), lines.size()));
    }
}

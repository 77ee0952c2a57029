//SOURCES ../lib/Failure.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Two ways to do the same, measured in one go and in turns, A B A B, so that what else the machine does slows both.
 *
 * <p>Peak memory is the largest sum of what a process and its descendants hold at one moment (VmRSS in {@code /proc},
 * read every 10 ms), in a run of its own, as the reading takes time. It is 0 where there is no {@code /proc}.
 */
record Pair(Way one, Way other) {

    /**
     * A command.
     *
     * @param environment variables that it gets besides those of this process
     */
    record Way(List<String> command, Path directory, Map<String, String> environment) {

        /** Runs it once, alone. Its peak is what the system keeps of the process itself, descendants left out. */
        Result once() {
            long start = System.nanoTime();
            long peak = run(this, Optional.of(process -> memory(process, "VmHWM:")));
            return new Result((System.nanoTime() - start) / 1e9, peak);
        }
    }

    /** Medians in seconds, peaks in bytes. */
    record Result(double seconds, long memory) {
        static Result median(List<Result> results) {
            return new Result(Pair.median(results.stream().map(Result::seconds).toList()),
                    (long) Pair.median(results.stream().map(result -> (double) result.memory).toList()));
        }
    }

    /** Runs both once for memory, after once for nothing: a first run compiles, and fills caches. */
    List<Result> measure(int runs) {
        List<Way> ways = List.of(one, other);
        ways.forEach(way -> run(way, Optional.empty()));
        List<Long> memory = ways.stream().map(way -> run(way, Optional.of(process -> Stream.concat(Stream.of(process),
                process.descendants()).mapToLong(one -> memory(one, "VmRSS:")).sum()))).toList();
        List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < ways.size(); i++) {
                long start = System.nanoTime();
                run(ways.get(i), Optional.empty());
                seconds.get(i).add((System.nanoTime() - start) / 1e9);
            }
        }
        return List.of(new Result(median(seconds.get(0)), memory.get(0)),
                new Result(median(seconds.get(1)), memory.get(1)));
    }

    private static long run(Way way, Optional<ToLongFunction<ProcessHandle>> memory) {
        try {
            Path log = Files.createTempFile("bench", ".log");
            ProcessBuilder builder = new ProcessBuilder(way.command).directory(way.directory.toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(way.environment);
            Process process = builder.start();
            long peak = 0;
            while (memory.isPresent() && !process.waitFor(10, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, memory.get().applyAsLong(process.toHandle()));
            }
            if (process.waitFor() != 0) {
                throw new Failure(String.join(" ", way.command) + " failed in " + way.directory, Files.readString(log));
            }
            Files.delete(log);
            return peak;
        } catch (IOException e) {
            throw new Failure("cannot run " + way.command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("the benchmark was interrupted");
        }
    }

    /** What a process holds or has held; 0 when it has just ended. */
    private static long memory(ProcessHandle process, String what) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(what))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

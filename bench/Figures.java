//SOURCES ../lib/Failure.java
//SOURCES ../lib/tools/Run.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of comparisons as a table in Markdown, and what they depend on. */
final class Figures {
    private Figures() {}

    /** The machine, the JDK and the tools, for the line above a table. */
    static String machine(int runs, String... tools) throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = (Files.exists(cpus) ? Files.readString(cpus) : "").lines()
                .filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst(".*: ", "")).findFirst()
                .orElse(System.getProperty("os.arch"));
        return Runtime.getRuntime().availableProcessors() + " cores (" + model + "), JDK "
                + System.getProperty("java.version") + ", " + String.join(", ", tools)
                + "; medians of " + runs + " runs\n\n";
    }

    static String helm(Path helm) {
        return "helm " + version(helm.toString(), "version", "--short");
    }

    /** The version of a program that need not be there, such as kbld. */
    static String optional(String program) {
        return isOnPath(program) ? version(program, "version").lines().findFirst().orElse(program)
                : "no " + program + " on PATH";
    }

    static String head(String... cells) {
        return row(cells) + row(Stream.of(cells).map(cell -> cell.equals(cells[0]) ? "---" : "--:")
                .toArray(String[]::new));
    }

    static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The cells of a comparison: both times, their ratio and difference, and the memory of both. */
    static List<String> cells(Pair.Result shell, Pair.Result script) {
        return List.of(seconds(shell), seconds(script),
                String.format(Locale.ROOT, "%.2f", script.seconds() / shell.seconds()),
                String.format(Locale.ROOT, "%+.2f s", script.seconds() - shell.seconds()),
                shell.memory() / 1_000_000 + " / " + script.memory() / 1_000_000 + " MB");
    }

    static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** The nearest directory from here up that has the launcher and the scripts. */
    static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("bench/Figures.java"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw Failure.usage("this is not the repository of the scripts", "Run the benchmark from within it.");
        }
        return directory;
    }

    private static String seconds(Pair.Result result) {
        return String.format(Locale.ROOT, "%.2f s", result.seconds());
    }

    private static String version(String... command) {
        return new Run(command).checked().out().strip();
    }
}

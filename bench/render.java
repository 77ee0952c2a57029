///usr/bin/env jbang "$0" "$@" ; exit $?

// Compares render.java with the shell pipeline that it stands for: helm template, then kbld if it is on PATH.

//JAVA 17+
//SOURCES ../lib/Common.java
//SOURCES ../lib/FileTree.java
//SOURCES Pair.java
//SOURCES Umbrella.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "bench/render.java", mixinStandardHelpOptions = true,
        header = "Compares render.java with helm template and kbld: time and memory.%n",
        footer = {"%nExamples:",
            "  jbang bench/render.java                  all cases",
            "  jbang bench/render.java --quick          the same with fewer runs",
            "  jbang bench/render.java example 100x20   two cases"})
class render implements Callable<Integer> {
    private static final int QUICK = 2;
    /** Without the rm, Helm appends hooks to the files of the last run. */
    private static final String HELM = "rm -rf .release"
            + " && helm template my-app umbrella-chart --namespace default --output-dir .release >.log";
    private static final String KBLD = " && kbld -f .release/umbrella-chart -f app-locks >.release/state.yaml";
    private static final List<String> CASES = List.of("example", "10x2", "10x20", "100x2", "100x20", "400x2", "400x20");

    @Parameters(paramLabel = "CASE", description = "example, or CHARTSxTPL: an umbrella of that many charts"
            + " with that many tpl calls in each (default: example, and 10, 100, 400 with 2 and 20)")
    List<String> cases = CASES;

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each (default: ${DEFAULT-VALUE})")
    int runs = 7;

    @Option(names = "--quick", description = "As --runs " + QUICK)
    boolean quick;

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new render(), args);
    }

    @Override
    public Integer call() throws IOException {
        Path helm = common.tools().find(PinnedTool.HELM).path();
        boolean kbld = isOnPath("kbld");
        describe(helm, kbld);
        common.print(row("case", "resources", kbld ? "helm + kbld" : "helm alone", "render.java", "ratio", "difference",
                "memory of both") + row("---", "--:", "--:", "--:", "--:", "--:", "--:"));
        Path directory = Files.createTempDirectory("bench-render-");
        for (String name : cases) {
            common.console.progress(name);
            common.print(compare(name, directory.resolve(name), helm, kbld));
        }
        FileTree.delete(directory);
        return ExitStatus.DONE;
    }

    /** Measures one case; each way has its own copy of the project. */
    private String compare(String name, Path directory, Path helm, boolean kbld) throws IOException {
        Path one = project(name, directory.resolve("shell"));
        Path other = project(name, directory.resolve("render"));
        String path = helm.getParent() + ":" + System.getenv("PATH");
        String launcher = repository().resolve("jbang").toString();
        List<Pair.Result> results = new Pair(
                new Pair.Way(List.of("sh", "-c", kbld ? HELM + KBLD : HELM), one, Map.of("PATH", path)),
                new Pair.Way(List.of(launcher, repository().resolve("render.java").toString()), other, Map.of()))
                .measure(quick ? QUICK : runs);
        String state = Files.readString(other.resolve(".release/state.yaml"));
        if (kbld && !state.equals(Files.readString(one.resolve(".release/state.yaml")))) {
            throw new Failure(name + ": the two states differ", "Both are in " + directory + ".");
        }
        Pair.Result shell = results.get(0);
        Pair.Result script = results.get(1);
        return row(name, "" + state.lines().filter("---"::equals).count(),
                seconds(shell.seconds()), seconds(script.seconds()),
                String.format(Locale.ROOT, "%.2f", script.seconds() / shell.seconds()),
                String.format(Locale.ROOT, "%+.2f s", script.seconds() - shell.seconds()),
                shell.memory() / 1_000_000 + " / " + script.memory() / 1_000_000 + " MB");
    }

    private static Path project(String name, Path directory) throws IOException {
        if (name.matches("\\d+x\\d+")) {
            String[] numbers = name.split("x");
            new Umbrella(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])).write(directory);
        } else if (name.equals("example")) {
            Path example = repository().resolve("example");
            for (String part : List.of("umbrella-chart", "app-locks", "gitops.yaml")) {
                for (Path file : FileTree.files(example.resolve(part), "")) {
                    Path copy = directory.resolve(example.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        } else {
            throw Failure.usage("there is no case " + name, "Say example, or numbers such as 10x2.");
        }
        return directory;
    }

    /** What the figures depend on. */
    private void describe(Path helm, boolean kbld) throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = (Files.exists(cpus) ? Files.readString(cpus) : "").lines()
                .filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst(".*: ", "")).findFirst()
                .orElse(System.getProperty("os.arch"));
        common.print(Runtime.getRuntime().availableProcessors() + " cores (" + model + "), JDK "
                + System.getProperty("java.version") + ", helm " + version(helm.toString(), "version", "--short")
                + (kbld ? ", " + version("kbld", "version").lines().findFirst().get() : "; kbld is not on PATH")
                + "; medians of " + (quick ? QUICK : runs) + " runs\n\n");
    }

    private static String version(String... command) {
        return new Run(command).checked().out().strip();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** The nearest directory from here up that has the launcher and render.java. */
    private static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("bench/Umbrella.java"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw Failure.usage("this is not the repository of render.java", "Run the benchmark from within it.");
        }
        return directory;
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f s", value);
    }

    private static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}

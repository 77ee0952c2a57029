///usr/bin/env jbang "$0" "$@" ; exit $?

// Compares render.java with the shell pipeline that it stands for: helm template, then kbld if it is on PATH.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//SOURCES ../lib/Common.java
//SOURCES ../lib/io/FileTree.java
//SOURCES Figures.java
//SOURCES Pair.java
//SOURCES Plot.java
//SOURCES Umbrella.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
            "  jbang bench/render.java example 100x20   two cases",
            "  jbang bench/render.java --plot it.svg    draws what it measured, too"})
class render implements Callable<Integer> {
    private static final int QUICK = 2;
    /** As in a checkout that has never been rendered; to delete files would slow down the file system. */
    private static final String FRESH = "mkdir -p .old && if [ -e .release ]; then mv .release .old/$$; fi && ";
    /** Helm would append hooks to the files of the last run. */
    private static final String CLEAN = "rm -rf .release && ";
    private static final String HELM =
            "helm template my-app umbrella-chart --namespace default --output-dir .release >.log";
    private static final String KBLD = " && kbld -f .release/umbrella-chart -f app-locks >.release/state.yaml";
    private static final String RENDER = "exec \"$0\" \"$1\"";
    private static final String COLD = RENDER + " --no-cache";
    /** Gives one of the charts another value. */
    private static final String CHANGE = "n=$(($(cat .changes 2>/dev/null || echo 2) + 1)) && echo $n >.changes"
            + " && sed -i \"s/^replicas: .*/replicas: $n/\" umbrella-chart/charts/service-000/values.yaml && ";
    private static final List<String> CASES = List.of("example", "10x2", "10x20", "100x2", "100x20", "400x2", "400x20");

    @Parameters(paramLabel = "CASE", description = "example, or CHARTSxTPL: an umbrella of that many charts"
            + " with that many tpl calls in each (default: example, and 10, 100, 400 with 2 and 20)")
    List<String> cases = CASES;

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each (default: ${DEFAULT-VALUE})")
    int runs = 7;

    @Option(names = "--quick", description = "As --runs " + QUICK)
    boolean quick;

    @Option(names = "--fresh", description = "Without cache, in a checkout that has never been rendered")
    boolean fresh;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the figures into this file, as SVG")
    Path plot;

    @Mixin
    Common common;

    /** What one case took: a pair for a render that knows nothing, and one for a render after a change. */
    private record Row(String name, long resources, List<Pair.Result> cold, List<Pair.Result> change) {
        String text() {
            List<String> cells = new ArrayList<>(List.of(name, "" + resources));
            cells.addAll(Figures.cells(cold.get(0), cold.get(1)));
            cells.addAll(change.isEmpty() ? List.of("", "")
                    : Figures.cells(change.get(0), change.get(1)).subList(1, 3));
            return Figures.row(cells.toArray(String[]::new));
        }

        Plot.Group group() {
            return new Plot.Group(name, Stream.concat(cold.stream(), change.stream().skip(1))
                    .map(Pair.Result::seconds).toList());
        }
    }

    public static void main(String... args) {
        Common.start(new render(), args);
    }

    @Override
    public Integer call() throws IOException {
        Path helm = common.tools().find(PinnedTool.HELM).path();
        boolean kbld = Figures.isOnPath("kbld");
        common.print(Figures.machine(runs(), Figures.helm(helm), Figures.optional("kbld")) + Figures.head("case",
                "resources", kbld ? "helm + kbld" : "helm alone", "render.java", "ratio", "difference",
                "memory of both", "after a change", "ratio"));
        Path directory = Files.createTempDirectory("bench-render-");
        List<Row> rows = new ArrayList<>();
        for (String name : cases) {
            common.console.progress(name);
            rows.add(compare(name, directory.resolve(name), helm, kbld));
            common.print(rows.get(rows.size() - 1).text());
        }
        FileTree.delete(directory);
        if (plot != null) {
            FileTree.write(plot, new Plot("Seconds to render, on a logarithmic scale", List.of(
                    kbld ? "helm template and kbld" : "helm template", "render.java without its cache",
                    "render.java after one chart changed"), rows.stream().map(Row::group).toList()).svg());
        }
        return ExitStatus.DONE;
    }

    /** Measures one case; each way has its own copy of the project. */
    private Row compare(String name, Path directory, Path helm, boolean kbld) throws IOException {
        Path one = project(name, directory.resolve("shell"));
        Path other = project(name, directory.resolve("render"));
        String shell = kbld ? HELM + KBLD : HELM;
        Map<String, String> environment = Map.of("PATH", helm.getParent() + ":" + System.getenv("PATH"));
        List<Pair.Result> cold = pair(one, (fresh ? FRESH : CLEAN) + shell, other, (fresh ? FRESH : "") + COLD,
                environment).measure(runs());
        List<Pair.Result> change = name.equals("example") ? List.of()
                : pair(one, CHANGE + CLEAN + shell, other, CHANGE + RENDER, environment).measure(runs());
        String state = Files.readString(other.resolve(".release/state.yaml"));
        if (kbld && !state.equals(Files.readString(one.resolve(".release/state.yaml")))) {
            throw new Failure(name + ": the two states differ", "Both are in " + directory + ".");
        }
        return new Row(name, state.lines().filter("---"::equals).count(), cold, change);
    }

    private static Pair pair(Path one, String shell, Path other, String render, Map<String, String> environment) {
        Path repository = Figures.repository();
        return new Pair(new Pair.Way(List.of("sh", "-c", shell), one, environment),
                new Pair.Way(List.of("sh", "-c", render, repository.resolve("jbang").toString(),
                        repository.resolve("render.java").toString()), other, Map.of()));
    }

    private int runs() {
        return quick ? QUICK : runs;
    }

    /** The example comes without its encrypted values, which helm and kbld could not read. */
    private static Path project(String name, Path directory) throws IOException {
        if (name.matches("\\d+x\\d+")) {
            String[] numbers = name.split("x");
            new Umbrella(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])).write(directory);
        } else if (name.equals("example")) {
            Path example = Figures.repository().resolve("example");
            for (String part : List.of("umbrella-chart", "app-locks")) {
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
}

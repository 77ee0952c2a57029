///usr/bin/env jbang "$0" "$@" ; exit $?

// Compares lock.java resolve with helm template and kbld, which ask a registry for many images.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//SOURCES ../lib/Common.java
//SOURCES ../lib/io/FileTree.java
//SOURCES Figures.java
//SOURCES Pair.java
//SOURCES SlowRegistry.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "bench/resolve.java", mixinStandardHelpOptions = true,
        header = "Compares lock.java resolve with helm template and kbld: time and memory.%n",
        footer = {"%nBoth lock the images of one chart, which a registry on this machine has. Needs kbld on PATH.",
            "%nExamples:",
            "  jbang bench/resolve.java                           200 images, 20 ms an answer",
            "  jbang bench/resolve.java --images 50 --delay 100   a small release, far away"})
class resolve implements Callable<Integer> {
    private static final String LOCK = "app-locks/third-party.kbld.lock.yml";
    /** What the shell did: the whole release is rendered, and kbld asks for every image. */
    private static final String SHELL = "rm -rf .release " + LOCK + " && mkdir -p app-locks"
            + " && helm template my-app umbrella-chart --namespace default --output-dir .release >.log"
            + " && kbld -f .release/umbrella-chart --lock-output " + LOCK + " >.log";
    private static final String SCRIPT = "rm -f " + LOCK + " && exec '%s' '%s' resolve";

    @Option(names = "--images", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE})")
    int images = 200;

    @Option(names = "--delay", paramLabel = "MS", description = "Time for an answer (default: ${DEFAULT-VALUE})")
    int delay = 20;

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each (default: ${DEFAULT-VALUE})")
    int runs = 7;

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new resolve(), args);
    }

    @Override
    public Integer call() throws IOException {
        if (!Figures.isOnPath("kbld")) {
            throw new Failure("kbld is not on PATH", "Install it: " + PinnedTool.KBLD.manual());
        }
        Path helm = common.tools().find(PinnedTool.HELM).path();
        Path directory = Files.createTempDirectory("bench-resolve-");
        try (SlowRegistry registry = new SlowRegistry(Duration.ofMillis(delay))) {
            Path one = project(directory.resolve("shell"), registry.host());
            Path other = project(directory.resolve("script"), registry.host());
            common.print(Figures.machine(runs, Figures.helm(helm), Figures.optional("kbld"))
                    + Figures.head("images", "answer after", "helm + kbld",
                    "lock.java resolve", "ratio", "difference", "memory of both"));
            List<String> cells = new ArrayList<>(List.of("" + images, delay + " ms"));
            List<Pair.Result> results = compare(one, other, helm);
            cells.addAll(Figures.cells(results.get(0), results.get(1)));
            common.print(Figures.row(cells.toArray(String[]::new)));
            requireSame(one.resolve(LOCK), other.resolve(LOCK));
        }
        FileTree.delete(directory);
        return ExitStatus.DONE;
    }

    private List<Pair.Result> compare(Path one, Path other, Path helm) {
        String path = helm.getParent() + ":" + System.getenv("PATH");
        Path repository = Figures.repository();
        String script = SCRIPT.formatted(repository.resolve("jbang"), repository.resolve("lock.java"));
        return new Pair(
                new Pair.Way(List.of("sh", "-c", SHELL), one, Map.of("PATH", path)),
                new Pair.Way(List.of("sh", "-c", script), other, Map.of())).measure(runs);
    }

    /** An umbrella chart of one Pod for each image. */
    private Path project(Path directory, String host) throws IOException {
        Path templates = Files.createDirectories(directory.resolve("umbrella-chart/templates"));
        Files.writeString(directory.resolve("umbrella-chart/Chart.yaml"),
                "apiVersion: v2\nname: umbrella-chart\nversion: 0.1.0\n");
        Files.writeString(templates.resolve("pods.yaml"), IntStream.range(0, images).mapToObj(i -> """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: pod-%d}
                spec: {containers: [{name: main, image: "%s/team/service-%d:1.%d"}]}
                """.formatted(i, host, i, i)).collect(Collectors.joining()));
        return directory;
    }

    private static void requireSame(Path one, Path other) throws IOException {
        if (!Files.readString(one).equals(Files.readString(other))) {
            throw new Failure("the two locks differ", "They are " + one + " and " + other + ".");
        }
    }
}

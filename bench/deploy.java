///usr/bin/env jbang "$0" "$@" ; exit $?

// Compares deploy.java and delete.java with kapp, on the Kubernetes control plane of the tests.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//SOURCES ../lib/*.java
//SOURCES ../lib/*/*.java
//SOURCES ../tests/harness/*.java
//SOURCES DeployTool.java
//SOURCES Figures.java
//SOURCES Pair.java
//SOURCES Umbrella.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "bench/deploy.java", mixinStandardHelpOptions = true,
        header = "Compares deploy.java and delete.java with kapp: time, memory, requests.%n",
        footer = {"%nBoth deploy the same state, each into a namespace of its own, in turns. Without kapp on",
            "PATH the scripts are measured alone. KUBECONFIG_TEST names a cluster to use instead of a",
            "control plane that is started for it.",
            "%nExamples:",
            "  jbang bench/deploy.java                  all sizes",
            "  jbang bench/deploy.java 10 --runs 1      the smallest, once"})
class deploy implements Callable<Integer> {
    /** What controllers still do for the last deploy is not to slow the next one. */
    private static final int SETTLING_MS = 1500;

    @Parameters(paramLabel = "CHARTS", description = "Sub-charts, of 6 resources each (default: 10 100 400)")
    List<Integer> sizes = List.of(10, 100, 400);

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each (default: ${DEFAULT-VALUE})")
    int runs = 5;

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new deploy(), args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean kapp = Figures.isOnPath("kapp");
        common.print(Figures.machine(runs, Figures.optional("kapp")) + (kapp
                ? Figures.head("resources", "what", "kapp", "deploy.java", "ratio", "difference", "memory of both",
                        "requests of both")
                : Figures.head("resources", "what", "deploy.java", "memory", "requests")));
        Path directory = Files.createTempDirectory("bench-deploy-");
        warmUp(state(1, directory.resolve("1")));
        for (int charts : sizes) {
            List<DeployTool> tools = kapp ? List.of(DeployTool.kapp(), DeployTool.script())
                    : List.of(DeployTool.script());
            Path state = state(charts, directory.resolve("" + charts));
            run(tools, state, charts);
            long resources = Files.readString(state).lines().filter("---"::equals).count();
            for (DeployPhase phase : DeployPhase.values()) {
                common.print(row(resources, phase, tools));
            }
            tools.forEach(DeployTool::close);
        }
        FileTree.delete(directory);
        return ExitStatus.DONE;
    }

    /** The scripts are compiled when they first run, and archive classes; after the second run JBang need not start. */
    private static void warmUp(Path state) {
        try (DeployTool script = DeployTool.script()) {
            for (int run = 0; run < 2; run++) {
                for (DeployPhase phase : DeployPhase.values()) {
                    script.measure(phase, state);
                }
            }
        }
    }

    /** Each tool goes first as often as the other. The last round counts requests. */
    private void run(List<DeployTool> tools, Path state, int charts) throws IOException, InterruptedException {
        Path changed = state.resolveSibling("changed.yaml");
        Files.writeString(changed, Files.readString(state).replaceFirst("LOG_LEVEL: info", "LOG_LEVEL: debug"));
        List<DeployTool> order = new ArrayList<>(tools);
        for (int run = 0; run <= runs; run++) {
            for (DeployPhase phase : DeployPhase.values()) {
                for (DeployTool tool : order) {
                    common.console.progress(charts + " charts, run " + run + ", " + phase + ": " + tool.name());
                    Path wanted = phase == DeployPhase.CHANGE ? changed : state;
                    if (run == runs) {
                        tool.count(phase, wanted);
                    } else {
                        tool.measure(phase, wanted);
                    }
                    Thread.sleep(SETTLING_MS);
                }
            }
            Collections.reverse(order);
        }
    }

    private static String row(long resources, DeployPhase phase, List<DeployTool> tools) {
        List<String> cells = new ArrayList<>(List.of("" + resources, phase.toString()));
        DeployTool script = tools.get(tools.size() - 1);
        Pair.Result own = script.result(phase);
        if (tools.size() == 1) {
            cells.addAll(List.of(String.format(Locale.ROOT, "%.2f s", own.seconds()), own.memory() / 1_000_000 + " MB",
                    "" + script.requests(phase)));
        } else {
            cells.addAll(Figures.cells(tools.get(0).result(phase), own));
            cells.add(tools.get(0).requests(phase) + " / " + script.requests(phase));
        }
        return Figures.row(cells.toArray(String[]::new));
    }

    /** The rendered state of an umbrella chart. */
    private static Path state(int charts, Path project) {
        new Umbrella(charts, 2).write(project);
        Path repository = Figures.repository();
        new Pair.Way(
                List.of(repository.resolve("jbang").toString(), repository.resolve("render.java").toString()), project,
                Map.of()).once();
        return project.resolve(".release/state.yaml");
    }
}

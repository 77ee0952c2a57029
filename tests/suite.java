///usr/bin/env jbang "$0" "$@" ; exit $?

// Runs the tests: all of them, or the groups and classes that the arguments name.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//SOURCES harness/*.java
//SOURCES */*Test.java
//SOURCES ../lib/*.java
//SOURCES ../lib/*/*.java

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "suite.java", mixinStandardHelpOptions = true,
        header = "Runs the tests of all scripts, against real tools.%n",
        footer = {"%nGroups are the directories of tests/, classes the files in them.%n",
            "Examples:",
            "  jbang tests/suite.java                    everything",
            "  jbang tests/suite.java render yaml        two groups",
            "  jbang tests/suite.java RenderTest         one class"})
class suite implements Callable<Integer> {
    @Parameters(paramLabel = "GROUP|CLASS", description = "What to run (default: everything)")
    List<String> wanted = List.of();

    @Option(names = "--jobs", defaultValue = "2", description = "Tests at a time (default: ${DEFAULT-VALUE})")
    int jobs;

    public static void main(String... args) {
        System.exit(new CommandLine(new suite()).execute(args));
    }

    @Override
    public Integer call() {
        List<Path> classes = TestFiles.select(wanted);
        Workbench.prepare();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(classes.stream().map(suite::selector).toList())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + jobs)
                .configurationParameter("junit.jupiter.displayname.generator.default",
                        "org.junit.jupiter.api.DisplayNameGenerator$ReplaceUnderscores")
                .configurationParameter("junit.jupiter.execution.timeout.testable.method.default", "5 m")
                .build();
        ResultPrinter results = new ResultPrinter();
        LauncherFactory.create().execute(request, results);
        return results.summary();
    }

    private static DiscoverySelector selector(Path file) {
        return DiscoverySelectors.selectClass(file.getFileName().toString().replace(".java", ""));
    }
}

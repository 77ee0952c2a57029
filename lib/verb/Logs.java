//SOURCES ../Script.java
//SOURCES ../cluster/ClusterOptions.java
//SOURCES ../deploy/ApplicationOptions.java
//SOURCES ../deploy/OutputOptions.java
//SOURCES ../deploy/ResourceView.java
//SOURCES ../logs/PodLogs.java

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "logs", mixinStandardHelpOptions = true, sortOptions = false,
        header = "Prints the logs of all pods of an application.%n",
        footer = {"%nExamples:",
            "  deploy.java logs -f                      until Ctrl-C, new pods as well",
            "  deploy.java logs -m web%% -c app --lines -1",
            "  deploy.java logs -a label:team=shop      of all pods that bear a label, in all namespaces"})
final class Logs implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @ArgGroup(validate = false, exclusive = false, heading = "%nThe application, and its cluster:%n")
    ApplicationOptions application = new ApplicationOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "")
    ClusterOptions clusters = new ClusterOptions();

    @ArgGroup(validate = false, exclusive = false, heading = "%nWhat to print:%n")
    Selection selection = new Selection();

    static final class Selection {
        @Option(names = {"-f", "--follow"}, description = "Go on with what is logged from now on, and with new pods")
        boolean follow;

        @Option(names = {"--lines", "--tail"}, paramLabel = "N", defaultValue = "10",
                description = "Only the newest lines of each container; -1 for all (10)")
        int lines;

        @Option(names = {"-m", "--pod-name"}, paramLabel = "NAME",
                description = "Only this pod; %% stands for anything: web%%")
        String pod;

        @Option(names = {"-c", "--container-name"}, paramLabel = "NAME", split = ",",
                description = "Only this container; %% stands for anything")
        List<String> containers = List.of();

        @Option(names = "--container-tag", arity = "0..1", paramLabel = "false", fallbackValue = "true",
                defaultValue = "true",
                description = "Begin lines with pod and container (true)")
        boolean tags;

        LogSelection chosen() {
            return new LogSelection(Optional.ofNullable(pod), containers);
        }
    }

    @Mixin
    OutputOptions output;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        return output.tell(script.common(), narration -> {
            Cluster cluster = clusters.open(script.common());
            ResourceView view = application.view(cluster, script.common().settings());
            if (selection.follow) {
                narration.requirePeople("--follow");
                follow(cluster, view);
            }
            narration.view(cluster, report -> read(cluster, view, report));
            return ExitStatus.DONE;
        });
    }

    private String read(Cluster cluster, ResourceView view, JsonReport report) {
        StringBuilder all = new StringBuilder();
        try (PodLogs logs = new PodLogs(cluster, (log, line) -> {
            report.block(text(log, line));
            all.append(text(log, line));
        })) {
            for (ContainerLog log : logs.read(view.pods(), selection.chosen(), selection.lines)) {
                script.common().console.info("there are no logs of " + log.tag() + " yet");
            }
        }
        return all.toString();
    }

    /** Ends with the process, or when nobody reads what it prints. */
    private void follow(Cluster cluster, ResourceView view) {
        AtomicReference<Failure> failed = new AtomicReference<>();
        try (PodLogs logs = new PodLogs(cluster, (log, line) -> {
            try {
                script.common().print(text(log, line));
            } catch (Failure e) {
                failed.set(e);
            }
        })) {
            while (failed.get() == null) {
                logs.follow(view.pods(), selection.chosen(), selection.lines);
                pause();
            }
        }
        throw failed.get();
    }

    private String text(ContainerLog log, String line) {
        return (selection.tags ? log.tag() + " | " : "") + line + "\n";
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?

// Measures what encrypted Secrets add to a deploy, and compares secrets.java with sops.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//SOURCES ../lib/*.java
//SOURCES ../lib/*/*.java
//SOURCES ../tests/harness/*.java
//SOURCES Figures.java
//SOURCES Pair.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "bench/secrets.java", mixinStandardHelpOptions = true,
        header = "Measures what encrypted Secrets add to a deploy, and compares with sops -d: time and memory.%n",
        footer = {"%nThe deploys are of what the cluster has already. KUBECONFIG_TEST names a cluster to use instead",
            "of a control plane that is started for it.",
            "%nExamples:",
            "  jbang bench/secrets.java                             600 objects, 50 of them Secrets",
            "  jbang bench/secrets.java --objects 60 --secrets 5    less"})
class secrets implements Callable<Integer> {
    private static final String VALUES = "secret-values.yaml";

    @Option(names = "--objects", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE})")
    int objects = 600;

    @Option(names = "--secrets", paramLabel = "N", description = "How many of them (default: ${DEFAULT-VALUE})")
    int secrets = 50;

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each (default: ${DEFAULT-VALUE})")
    int runs = 7;

    @Mixin
    Common common;

    private final Path repository = Figures.repository();

    public static void main(String... args) {
        Common.start(new secrets(), args);
    }

    @Override
    public Integer call() throws IOException {
        try (TestNamespace namespace = TestNamespace.create()) {
            Path sops = common.tools().find(PinnedTool.SOPS).path();
            project(namespace.sandbox());
            namespace.sandbox().script("deploy.java", deploy(namespace, "plain.yaml")).succeeds();
            common.print(Figures.machine(runs, "sops " + PinnedTool.SOPS.version())
                    + Figures.head("what", "one", "other", "ratio", "difference", "memory of both"));
            row("deploy.java, " + objects + " objects: " + secrets + " Secrets plain, encrypted",
                    way(namespace, command("deploy.java", deploy(namespace, "plain.yaml"))),
                    way(namespace, command("deploy.java", deploy(namespace, "encrypted.yaml"))));
            row(secrets + " Secrets: sops -d, secrets.java decrypt",
                    way(namespace, List.of("sh", "-c", "for f in each/*.yaml; do " + sops + " -d $f; done")),
                    way(namespace, List.of("sh", "-c", String.join(" ", command("secrets.java", "decrypt"))
                            + " each/*.yaml")));
        }
        return ExitStatus.DONE;
    }

    private void row(String what, Pair.Way one, Pair.Way other) {
        common.console.progress(what);
        List<String> cells = new ArrayList<>(List.of(what));
        List<Pair.Result> results = new Pair(one, other).measure(runs);
        cells.addAll(Figures.cells(results.get(0), results.get(1)));
        common.console.clearProgress();
        common.print(Figures.row(cells.toArray(String[]::new)));
    }

    /** The same release with plain and with encrypted Secrets, and each of the latter in a file. */
    private void project(Sandbox sandbox) throws IOException {
        Projects.chart(sandbox).write("umbrella-chart/templates/all.yaml", """
                {{- range $i := until %d }}
                ---
                apiVersion: v1
                kind: {{ lt $i %d | ternary "Secret" "ConfigMap" }}
                metadata: {name: object-{{ $i }}}
                {{- if lt $i %d }}
                stringData: {user: app-{{ $i }}, password: "{{ $.Values.password }}-{{ $i }}"}
                {{- else }}
                data: {colour: blue, number: "{{ $i }}"}
                {{- end }}
                {{- end }}
                """.formatted(objects, secrets, secrets));
        AgeKey key = AgeKey.create(sandbox, "../home/key.txt");
        sandbox.env("SOPS_AGE_KEY_FILE", key.file().toString());
        sandbox.write(".sops.yaml", "creation_rules: [{age: " + key.recipient() + "}]\n");
        sandbox.write(VALUES, "password: a-word-for-all\n");
        sandbox.script("secrets.java", "encrypt", VALUES).succeeds();
        sandbox.script("render.java", "-f", VALUES, "--plaintext-secrets", "-o", "plain.yaml").succeeds();
        sandbox.script("render.java", "-f", VALUES, "-o", "encrypted.yaml").succeeds();
        Files.createDirectories(sandbox.path("each"));
        for (String document : sandbox.read("encrypted.yaml").split("(?m)^---\n")) {
            if (document.contains("kind: Secret")) {
                sandbox.write("each/" + FileTree.sha256(document) + ".yaml", document);
            }
        }
    }

    private static String[] deploy(TestNamespace namespace, String state) {
        return new String[] {"-a", "bench", "-n", namespace.name(), "-y", "-f", state};
    }

    private List<String> command(String script, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(repository.resolve("jbang").toString(), repository.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Pair.Way way(TestNamespace namespace, List<String> command) {
        return new Pair.Way(command, namespace.sandbox().directory(), Map.of(
                "KUBECONFIG", namespace.kubeconfig().toString(),
                "SOPS_AGE_KEY_FILE", namespace.sandbox().path("../home/key.txt").toString()));
    }
}

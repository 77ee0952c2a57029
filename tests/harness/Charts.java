import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Charts for tests, packaged, indexed and locked by the real helm. */
final class Charts {
    private Charts() {}

    /** A chart of one ConfigMap that tells the chart's name and version, and where this copy of it is from. */
    static Sandbox write(Sandbox sandbox, String directory, String name, String version, String origin) {
        return sandbox.write(directory + "/Chart.yaml", """
                apiVersion: v2
                name: %s
                version: %s
                """.formatted(name, version))
                .write(directory + "/templates/settings.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "{{ .Chart.Name }}"}
                data: {version: "{{ .Chart.Version }}", origin: "%s"}
                """.formatted(origin));
    }

    /** Puts a chart's archive into a directory and brings that directory's index up to date. */
    static Sandbox publish(Sandbox sandbox, String repository, String name, String version) {
        pack(sandbox, repository, name, version);
        helm(sandbox, "repo", "index", repository).succeeds();
        return sandbox;
    }

    /** Puts a chart's archive into a directory. */
    static Sandbox pack(Sandbox sandbox, String directory, String name, String version) {
        write(sandbox, "sources/" + name + "-" + version, name, version, "archive");
        helm(sandbox, "package", "sources/" + name + "-" + version, "--destination", directory).succeeds();
        return sandbox;
    }

    /** An umbrella chart with these dependencies, as YAML, and no lock. */
    static Sandbox umbrella(Sandbox sandbox, String dependencies) {
        return sandbox.write("umbrella-chart/Chart.yaml", """
                apiVersion: v2
                name: umbrella-chart
                version: 0.1.0
                """ + dependencies);
    }

    /** Locks the umbrella chart's dependencies, which also fetches them. */
    static Sandbox lock(Sandbox sandbox) {
        helm(sandbox, "dependency", "update", "umbrella-chart").succeeds();
        return sandbox;
    }

    static CommandResult helm(Sandbox sandbox, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Workbench.tool(PinnedTool.HELM).toString()));
        command.addAll(List.of(arguments));
        return sandbox.run(command);
    }

    /** Writes what {@code helm repo add} keeps: the user's own repositories, as YAML. */
    static Sandbox repositories(Sandbox sandbox, String yaml) {
        Path file = Path.of(helm(sandbox, "env", "HELM_REPOSITORY_CONFIG").succeeds().out().strip());
        return sandbox.write(sandbox.directory().relativize(file).toString(), yaml);
    }

    /** The files and directories in the umbrella chart's {@code charts/}, sorted. */
    static List<String> held(Sandbox sandbox) {
        String[] names = sandbox.path("umbrella-chart/charts").toFile().list();
        return names == null ? List.of() : List.of(names).stream().sorted().toList();
    }

    /** What is in the umbrella chart's directory beside what a chart has: helm's leftovers. */
    static List<String> leftovers(Sandbox sandbox) {
        List<String> usual = List.of("Chart.yaml", "Chart.lock", "charts", "templates", "values.yaml");
        return List.of(sandbox.path("umbrella-chart").toFile().list()).stream()
                .filter(name -> !usual.contains(name)).toList();
    }
}

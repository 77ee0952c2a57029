//SOURCES DeployPhase.java
//SOURCES Pair.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** kapp or deploy.java, which deploys into a namespace of its own and deletes from there. */
final class DeployTool implements AutoCloseable {
    private static final String APPLICATION = "bench";

    private final String name;
    private final List<String> deploy;
    private final List<String> delete;
    private final TestNamespace namespace = TestNamespace.create();
    private final Map<DeployPhase, List<Pair.Result>> results = new EnumMap<>(DeployPhase.class);
    private final Map<DeployPhase, Integer> requests = new EnumMap<>(DeployPhase.class);

    private DeployTool(String name, List<String> deploy, List<String> delete) {
        this.name = name;
        this.deploy = deploy;
        this.delete = delete;
    }

    static DeployTool kapp() {
        return new DeployTool("kapp", List.of("kapp", "deploy"), List.of("kapp", "delete"));
    }

    static DeployTool script() {
        Path repository = Figures.repository();
        String launcher = repository.resolve("jbang").toString();
        return new DeployTool("deploy.java", List.of(launcher, repository.resolve("deploy.java").toString()),
                List.of(launcher, repository.resolve("delete.java").toString()));
    }

    String name() {
        return name;
    }

    /** Does it once, for its number of requests: a proxy counts them, and costs time. */
    void count(DeployPhase phase, Path state) {
        try (FaultyApiServer proxy = FaultyApiServer.start(namespace)) {
            way(phase, state, proxy.kubeconfig()).once();
            requests.put(phase, proxy.requests().size());
        }
    }

    /** Does it once, for its time and memory. */
    void measure(DeployPhase phase, Path state) {
        results.computeIfAbsent(phase, first -> new ArrayList<>())
                .add(way(phase, state, namespace.kubeconfig()).once());
    }

    /** The medians. */
    Pair.Result result(DeployPhase phase) {
        return Pair.Result.median(results.get(phase));
    }

    int requests(DeployPhase phase) {
        return requests.get(phase);
    }

    private Pair.Way way(DeployPhase phase, Path state, Path kubeconfig) {
        List<String> command = new ArrayList<>(phase == DeployPhase.DELETE ? delete : deploy);
        command.addAll(List.of("-a", APPLICATION, "-n", namespace.name(), "-y"));
        if (phase != DeployPhase.DELETE) {
            command.addAll(List.of("-f", state.toString()));
        }
        return new Pair.Way(command, namespace.sandbox().directory(), Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    @Override
    public void close() {
        namespace.close();
    }
}

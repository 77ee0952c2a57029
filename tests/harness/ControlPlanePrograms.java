import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs of a Kubernetes control plane: built from their Go modules once, and kept in the cache. */
final class ControlPlanePrograms {
    private static final String VERSION = "1.37.2";
    private static final PinnedTool KWOK = new PinnedTool("kwok", "0.8.0", "", "", Map.of(),
            "sigs.k8s.io/kwok/cmd/kwok", "");
    private static final List<String> PACKAGES = List.of("go.etcd.io/etcd/server/v3",
            "k8s.io/kubernetes/cmd/kube-apiserver", "k8s.io/kubernetes/cmd/kube-controller-manager",
            "k8s.io/kubernetes/cmd/kube-scheduler", "k8s.io/kubernetes/cmd/kubectl");
    private static final Path MODULE = Workbench.REPOSITORY.resolve("tests/harness/controlplane");

    private final Path directory;

    private ControlPlanePrograms(Path directory) {
        this.directory = directory;
    }

    /** Builds what the cache lacks: a quarter of an hour on two cores the first time. */
    static ControlPlanePrograms provided() {
        Path directory = Tools.cache().resolve("tests/controlplane-" + VERSION);
        try {
            Files.createDirectories(directory);
            try (LockFile lock = LockFile.acquire(directory.resolve(".lock"), "another run that builds Kubernetes",
                    new Console())) {
                if (!Files.exists(directory.resolve(".built"))) {
                    build(directory);
                    Files.createFile(directory.resolve(".built"));
                }
            }
            return new ControlPlanePrograms(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void build(Path directory) {
        System.err.println("Building Kubernetes " + VERSION + " into " + directory + " (once)");
        List<String> command = new ArrayList<>(List.of("nice", "go", "build", "-trimpath", "-ldflags",
                "-s -w -X k8s.io/component-base/version.gitVersion=v" + VERSION, "-o", directory + "/"));
        command.addAll(PACKAGES);
        new Run(command).in(MODULE).env("GOWORK", "off").timeout(Duration.ofMinutes(60)).checked();
    }

    Path etcd() {
        return directory.resolve("server");
    }

    Path kubernetes(String program) {
        return directory.resolve(program);
    }

    Path kwok() {
        return Workbench.tool(KWOK);
    }
}

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A real Kubernetes control plane on loopback ports: etcd, API server, controller manager and scheduler. Kwok plays the
 * nodes: Pods become ready and Jobs finish without containers, as {@code stages.yaml} says.
 */
final class ControlPlane {
    private static final Path RESOURCES = Workbench.REPOSITORY.resolve("tests/harness/controlplane");
    private static final String TOKEN = "token-of-the-tests";

    private final Path directory;
    private final ControlPlanePrograms programs;
    private final List<Process> processes = new ArrayList<>();
    private final String server = "https://127.0.0.1:" + FreePort.find();
    private final String etcd = "http://127.0.0.1:" + FreePort.find();

    private ControlPlane(Path directory, ControlPlanePrograms programs) {
        this.directory = directory;
        this.programs = programs;
    }

    /** Starts all programs; they end with this process. */
    static ControlPlane start() {
        try {
            ControlPlane plane = new ControlPlane(Files.createTempDirectory("controlplane-"),
                    ControlPlanePrograms.provided());
            Runtime.getRuntime().addShutdownHook(new Thread(plane::stop));
            plane.startAll();
            return plane;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code KUBECONFIG}: an administrator. */
    Path kubeconfig() {
        Path file = directory.resolve("kubeconfig");
        return write(file, """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters:
                - name: test
                  cluster: {server: "%s", certificate-authority: "%s"}
                users:
                - name: test
                  user: {token: "%s"}
                contexts:
                - name: test
                  context: {cluster: test, user: test, namespace: default}
                """.formatted(server, certificate(), TOKEN));
    }

    Path kubectl() {
        return programs.kubernetes("kubectl");
    }

    private void startAll() throws IOException {
        String peer = "http://127.0.0.1:" + FreePort.find();
        run("etcd", programs.etcd(), "--data-dir", directory.resolve("etcd").toString(), "--unsafe-no-fsync",
                "--log-level", "error", "--listen-client-urls", etcd, "--advertise-client-urls", etcd,
                "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
                "--initial-cluster", "default=" + peer);
        startApiServer();
        awaitReady();
        String kubeconfig = kubeconfig().toString();
        run("controller-manager", programs.kubernetes("kube-controller-manager"), "--kubeconfig", kubeconfig,
                "--leader-elect=false", "--kube-api-qps", "1000", "--kube-api-burst", "2000",
                "--use-service-account-credentials=false", "--enable-hostpath-provisioner",
                "--bind-address", "127.0.0.1", "--secure-port", "0",
                "--service-account-private-key-file", directory.resolve("accounts.key").toString());
        run("scheduler", programs.kubernetes("kube-scheduler"), "--kubeconfig", kubeconfig, "--leader-elect=false",
                "--kube-api-qps", "1000", "--kube-api-burst", "2000", "--bind-address", "127.0.0.1",
                "--secure-port", "0");
        startNodes(kubeconfig);
    }

    private void startApiServer() throws IOException {
        KeyPair keys = keys();
        pem("accounts.key", "PRIVATE KEY", keys.getPrivate().getEncoded());
        pem("accounts.pub", "PUBLIC KEY", keys.getPublic().getEncoded());
        write(directory.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        run("apiserver", programs.kubernetes("kube-apiserver"), "--etcd-servers", etcd,
                "--bind-address", "127.0.0.1", "--advertise-address", "192.0.2.1",
                "--secure-port", server.substring(server.lastIndexOf(':') + 1),
                "--cert-dir", directory.toString(), "--token-auth-file", directory.resolve("tokens.csv").toString(),
                "--authorization-mode", "RBAC", "--service-cluster-ip-range", "10.0.0.0/16",
                "--service-account-issuer", "https://kubernetes.default.svc",
                "--service-account-key-file", directory.resolve("accounts.pub").toString(),
                "--service-account-signing-key-file", directory.resolve("accounts.key").toString(),
                "--max-requests-inflight", "1000", "--max-mutating-requests-inflight", "500");
    }

    /** Two nodes that kwok keeps alive; what it does for them and their Pods is in {@code stages.yaml}. */
    private void startNodes(String kubeconfig) throws IOException {
        String port = "" + FreePort.find();
        Path log = write(directory.resolve("pod.log"),
                "2026-01-01T00:00:00.000000000Z stdout F listening on port 8080\n");
        Path stages = write(directory.resolve("stages.yaml"),
                Files.readString(RESOURCES.resolve("stages.yaml")).replace("{log}", log.toString()));
        kubectl("apply", "-f", RESOURCES.resolve("nodes.yaml").toString());
        run("kwok", programs.kwok(), "--kubeconfig", kubeconfig, "--config", stages.toString(), "--manage-all-nodes",
                "--node-lease-duration-seconds", "40",
                "--node-ip", "127.0.0.1", "--node-port", port, "--server-address", "127.0.0.1:" + port,
                "--tls-cert-file", certificate().toString(),
                "--tls-private-key-file", directory.resolve("apiserver.key").toString());
        Await.until("the nodes are ready", () -> kubectl("get", "nodes", "-o", "jsonpath={.items[*].status"
                + ".conditions[?(@.type==\"Ready\")].status}").out().equals("True True"));
        Await.until("Pods can be made", () -> kubectl("get", "serviceaccount", "default", "-n", "default").exit() == 0);
    }

    private void awaitReady() {
        Await.until("the API server has a certificate", () -> Files.exists(certificate()));
        Await.until("the API server is ready", () -> kubectl("get", "--raw", "/readyz").exit() == 0);
    }

    private Run.Result kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(kubectl().toString(), "--kubeconfig", kubeconfig().toString()));
        command.addAll(List.of(arguments));
        return new Run(command).env("HOME", directory.toString()).result();
    }

    private void run(String name, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile())
                .redirectOutput(directory.resolve(name + ".log").toFile()).start());
    }

    /** The API server would take minutes to end by itself. */
    private void stop() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        FileTree.delete(directory);
    }

    /** The API server makes it for itself. */
    private Path certificate() {
        return directory.resolve("apiserver.crt");
    }

    private static Path write(Path file, String text) {
        FileTree.write(file, text);
        return file;
    }

    private void pem(String name, String type, byte[] content) {
        write(directory.resolve(name), "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n");
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A namespace for one test, in the cluster that all tests share: the one that {@code KUBECONFIG_TEST} names, or else a
 * control plane of the tests' own, which starts with the first test that wants it.
 */
final class TestNamespace implements AutoCloseable {
    private static final String RESTRICTED = "restricted";

    private final Sandbox sandbox = Sandbox.create();
    private final String name = "test-" + UUID.randomUUID().toString().substring(0, 8);

    private static final class Cluster {
        static final Path KUBECTL;
        static final Path KUBECONFIG;

        private Cluster() {}

        static {
            String other = System.getenv("KUBECONFIG_TEST");
            if (other == null || other.isEmpty()) {
                ControlPlane plane = ControlPlane.start();
                KUBECTL = plane.kubectl();
                KUBECONFIG = plane.kubeconfig();
            } else {
                KUBECTL = ControlPlanePrograms.provided().kubernetes("kubectl");
                KUBECONFIG = Path.of(other).toAbsolutePath();
            }
        }
    }

    private TestNamespace() {
        sandbox.env("KUBECONFIG", kubeconfig().toString());
    }

    static TestNamespace create() {
        TestNamespace namespace = new TestNamespace();
        namespace.kubectl("create", "namespace", namespace.name).succeeds();
        Await.until("the namespace has its service account", () -> namespace.kubectl("get", "serviceaccount",
                "default").exit() == 0);
        return namespace;
    }

    String name() {
        return name;
    }

    /** An administrator. */
    Path kubeconfig() {
        return Cluster.KUBECONFIG;
    }

    /** A kubeconfig for a service account that has all rights in the namespace, and none elsewhere. */
    Path restrictedKubeconfig() {
        return kubeconfigFor(RESTRICTED, "--clusterrole=admin");
    }

    /**
     * A kubeconfig, {@code USER.kubeconfig}, for a new service account.
     *
     * @param role what it may do in the namespace: {@code --role=NAME} or {@code --clusterrole=NAME}
     */
    Path kubeconfigFor(String user, String role) {
        kubectl("create", "serviceaccount", user).succeeds();
        kubectl("create", "rolebinding", user, role, "--serviceaccount=" + name + ":" + user).succeeds();
        String token = kubectl("create", "token", user).succeeds().out().strip();
        JsonNode config = Yaml.read("kubeconfig", kubectl("config", "view", "--raw", "--flatten", "--minify").succeeds()
                .out()).get(0).content();
        ((ObjectNode) config.path("users").get(0)).putObject("user").put("token", token);
        sandbox.write(user + ".kubeconfig", Yaml.write(config));
        return sandbox.path(user + ".kubeconfig");
    }

    String uid(String resource) {
        return kubectl("get", resource, "-o", "jsonpath={.metadata.uid}").succeeds().out();
    }

    /** Where commands of the test run; {@code KUBECONFIG} names the cluster. */
    Sandbox sandbox() {
        return sandbox;
    }

    /** Runs kubectl in the namespace. */
    CommandResult kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Cluster.KUBECTL.toString(), "--namespace", name));
        command.addAll(List.of(arguments));
        return sandbox.run(command);
    }

    /** Applies manifests as kubectl does: what others than the scripts put into the cluster. */
    void apply(String manifests) {
        sandbox.write("apply.yaml", manifests);
        kubectl("apply", "-f", "apply.yaml").succeeds();
    }

    @Override
    public void close() {
        kubectl("delete", "namespace", name, "--wait=false");
        sandbox.close();
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ways to a cluster, and to the rights in it. */
@InCluster
class ClusterConnectionTest {

    @Test
    void a_plugin_of_the_kubeconfig_gives_the_token(TestNamespace namespace) {
        ObjectNode kubeconfig = kubeconfig(namespace);
        exec(kubeconfig, namespace.sandbox().program("login", answering(token(kubeconfig))));

        assertEquals(namespace.name(), read(namespace, kubeconfig));
    }

    @Test
    void a_plugin_is_asked_again_when_its_token_has_expired(TestNamespace namespace) {
        ObjectNode kubeconfig = kubeconfig(namespace);
        exec(kubeconfig, namespace.sandbox().program("login", "cd " + namespace.sandbox().directory() + "\n"
                + "echo asked >> asked\nif [ $(wc -l < asked) -lt 2 ]; then\n" + answering("expired") + "\nexit\nfi\n"
                + answering(token(kubeconfig))));

        assertEquals(namespace.name(), read(namespace, kubeconfig));
        assertEquals("asked\nasked\n", namespace.sandbox().read("asked"));
    }

    @Test
    void credentials_that_are_not_known_are_no_lost_connection(TestNamespace namespace) {
        ObjectNode kubeconfig = kubeconfig(namespace);
        ((ObjectNode) kubeconfig.path("users").get(0)).putObject("user").put("token", "expired");

        ClusterRefusal refusal = assertThrows(ClusterRefusal.class, () -> read(namespace, kubeconfig));

        assertEquals("The credentials of the kubeconfig are wrong or have expired: log in again.",
                refusal.failure().advice());
    }

    @Test
    void the_contents_of_a_kubeconfig_may_be_given(TestNamespace namespace) {
        String contents = Yaml.write(kubeconfig(namespace));

        namespace.sandbox().script("deploy.java", "list", "-n", namespace.name(), "--kubeconfig", "missing",
                "--kubeconfig-yaml", contents).succeeds();
        namespace.sandbox().script("deploy.java", "list", "-n", namespace.name(), "--kubeconfig-yaml", "token: [secret")
                .failsClearly("cannot use what is given as contents of a kubeconfig: it is none", "--kubeconfig-yaml");
    }

    @Test
    void a_service_account_is_enough_inside_of_a_cluster(TestNamespace namespace) {
        DeployRun.of(namespace, "demo").deploy("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}");
        JsonNode config = Yaml.read(namespace.restrictedKubeconfig()).get(0).content();
        JsonNode cluster = config.path("clusters").get(0).path("cluster");
        URI server = URI.create(cluster.path("server").asText());
        Sandbox sandbox = namespace.sandbox()
                .write("token", config.path("users").get(0).path("user").path("token").asText())
                .write("ca.crt", new String(Base64.getDecoder().decode(
                        cluster.path("certificate-authority-data").asText())))
                .env("KUBECONFIG", "").env("KUBERNETES_SERVICE_HOST", server.getHost())
                .env("KUBERNETES_SERVICE_PORT", "" + server.getPort());
        // Where these files are in a Pod, only Pods have them.
        sandbox.env("KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", sandbox.path("token").toString())
                .env("KUBERNETES_CERTS_CA_FILE", sandbox.path("ca.crt").toString());

        sandbox.script("deploy.java", "inspect", "-a", "demo", "-n", namespace.name()).succeeds().saysOnOut("settings");
    }

    @Test
    void a_proxy_of_the_kubeconfig_leads_to_the_cluster(TestNamespace namespace) {
        ObjectNode kubeconfig = kubeconfig(namespace);
        ObjectNode cluster = (ObjectNode) kubeconfig.path("clusters").get(0).path("cluster");
        String server = URI.create(cluster.path("server").asText()).getAuthority();
        try (TunnelProxy proxy = TunnelProxy.to(server, "us er", "p@ss")) {
            cluster.put("proxy-url", "http://us%20er:p%40ss@" + proxy.host());
            namespace.sandbox().write("proxy.kubeconfig", Yaml.write(kubeconfig));

            namespace.sandbox().script("deploy.java", "list", "-n", namespace.name(), "--kubeconfig", "proxy.kubeconfig")
                    .succeeds();

            assertTrue(proxy.targets().contains(server), proxy.targets()::toString);
        }
    }

    @Test
    void a_proxy_of_the_environment_leads_to_the_cluster(TestNamespace namespace) {
        ObjectNode kubeconfig = kubeconfig(namespace);
        ObjectNode cluster = (ObjectNode) kubeconfig.path("clusters").get(0).path("cluster");
        String server = URI.create(cluster.path("server").asText()).getAuthority();
        try (TunnelProxy proxy = TunnelProxy.to(server, "user", "password")) {
            // The certificate is for the address; the name is known to the proxy only.
            cluster.put("server", "https://cluster.test").put("tls-server-name", "127.0.0.1")
                    .put("insecure-skip-tls-verify", true).remove("certificate-authority-data");
            namespace.sandbox().write("proxy.kubeconfig", Yaml.write(kubeconfig))
                    .env("HTTPS_PROXY", "http://user:password@" + proxy.host());
            String[] list = {"list", "-n", namespace.name(), "--kubeconfig", "proxy.kubeconfig"};

            namespace.sandbox().script("deploy.java", list).succeeds();
            namespace.sandbox().env("NO_PROXY", ".test").script("deploy.java", list)
                    .failsClearly("cluster.test is a name that is not known");

            assertTrue(proxy.targets().contains("cluster.test:443"), proxy.targets()::toString);
        }
    }

    @Test
    void api_servers_that_tell_of_each_group_by_itself_are_understood(TestNamespace namespace) {
        String manifests = """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: nginx}]}
                """;
        try (FaultyApiServer server = FaultyApiServer.start(namespace).old();
                BrokenGroup broken = BrokenGroup.without(namespace)) {
            DeployRun run = DeployRun.of(namespace, "demo").as(server.kubeconfig());

            assertEquals(2, run.deploy(manifests).size());
            assertTrue(server.requests().contains("GET /apis/" + broken.group() + "/v1"), server.requests()::toString);
            Asking.says(Asking.failure(() -> DeployRun.of(namespace, "demo").as(server.kubeconfig())
                    .deploy(manifests + "---\n" + broken.lamp())), broken.group() + "/v1 does not answer");
            run.delete();
        }
    }

    /** Asks for the namespace of the test with a kubeconfig. */
    private static String read(TestNamespace namespace, JsonNode kubeconfig) {
        namespace.sandbox().write("own.kubeconfig", Yaml.write(kubeconfig));
        Path file = namespace.sandbox().path("own.kubeconfig");
        Cluster cluster = new Cluster(ClusterConnection.open(Optional.of(file.toString()), Optional.empty()),
                new Console());
        return cluster.get(new ResourceKey("", "", "Namespace", namespace.name())).orElseThrow()
                .path("metadata").path("name").asText();
    }

    private static void exec(ObjectNode kubeconfig, Path program) {
        ObjectNode exec = ((ObjectNode) kubeconfig.path("users").get(0)).putObject("user").putObject("exec");
        exec.put("apiVersion", "client.authentication.k8s.io/v1").put("command", program.toString())
                .put("interactiveMode", "Never").putArray("args").add("get-token");
    }

    private static String answering(String token) {
        return "echo '{\"apiVersion\": \"client.authentication.k8s.io/v1\", \"kind\": \"ExecCredential\", \"status\": "
                + "{\"token\": \"" + token + "\"}}'";
    }

    private static String token(JsonNode kubeconfig) {
        return kubeconfig.path("users").get(0).path("user").path("token").asText();
    }

    private static ObjectNode kubeconfig(TestNamespace namespace) {
        return (ObjectNode) Yaml.read("kubeconfig", namespace.kubectl("config", "view", "--raw", "--flatten", "--minify")
                .succeeds().out()).get(0).content();
    }
}

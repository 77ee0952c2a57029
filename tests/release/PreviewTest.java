import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Releases for people to try have names of their own, and go after their time to live. */
@InCluster
class PreviewTest {
    private static final String CHART = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: elsewhere}, data: {colour: "{{ .Values.colour }}"}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec:
              tls: [{hosts: ["*.example.com"]}]
              rules:
              - host: "{{ .Release.Name }}.example.com"
                http: {paths: [{path: /shop, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
            """;

    @Test
    void it_has_a_namespace_values_and_a_url_of_its_own_and_is_deleted_with_all_of_it(TestNamespace namespace) {
        application(namespace).write("preview-values.yaml", "colour: red\n");
        String preview = "preview-" + namespace.name();

        CommandResult deployed = preview(namespace, "--values", "preview-values.yaml").succeeds()
                .saysOnErr("Deployed " + preview + ", until 20");

        assertEquals("https://" + preview + ".example.com/shop\n", deployed.out());
        assertEquals("red", namespace.kubectl("get", "configmap/settings", "-n", preview, "-o", "jsonpath={.data.colour}")
                .succeeds().out());
        delete(namespace, "preview", namespace.name()).succeeds().saysOnErr("Deleted " + preview);
        gone(namespace, preview);
        delete(namespace, "preview", namespace.name()).succeeds().saysOnErr("There is no preview");
    }

    @Test
    void two_that_deploy_it_first_at_the_same_moment_both_succeed(TestNamespace namespace) {
        application(namespace);
        String preview = "preview-" + namespace.name();
        List<Sandbox.RunningCommand> deploys = Stream.of("red", "blue").map(colour -> namespace.sandbox().startScript(
                "deploy.java", "preview", namespace.name(), "--yes", "--set", "colour=" + colour)).toList();

        deploys.forEach(deploy -> namespace.sandbox().finish(deploy).succeeds()
                .saysOnErr("Deployed " + preview + ", until 20"));

        namespace.kubectl("get", "configmap/settings", "-n", preview).succeeds();
        delete(namespace, "preview", namespace.name()).succeeds();
    }

    @Test
    void what_another_has_deployed_meanwhile_is_compared_again(TestNamespace namespace) {
        application(namespace);
        String preview = "preview-" + namespace.name();
        try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
            server.spoil(1, request -> request.startsWith("POST ") && request.contains("/leases"), exchange -> {
                preview(namespace, "--set", "colour=red").succeeds();
                return false;
            });
            preview(namespace, "--set", "colour=green", "--kubeconfig", server.kubeconfig().toString()).succeeds();
        }
        assertEquals("green", namespace.kubectl("get", "configmap/settings", "-n", preview, "-o",
                "jsonpath={.data.colour}").succeeds().out());
        delete(namespace, "preview", namespace.name()).succeeds();
    }

    @Test
    @ResourceLock("expired previews")
    void those_past_their_time_to_live_go_with_a_line_for_each(TestNamespace namespace) {
        application(namespace);
        String preview = "preview-" + namespace.name();
        preview(namespace, "--ttl", "48h").succeeds();
        CommandResult none = delete(namespace, "--expired").succeeds();
        assertEquals(-1, none.out().indexOf(preview), none::toString);

        preview(namespace, "--ttl", "1s").succeeds();

        delete(namespace, "--expired", "--diff-run").succeeds().saysOnOut(preview + "  expired 20");
        namespace.kubectl("get", "configmap/settings", "-n", preview).succeeds();
        delete(namespace, "--expired").succeeds().saysOnOut(preview + "  expired 20", "  deleted\n");
        CommandResult again = delete(namespace, "--expired").succeeds();
        assertEquals(-1, again.out().indexOf(preview), again::toString);
        gone(namespace, preview);
    }

    @Test
    void a_namespace_that_others_made_stays(TestNamespace namespace) {
        application(namespace);
        String preview = "preview-" + namespace.name();
        namespace.kubectl("create", "namespace", preview).succeeds();
        try {
            preview(namespace).succeeds();

            delete(namespace, "preview", namespace.name()).succeeds();

            assertEquals("Active", namespace.kubectl("get", "namespace", preview, "-o", "jsonpath={.status.phase}").out());
            namespace.kubectl("get", "configmap/settings", "-n", preview).exits(1);
        } finally {
            namespace.kubectl("delete", "namespace", preview, "--wait=false");
        }
    }

    @Test
    void a_name_that_no_namespace_can_have_is_refused_with_one_that_it_can(TestNamespace namespace) {
        application(namespace).script("deploy.java", "preview", "Feature/New_shop", "--yes").exits(2)
                .saysOnErr("'Feature/New_shop' cannot be in the name of a namespace", "feature-new-shop");
    }

    private static Sandbox application(TestNamespace namespace) {
        return Projects.chart(namespace.sandbox()).write("umbrella-chart/values.yaml", "colour: blue\n")
                .write("umbrella-chart/templates/all.yaml", CHART);
    }

    private static CommandResult preview(TestNamespace namespace, String... options) {
        List<String> all = new ArrayList<>(List.of("preview", namespace.name(), "--yes"));
        all.addAll(List.of(options));
        return namespace.sandbox().script("deploy.java", all.toArray(String[]::new));
    }

    private static CommandResult delete(TestNamespace namespace, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--yes");
        return namespace.sandbox().script("delete.java", all.toArray(String[]::new));
    }

    private static void gone(TestNamespace namespace, String preview) {
        assertTrue(namespace.kubectl("get", "configmap/settings", "-n", preview).exit() == 1);
        Await.until("the namespace is gone",
                () -> namespace.kubectl("get", "namespace", preview).err().contains("NotFound"));
    }
}

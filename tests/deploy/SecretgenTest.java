import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Custom resources that come with their definitions and are done when a controller says so. Stands for
 * secretgen-controller: its kinds in short, and a thread that makes Secrets and sets conditions as it does.
 */
@InCluster
class SecretgenTest {
    /** What they are to secretgen-controller, as far as it decides how they are deployed. */
    private static final String REAL = """
            {apiVersion: secretgen.carvel.dev/v1alpha1, kind: SecretExport, metadata: {name: export}, spec: {
              toNamespaces: [other]}}
            ---
            {apiVersion: secretgen.carvel.dev/v1alpha1, kind: SecretTemplate, metadata: {name: template}, spec: {
              inputResources: [{name: made, ref: {apiVersion: v1, kind: Secret, name: password}}],
              template: {data: {password: $(.made.data.password)}}}}
            ---
            {apiVersion: secretgen.k14s.io/v1alpha1, kind: Certificate, metadata: {name: certificate}, spec: {isCA: true}}
            ---
            {apiVersion: secretgen.k14s.io/v1alpha1, kind: Password, metadata: {name: password}, spec: {length: 40,
              secretTemplate: {type: Opaque, stringData: {password: $(value)}}}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: last}, spec: {ports: [{port: 80}]}}
            """;
    private static final List<String> KINDS = List.of("Password", "Certificate", "SecretTemplate", "SecretExport");

    @Test
    void definitions_and_resources_in_one_release_are_done_when_the_controller_says_so(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        String release = release(namespace, "Password", "Certificate", "SecretTemplate", "SecretExport")
                + waitRule(namespace);
        CompletableFuture<Void> controller = CompletableFuture.runAsync(
                () -> KINDS.forEach(kind -> reconcile(namespace, kind, "ReconcileSucceeded")));

        assertEquals(8, run.deploy(release, "--wait-timeout", "2m").size());

        assertTrue(controller.isDone(), "the deploy did not wait for the controller");
        assertEquals(List.of(), run.deploy(release));
        assertEquals(List.of(), run.deploy(release.replace("---\n", "---\n# the same\n")));
        namespace.kubectl("get", "secret/password").succeeds();
        run.delete();
        assertEquals("", namespace.kubectl("get", "crd", "-o", "name").out().lines()
                .filter(name -> name.contains(namespace.name())).reduce("", String::concat));
    }

    @Test
    void a_condition_that_says_failure_ends_the_deploy_with_its_message(TestNamespace namespace) {
        DeployRun run = DeployRun.of(namespace, "demo");
        CompletableFuture.runAsync(() -> reconcile(namespace, "Password", "ReconcileFailed"));

        Failure failure = assertThrows(Failure.class,
                () -> run.deploy(release(namespace, "Password") + waitRule(namespace), "--wait-timeout", "2m"));

        assertTrue(failure.getMessage().contains("password/password") && failure.getMessage().contains("no luck"),
                failure::getMessage);
        run.delete();
    }

    @Test
    void its_own_kinds_are_done_one_after_the_other_and_their_secrets_stay(TestNamespace namespace) {
        namespace.apply(definition("secretgen.k14s.io", "Certificate") + definition("secretgen.k14s.io", "Password")
                + definition("secretgen.carvel.dev", "SecretTemplate")
                + definition("secretgen.carvel.dev", "SecretExport"));
        Await.until("its kinds are served", () -> namespace.kubectl("get", "certificates.secretgen.k14s.io,"
                + "passwords.secretgen.k14s.io,secrettemplates,secretexports").exit() == 0);
        DeployRun run = DeployRun.of(namespace, "demo");
        CompletableFuture<Void> controller = CompletableFuture.runAsync(() -> {
            succeed(namespace, "certificate.secretgen.k14s.io/certificate", "certificate");
            assertEquals("", namespace.kubectl("get", "secrettemplates,secretexports,services", "-o", "name").out());
            succeed(namespace, "password.secretgen.k14s.io/password", "password");
            succeed(namespace, "secretexport.secretgen.carvel.dev/export", "export");
            assertEquals("", namespace.kubectl("get", "services", "-o", "name").out());
            succeed(namespace, "secrettemplate.secretgen.carvel.dev/template", "template");
        });

        assertEquals(5, run.deploy(REAL, "--wait-timeout", "2m").size());

        controller.join();
        assertEquals(List.of(), run.deploy(REAL));
        for (String secret : List.of("certificate", "password", "export", "template")) {
            namespace.kubectl("get", "secret/" + secret).succeeds();
        }
        run.delete();
        namespace.kubectl("delete", "crd", "certificates.secretgen.k14s.io", "passwords.secretgen.k14s.io",
                "secrettemplates.secretgen.carvel.dev", "secretexports.secretgen.carvel.dev").succeeds();
    }

    /** Does what the controller does for a resource: a Secret, and a condition. */
    private static void succeed(TestNamespace namespace, String resource, String secret) {
        Await.until(resource + " is there", () -> namespace.kubectl("get", resource).exit() == 0);
        String owner = namespace.kubectl("get", resource, "-o", "jsonpath={.apiVersion} {.kind} {.metadata.name} "
                + "{.metadata.uid} {.metadata.labels.kapp\\.k14s\\.io/app}").succeeds().out();
        String[] words = owner.split(" ");
        namespace.apply("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %s
                  labels: {kapp.k14s.io/app: "%s"}
                  ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s, controller: true}]
                stringData: {password: generated}
                """.formatted(secret, words[4], words[0], words[1], words[2], words[3]));
        namespace.kubectl("patch", resource, "--subresource=status", "--type=merge", "-p",
                "{\"status\":{\"observedGeneration\":1,\"conditions\":[{\"type\":\"ReconcileSucceeded\","
                + "\"status\":\"True\"}]}}").succeeds();
    }

    /** Makes the Secret of a resource, with the labels that its owner has, and sets its condition. */
    private static void reconcile(TestNamespace namespace, String kind, String condition) {
        String name = kind.toLowerCase();
        String resource = name + "s." + namespace.name() + ".example.com/" + name;
        Await.until(resource + " is there", () -> namespace.kubectl("get", resource).exit() == 0);
        String label = namespace.kubectl("get", resource, "-o",
                "jsonpath={.metadata.labels.kapp\\.k14s\\.io/app}").succeeds().out();
        namespace.kubectl("create", "secret", "generic", name, "--from-literal=password=generated");
        namespace.kubectl("label", "secret/" + name, "kapp.k14s.io/app=" + label);
        namespace.kubectl("patch", resource, "--subresource=status", "--type=merge", "-p",
                "{\"status\":{\"observedGeneration\":1,\"conditions\":[{\"type\":\"" + condition
                + "\",\"status\":\"True\",\"message\":\"no luck\"}]}}").succeeds();
    }

    private static String release(TestNamespace namespace, String... kinds) {
        StringBuilder release = new StringBuilder();
        for (String kind : kinds) {
            String group = namespace.name() + ".example.com";
            release.append("{apiVersion: %s/v1alpha1, kind: %s, metadata: {name: %s}, spec: {length: 40}}\n---\n"
                    .formatted(group, kind, kind.toLowerCase())).append(definition(group, kind));
        }
        return release.toString();
    }

    private static String definition(String group, String kind) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: NAMEs.GROUP}
                spec:
                  group: GROUP
                  scope: Namespaced
                  names: {plural: NAMEs, singular: NAME, kind: KIND}
                  versions:
                  - name: v1alpha1
                    served: true
                    storage: true
                    subresources: {status: {}}
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                ---
                """.replace("GROUP", group).replace("KIND", kind).replace("NAME", kind.toLowerCase());
    }

    private static String waitRule(TestNamespace namespace) {
        StringBuilder matchers = new StringBuilder();
        KINDS.forEach(kind -> matchers.append("  - {apiVersionKindMatcher: {apiVersion: ").append(namespace.name())
                .append(".example.com/v1alpha1, kind: ").append(kind).append("}}\n"));
        return """
                apiVersion: kapp.k14s.io/v1alpha1
                kind: Config
                waitRules:
                - supportsObservedGeneration: true
                  conditionMatchers:
                  - {type: ReconcileFailed, status: 'True', failure: true}
                  - {type: ReconcileSucceeded, status: 'True', success: true}
                  resourceMatchers:
                """ + matchers;
    }
}

//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Secrets that are encrypted in Git are plain in the cluster, and nowhere in between. */
@InCluster
class EncryptedManifestTest {
    private static final String IN_CHART = "umbrella-chart/templates/db-secret.yaml";

    @Test
    void an_encrypted_manifest_of_a_chart_is_deployed_decrypted(TestNamespace namespace) {
        String value = UUID.randomUUID().toString();
        project(namespace, value);

        CommandResult deploy = Releases.deploy(namespace).succeeds();

        assertEquals(value, password(namespace));
        hides(value, deploy);
        Path[] places = {namespace.sandbox().directory(), Path.of("/dev/shm")};
        assertEquals(List.of(), Vaults.filesWith(value, places));
        assertEquals(List.of(), Vaults.filesWith(base64(value), places));
        hides(value, namespace.kubectl("get", "secret/db", "-o", "jsonpath={.metadata}").succeeds());
        hides(value, namespace.kubectl("get", "configmaps", "-o", "yaml").succeeds());
        assertFalse(namespace.kubectl("get", "secret/db", "-o", "yaml").out().contains("sops"));
        Releases.deploy(namespace, "--apply-exit-status").exits(2);
    }

    @Test
    void the_state_has_an_encrypted_manifest_byte_for_byte(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "s3cret-word");
        String encrypted = sandbox.read(IN_CHART);

        sandbox.script("render.java").succeeds();
        String state = sandbox.read(".release/state.yaml");
        assertTrue(state.contains("---\n" + encrypted), state);
        sandbox.script("render.java").succeeds();
        assertEquals(state, sandbox.read(".release/state.yaml"));

        sandbox.script("secrets.java", "decrypt", ".release/state.yaml").succeeds().saysOnOut("password: s3cret-word");
    }

    @Test
    void a_rendered_state_deploys_as_the_chart_does(TestNamespace namespace) {
        project(namespace, "s3cret-word").script("render.java").succeeds();
        Releases.deploy(namespace, "-f", ".release/state.yaml").succeeds();

        Releases.deploy(namespace, "--apply-exit-status").exits(2);
        assertEquals("s3cret-word", password(namespace));
    }

    @Test
    void without_a_key_nothing_is_deployed_and_the_recipients_are_named(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "s3cret-word");
        String recipient = sandbox.read(".sops.yaml").replaceFirst("(?s).*(age1\\w+).*", "$1");
        sandbox.env("SOPS_AGE_KEY_FILE", AgeKey.create(sandbox, "../home/other.txt").file().toString());

        Releases.deploy(namespace).failsClearly("cannot decrypt Secret db", recipient);

        assertEquals("configmap/kube-root-ca.crt\n",
                namespace.kubectl("get", "configmaps,secrets", "-o", "name").out());
    }

    @Test
    void a_manifest_that_a_template_changes_is_refused_and_nothing_deployed(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "s3cret-word");
        sandbox.write(IN_CHART, sandbox.read(IN_CHART).replace("name: db", "name: {{ .Release.Name }}"));

        Releases.deploy(namespace, "--allow-dirty").failsClearly("was changed since it was encrypted", "no template");

        assertEquals("configmap/kube-root-ca.crt\n",
                namespace.kubectl("get", "configmaps,secrets", "-o", "name").out());
    }

    @Test
    void what_is_left_of_an_encrypted_manifest_is_refused(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "s3cret-word");
        String encrypted = sandbox.read(IN_CHART);
        sandbox.write(IN_CHART, encrypted.substring(0, encrypted.indexOf("sops:")));

        Releases.deploy(namespace, "--allow-dirty").failsClearly("Secret db holds encrypted values", "Restore it");

        assertEquals("configmap/kube-root-ca.crt\n",
                namespace.kubectl("get", "configmaps,secrets", "-o", "name").out());
    }

    @Test
    void a_diff_tells_of_a_changed_secret_without_its_value(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "first-word");
        Releases.deploy(namespace).succeeds();
        encrypt(sandbox, "second-word");

        CommandResult diff = sandbox.script("deploy.java", "diff", "-c").succeeds();

        diff.saysOnOut("password", "value not shown");
        hides("first-word", diff);
        hides("second-word", diff);
        hides(base64("second-word"), diff);
    }

    @Test
    void a_rollback_brings_the_older_value_back(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "first-word");
        Releases.deploy(namespace).succeeds();
        encrypt(sandbox, "second-word");
        Releases.commit(sandbox, "Another word");
        Releases.deploy(namespace).succeeds();
        assertEquals("second-word", password(namespace));

        sandbox.script("deploy.java", "rollback", "--yes").succeeds();

        assertEquals("first-word", password(namespace));
    }

    @Test
    void documents_that_were_encrypted_together_are_deployed(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "s3cret-word");
        sandbox.write("two-secret.yaml", Vaults.SECRET + "---\n" + Vaults.SECRET.replace("name: db", "name: other"));
        Vaults.sops(sandbox, "encrypt --encrypted-regex '^(data|stringData)$' --in-place two-secret.yaml").succeeds();

        Releases.deploy(namespace, "-f", "two-secret.yaml").succeeds();

        assertEquals("s3cret-word", password(namespace));
        namespace.kubectl("get", "secret/other").succeeds();
    }

    @Test
    void an_encrypted_ConfigMap_is_refused(TestNamespace namespace) {
        Sandbox sandbox = project(namespace, "s3cret-word");
        sandbox.write("map-secret.yaml", Releases.settings("blue"));
        Vaults.sops(sandbox, "encrypt --encrypted-regex '^data$' --in-place map-secret.yaml").succeeds();

        Releases.deploy(namespace, "-f", "map-secret.yaml").failsClearly("ConfigMap settings", "no Secret");
    }

    /** A repository whose chart has a ConfigMap and an encrypted Secret, committed. */
    private static Sandbox project(TestNamespace namespace, String value) {
        Sandbox sandbox = Releases.repository(namespace);
        AgeKey key = AgeKey.create(sandbox, "../home/key.txt");
        sandbox.env("SOPS_AGE_KEY_FILE", key.file().toString());
        Vaults.rule(sandbox, key);
        encrypt(sandbox, value);
        Releases.commit(sandbox, "Add a Secret");
        return sandbox;
    }

    private static void encrypt(Sandbox sandbox, String value) {
        sandbox.write(IN_CHART, Vaults.SECRET.replace("s3cret-word", value));
        sandbox.script("secrets.java", "encrypt", IN_CHART).succeeds();
    }

    private static String password(TestNamespace namespace) {
        String data = namespace.kubectl("get", "secret/db", "-o", "jsonpath={.data.password}").succeeds().out();
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    private static void hides(String value, CommandResult result) {
        assertFalse((result.out() + result.err()).contains(value), result::toString);
        assertFalse((result.out() + result.err()).contains(base64(value)), result::toString);
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}

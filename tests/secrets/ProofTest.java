//SOURCES Planted.java
//SOURCES Vaults.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random values come in wherever secrets do, and are found nowhere but in the cluster's Secrets. */
class ProofTest {
    private static final String VALUES = "secret-values.yaml";

    @Test
    void no_render_and_no_lock_verb_lets_a_value_out() {
        try (Sandbox sandbox = Sandbox.create()) {
            Vaults.create(Projects.minimal(sandbox));
            Planted planted = new Planted(sandbox);
            secrets(sandbox, planted);
            sandbox.write("gitops.yaml", "helm: {values: " + VALUES + "}\npostRender: [tee seen]\n");

            for (String options : List.of("--debug", "--debug -o -", "-o state.yaml --lock-output lock.yaml",
                    "--check-reproducible --check-shards --no-cache", "--score", "--include-crds --no-shards")) {
                understood(planted.script("render.java", options.split(" ")));
            }
            assertTrue(sandbox.read("seen").contains("ENC[AES256_GCM"), "the step has seen Secrets");
            for (String verb : List.of("list --json", "verify --offline", "resolve", "update", "charts")) {
                understood(planted.script("lock.java", (verb + " --debug").split(" ")));
            }
            for (String verb : List.of("keys --json", "check", "encrypt", "rotate " + VALUES)) {
                understood(planted.script("secrets.java", (verb + " --debug").split(" ")));
            }
            planted.script("render.java").succeeds();
            for (String broken : List.of("{{ fail .Values.login.password }}", "a: {{ .Values.login.password }}: [",
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: {{ .Values.login.password }}}",
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Values.login.password }}}")) {
                sandbox.write("umbrella-chart/templates/broken.yaml", broken);
                planted.script("render.java", "--debug").exits(1);
            }
            sandbox.shell("rm umbrella-chart/templates/broken.yaml && sed -i 's/password: ENC.A/&B/' " + VALUES).succeeds();
            planted.script("render.java", "--debug").exits(1);
            planted.noneBelow(Tools.cache().resolve("shards"));
            planted.noneBelow(Tools.cache().resolve("secrets"));
            planted.hasSeen("helm");
        }
    }

    @Test
    void no_deploy_and_no_look_at_the_cluster_lets_a_value_out() {
        try (TestNamespace namespace = TestNamespace.create()) {
            Sandbox sandbox = Releases.repository(namespace);
            sandbox.write(".gitignore", sandbox.read(".gitignore") + "!/" + VALUES + "\n!/.sops.yaml\n");
            Planted planted = new Planted(sandbox);
            String first = secrets(sandbox, planted);
            sandbox.write("gitops.yaml", sandbox.read("gitops.yaml") + "helm: {values: " + VALUES + "}\n");
            Releases.commit(sandbox, "Have secrets");

            planted.script("deploy.java", "-c", "--debug", "--yes").succeeds();
            assertEquals(first, inCluster(namespace, "login"));
            Releases.paint(sandbox, "red");
            values(sandbox, planted.value("a changed values file"));
            Releases.commit(sandbox, "Change a secret");
            for (String look : List.of("deploy.java diff -c --debug", "deploy.java --diff-run -c --json",
                    "deploy.java drift --at HEAD", "deploy.java -c --json --yes", "deploy.java inspect --raw",
                    "deploy.java inspect --json", "deploy.java inspect --tree --status", "deploy.java history --json",
                    "deploy.java list --json", "deploy.java logs", "deploy.java rollback --yes --debug",
                    "deploy.java -a files -f file-secret.yaml -c --yes --debug",
                    "deploy.java preview " + namespace.name() + " -c --yes", "delete.java preview " + namespace.name()
                            + " --yes", "delete.java -a files -c --json --yes")) {
                String[] words = look.split(" ");
                understood(planted.script(words[0], List.of(words).subList(1, words.length).toArray(String[]::new)));
            }
            assertEquals(first, inCluster(namespace, "login"));
            planted.none("the cluster", namespace.kubectl("get", "configmaps,leases,events,serviceaccounts", "-o", "yaml")
                    .succeeds().out());
            planted.none("what the cluster notes at Secrets",
                    namespace.kubectl("get", "secrets", "-o", "jsonpath={.items[*].metadata}").succeeds().out());

            try (FaultyApiServer server = FaultyApiServer.start(namespace)) {
                server.spoil(Integer.MAX_VALUE, request -> request.matches("(PUT|POST|PATCH) .*/secrets.*"),
                        FaultyApiServer.status(422));
                planted.script("deploy.java", "-c", "--debug", "--yes", "--kubeconfig", server.kubeconfig().toString())
                        .exits(1);
            }
            sandbox.env("SOPS_AGE_KEY", "").env("SOPS_AGE_KEY_CMD", "exit 9");
            planted.script("deploy.java", "-c", "--debug", "--yes").exits(1);
            planted.hasSeen("helm");
        }
    }

    /**
     * An encrypted values file, whose key is in the environment, and encrypted manifests in the chart and beside it,
     * whose key a command prints.
     *
     * @return the password in the values
     */
    private static String secrets(Sandbox sandbox, Planted planted) {
        AgeKey environment = AgeKey.create(sandbox, "../home/environment.txt");
        AgeKey command = AgeKey.create(sandbox, "../home/command.txt");
        sandbox.env("SOPS_AGE_KEY_FILE", "").env("SOPS_AGE_KEY", planted.secret("the environment", environment.secret()))
                .env("SOPS_AGE_KEY_CMD", "cat ../home/command.txt");
        planted.secret("a command", command.secret());
        Vaults.rule(sandbox, command);
        for (String file : List.of("umbrella-chart/templates/db-secret.yaml", "file-secret.yaml")) {
            sandbox.write(file, Vaults.SECRET.replace("s3cret-word", planted.value(file)));
            Vaults.sops(sandbox, "encrypt -i --encrypted-regex '^stringData$' " + file).succeeds();
        }
        Vaults.rule(sandbox, environment);
        sandbox.write("umbrella-chart/templates/login.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: login}
                stringData:
                  password: {{ .Values.login.password }}
                """);
        String password = planted.value("the values file");
        values(sandbox, password);
        return password;
    }

    /** It was no wrong usage, which would prove nothing. */
    private static void understood(CommandResult result) {
        assertNotEquals(ExitStatus.USAGE, result.exit(), result::toString);
    }

    private static void values(Sandbox sandbox, String password) {
        sandbox.write(VALUES, "login: {password: '" + password + "'}\n");
        Vaults.sops(sandbox, "encrypt -i " + VALUES).succeeds();
    }

    private static String inCluster(TestNamespace namespace, String secret) {
        String data = namespace.kubectl("get", "secret/" + secret, "-o", "jsonpath={.data.password}").succeeds().out();
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }
}

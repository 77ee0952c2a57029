import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was deployed once is deployed again, byte for byte. */
@InCluster
class RollbackTest {
    /** A repository whose first commit has been deployed, and then one that is red. */
    private static Sandbox deployedTwice(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        Releases.deploy(namespace).succeeds();
        Releases.paint(sandbox, "red");
        Releases.deploy(namespace).succeeds();
        return sandbox;
    }

    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: registry.example.com/web@sha256:%s}]}
            """;

    @Test
    void it_goes_to_the_deploy_before_and_says_which_images_and_resources_change(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace)
                .write("umbrella-chart/templates/web.yaml", WEB.formatted("1".repeat(64)));
        String good = Releases.commit(sandbox, "Good");
        Releases.deploy(namespace).succeeds();
        sandbox.write("umbrella-chart/templates/web.yaml", WEB.formatted("2".repeat(64)));
        Releases.commit(sandbox, "Bad");
        Releases.deploy(namespace).succeeds();

        rollback(namespace).succeeds().saysOnOut("Rolls demo back to " + good.substring(0, 10), "deployed by demo-change-",
                "image deployment/web web: registry.example.com/web@sha256:2222", "→ registry.example.com/web@sha256:1111",
                "0 create, 0 delete, 1 update").saysOnErr("HEAD is 1 commit ahead of the cluster now",
                "git revert --no-edit " + good.substring(0, 10) + "..HEAD");

        assertEquals("registry.example.com/web@sha256:" + "1".repeat(64), namespace.kubectl("get", "deployment/web", "-o",
                "jsonpath={.spec.template.spec.containers[0].image}").out());
        sandbox.script("deploy.java", "drift").exits(3).saysOnOut("undeployed");
    }

    @Test
    void a_commit_makes_it_last(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        Releases.deploy(namespace).succeeds();
        Releases.paint(sandbox, "red");
        sandbox.write("umbrella-chart/templates/more.yaml", Releases.settings("x").replace("settings", "more"));
        Releases.commit(sandbox, "Add more");
        Releases.deploy(namespace).succeeds();

        rollback(namespace, "--commit").succeeds().saysOnErr("Committed ");

        assertEquals("", GitRepositories.git(sandbox, "status", "--porcelain"));
        assertEquals("", GitRepositories.git(sandbox, "diff", "HEAD~3", "HEAD"));
        assertEquals(4, GitRepositories.subjects(sandbox, ".", "HEAD").size());
        sandbox.script("deploy.java", "drift").succeeds().saysOnOut("no drift");
        Releases.deploy(namespace, "--apply-exit-status").exits(2);
        assertEquals("blue", Releases.colour(namespace));
    }

    @Test
    void what_keeps_the_commit_from_being_made_is_told_before_anything_is_deployed(TestNamespace namespace) {
        Sandbox sandbox = deployedTwice(namespace);

        sandbox.write("umbrella-chart/templates/settings.yaml", Releases.settings("pink"));
        rollback(namespace, "--commit").failsClearly("files with local changes are in the way",
                "umbrella-chart/templates/settings.yaml");
        GitRepositories.git(sandbox, "checkout", "-q", ".");
        GitRepositories.git(sandbox, "config", "--global", "--unset", "user.name");
        rollback(namespace, "--commit").failsClearly("Git does not know who commits");
        GitRepositories.identity(sandbox);
        GitRepositories.git(sandbox, "checkout", "-q", "--detach");
        rollback(namespace, "--commit").failsClearly("HEAD is detached", "--env");

        assertEquals("red", Releases.colour(namespace));
        rollback(namespace, "--commit", "--env", "main").succeeds().saysOnErr("Committed ");
        assertEquals("", GitRepositories.git(sandbox, "diff", "main~2", "main"));
    }

    @Test
    void a_change_or_a_commit_can_be_named(TestNamespace namespace) {
        Sandbox sandbox = deployedTwice(namespace);
        Releases.paint(sandbox, "green");
        Releases.deploy(namespace).succeeds();
        String oldest = history(namespace).get(2).path("name").asText();

        rollback(namespace, "--to", oldest).succeeds();
        assertEquals("blue", Releases.colour(namespace));
        rollback(namespace, "--to", "HEAD~1").succeeds();
        assertEquals("red", Releases.colour(namespace));
        rollback(namespace).succeeds();
        assertEquals("blue", Releases.colour(namespace));
    }

    @Test
    void resources_stay_in_the_namespace_that_they_were_deployed_into(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        sandbox.write("umbrella-chart/templates/settings.yaml",
                Releases.settings("blue").replace("name: settings", "name: settings, namespace: elsewhere"));
        Releases.commit(sandbox, "Name another namespace");
        Releases.deploy(namespace, "--into-ns", namespace.name()).succeeds();
        sandbox.write("umbrella-chart/templates/settings.yaml", Releases.settings("red"));
        Releases.commit(sandbox, "Paint it red");
        Releases.deploy(namespace, "--map-ns", "elsewhere=" + namespace.name()).succeeds();

        rollback(namespace).succeeds().saysOnOut("0 create, 0 delete, 1 update");

        assertEquals("blue", Releases.colour(namespace));
        CommandResult drift = sandbox.script("deploy.java", "drift").exits(3).saysOnOut("undeployed");
        assertEquals(-1, drift.out().indexOf("missing"), drift::toString);
    }

    @Test
    void it_stops_when_a_commit_renders_to_other_bytes_than_it_did(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace)
                .write("umbrella-chart/templates/random.yaml", Releases.settings("{{ randAlpha 9 }}").replace("settings", "random"));
        Releases.commit(sandbox, "Be random");
        Releases.deploy(namespace).succeeds();
        Releases.paint(sandbox, "red");
        Releases.deploy(namespace).succeeds();

        CommandResult stopped = rollback(namespace).failsClearly("does not render to what it was when it was deployed",
                "ConfigMap random", "state.yaml has the SHA-256", "deploy.java --at");

        assertEquals(-1, stopped.err().indexOf("ConfigMap settings"), stopped::toString);
        assertEquals("red", Releases.colour(namespace));
    }

    @Test
    void it_needs_a_deploy_to_go_to(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        Releases.deploy(namespace).succeeds();
        rollback(namespace).failsClearly("there is no deploy before the current one");

        sandbox.write("files.yaml", Releases.settings("green"));
        Releases.deploy(namespace, "-f", "files.yaml").succeeds();
        Releases.paint(sandbox, "red");
        Releases.deploy(namespace).succeeds();
        rollback(namespace).failsClearly("has deployed files, and nothing tells of which commit", "--to");
    }

    private static CommandResult rollback(TestNamespace namespace, String... options) {
        List<String> all = new ArrayList<>(List.of("rollback", "--yes"));
        all.addAll(List.of(options));
        return namespace.sandbox().script("deploy.java", all.toArray(String[]::new));
    }

    private static JsonNode history(TestNamespace namespace) {
        String json = namespace.sandbox().script("deploy.java", "history", "--json").succeeds().out();
        return EmbeddedJson.read(json).orElseThrow().path("Tables").get(0).path("Rows");
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cluster remembers which commit and which state it was given. */
@InCluster
class RecordedReleaseTest {

    @Test
    void the_history_names_the_commit_and_the_state_of_each_deploy(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        String blue = GitRepositories.git(sandbox, "rev-parse", "HEAD");
        Releases.deploy(namespace).succeeds();
        String red = Releases.paint(sandbox, "red");
        Releases.deploy(namespace).succeeds();

        JsonNode rows = history(namespace);

        assertEquals(List.of(red, blue), rows.findValuesAsText("commit"));
        assertEquals(FileTree.sha256(sandbox.read(".release/state.yaml")), rows.get(0).path("state_sha256").asText());
        assertEquals("true", rows.get(1).path("successful").asText());
        sandbox.script("deploy.java", "history").succeeds().saysOnOut(red.substring(0, 10), blue.substring(0, 10));
    }

    @Test
    void a_tree_with_local_changes_is_recorded_as_such(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        String commit = GitRepositories.git(sandbox, "rev-parse", "HEAD");
        sandbox.write("umbrella-chart/templates/settings.yaml", Releases.settings("green"));

        Releases.deploy(namespace, "--allow-dirty").succeeds();

        assertEquals(List.of(commit + "-dirty"), history(namespace).findValuesAsText("commit"));
        sandbox.script("deploy.java", "history").succeeds()
                .saysOnOut(commit.substring(0, 10) + " with local changes");
    }

    @Test
    void files_have_no_commit_but_the_state_that_a_render_of_them_has(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        sandbox.script("render.java").succeeds();

        Releases.deploy(namespace, "-f", ".release/state.yaml").succeeds();

        assertEquals(List.of(""), history(namespace).findValuesAsText("commit"));
        assertEquals(List.of(FileTree.sha256(sandbox.read(".release/state.yaml"))),
                history(namespace).findValuesAsText("state_sha256"));
        sandbox.script("deploy.java", "history").succeeds().saysOnOut("no commit");
    }

    @Test
    void a_commit_that_renders_the_same_is_remembered_without_a_change(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        Releases.deploy(namespace).succeeds();
        String same = Releases.commit(sandbox, "Say the same");

        Releases.deploy(namespace).succeeds();

        assertEquals(1, history(namespace).size());
        assertEquals(same, namespace.kubectl("get", "configmap/demo", "-o",
                "jsonpath={.metadata.annotations.gitops-scripts/commit}").succeeds().out());
    }

    @Test
    void a_dry_run_leaves_what_is_remembered_as_it_is(TestNamespace namespace) {
        Sandbox sandbox = Releases.repository(namespace);
        Releases.deploy(namespace).succeeds();
        String same = Releases.commit(sandbox, "Say the same");

        sandbox.script("deploy.java", "--diff-run").succeeds();

        assertFalse(namespace.kubectl("get", "configmap/demo", "-o", "yaml").succeeds().out().contains(same));
    }

    private static JsonNode history(TestNamespace namespace) {
        String json = namespace.sandbox().script("deploy.java", "history", "--json").succeeds().out();
        return EmbeddedJson.read(json).orElseThrow().path("Tables").get(0).path("Rows");
    }
}

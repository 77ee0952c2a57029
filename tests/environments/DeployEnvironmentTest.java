//SOURCES Branches.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code deploy.java} goes where the environment lives, and nowhere else. */
@InCluster
class DeployEnvironmentTest {

    @Test
    void a_branch_goes_to_its_place_and_another_one_from_the_same_checkout(TestNamespace namespace) {
        Sandbox sandbox = project(namespace);
        deploy(sandbox, "--yes").succeeds();
        String before = GitRepositories.state(sandbox, "work");
        deploy(sandbox, "--env", "production", "--yes").succeeds().saysOnErr("not kept");
        assertEquals("blue", colour(namespace, "my-app"));
        assertEquals("green", colour(namespace, "shop-live"));
        assertEquals(before, GitRepositories.state(sandbox, "work"));
        sandbox.script("deploy.java", "history", "-C", "work", "--env", "production").succeeds()
                .saysOnOut("update: Op: 1 create");
        sandbox.script("delete.java", "-C", "work", "--env", "production", "--yes").succeeds();
        namespace.kubectl("get", "configmap/shop-live-settings").exits(1);
        assertEquals("blue", colour(namespace, "my-app"));
    }

    @Test
    void options_that_would_go_elsewhere_are_refused(TestNamespace namespace) {
        Sandbox sandbox = project(namespace);
        deploy(sandbox, "-n", "other", "--yes").exits(2)
                .saysOnErr("-n other would leave the environment develop, which has " + namespace.name());
        deploy(sandbox, "--kubeconfig-context", "other", "--yes").exits(2)
                .saysOnErr("--kubeconfig-context other would leave the environment develop");
        deploy(sandbox, "--env", "production", "-a", "my-app", "--yes").exits(2)
                .saysOnErr("-a my-app would leave the environment production, which has shop-live");
        deploy(sandbox, "-n", namespace.name(), "--diff-run").succeeds();
    }

    @Test
    void a_context_that_is_nowhere_is_named(TestNamespace namespace) {
        Sandbox sandbox = project(namespace);
        sandbox.write("work/gitops.yaml", sandbox.read("work/gitops.yaml")
                .replaceAll("context: [^}]*", "context: moon"));
        deploy(sandbox, "--allow-dirty", "--yes").failsClearly("the kubeconfig has no context moon");
    }

    @Test
    void a_branch_that_is_no_environment_goes_nowhere_by_itself(TestNamespace namespace) {
        Sandbox sandbox = project(namespace);
        GitRepositories.git(sandbox, "-C", "work", "checkout", "-q", "-b", "feature");
        deploy(sandbox, "--yes").failsClearly("the branch feature is no environment of gitops.yaml",
                "--env: develop, production");
        deploy(sandbox, "-a", "mine", "-n", namespace.name(), "--yes")
                .failsClearly("the branch feature is no environment");
        deploy(sandbox, "-a", "mine", "-n", namespace.name(), "--kubeconfig-context", context(namespace), "--diff-run")
                .succeeds();
        deploy(sandbox, "--env", "develop", "--diff-run").succeeds();
        sandbox.script("render.java", "-C", "work").succeeds();
    }

    @Test
    void a_commit_that_ci_has_checked_out_belongs_to_the_branch_that_ci_names(TestNamespace namespace) {
        Sandbox sandbox = project(namespace);
        String head = GitRepositories.git(sandbox, "-C", "work", "rev-parse", "HEAD");
        GitRepositories.git(sandbox, "-C", "work", "checkout", "-q", "--detach");
        deploy(sandbox, "--diff-run").failsClearly("no branch is checked out", "--env: develop, production");
        sandbox.env("CI_COMMIT_BRANCH", "develop").env("CI_COMMIT_SHA", "1".repeat(40));
        deploy(sandbox, "--diff-run").failsClearly("no branch is checked out");
        sandbox.env("CI_COMMIT_SHA", head);
        deploy(sandbox, "--diff-run").succeeds();
        sandbox.env("CI_COMMIT_SHA", "").env("GITHUB_SHA", head).env("GITHUB_REF_NAME", "develop")
                .env("GITHUB_REF_TYPE", "tag");
        deploy(sandbox, "--diff-run").failsClearly("no branch is checked out");
    }

    @Test
    void what_is_not_committed_is_deployed_only_on_demand(TestNamespace namespace) {
        Sandbox sandbox = project(namespace).write("work/umbrella-chart/values.yaml", "colour: red\n")
                .write("work/new.txt", "");
        deploy(sandbox, "--yes").failsClearly("the files differ from the commit that is checked out",
                "  new.txt", "  umbrella-chart/values.yaml", "--allow-dirty");
        namespace.kubectl("get", "configmap/my-app-settings").exits(1);
        deploy(sandbox, "--diff-run").succeeds();
        deploy(sandbox, "--allow-dirty", "--yes").succeeds().saysOnErr("with local changes");
        assertEquals("red", colour(namespace, "my-app"));
    }

    @Test
    void a_release_directory_that_git_does_not_ignore_makes_nothing_dirty(TestNamespace namespace) {
        Sandbox sandbox = project(namespace);
        GitRepositories.git(sandbox, "-C", "work", "rm", "-q", ".gitignore");
        GitRepositories.git(sandbox, "-C", "work", "commit", "-q", "-m", "no longer");
        deploy(sandbox, "--yes").succeeds();
        deploy(sandbox, "--yes").succeeds();
    }

    @Test
    void an_older_commit_can_be_deployed_from_a_dirty_checkout(TestNamespace namespace) {
        Sandbox sandbox = project(namespace);
        Branches.colour(sandbox, "work", "red");
        deploy(sandbox, "--yes").succeeds();
        sandbox.write("work/umbrella-chart/values.yaml", "colour: white\n");
        deploy(sandbox, "--at", "HEAD~1", "--yes").succeeds();
        assertEquals("blue", colour(namespace, "my-app"));
        assertFalse(sandbox.read("work/.release/state.yaml").contains("blue"));
    }

    private static Sandbox project(TestNamespace namespace) {
        Sandbox sandbox = Branches.repository(namespace.sandbox(), "work");
        String place = "{namespace: " + namespace.name() + ", context: " + context(namespace);
        for (String branch : new String[] {"production", "develop"}) {
            GitRepositories.git(sandbox, "-C", "work", "checkout", "-q", branch);
            sandbox.write("work/gitops.yaml", "environments:\n  develop: " + place + "}\n  production: " + place
                    + ", application: shop-live}\n");
            GitRepositories.git(sandbox, "-C", "work", "commit", "-q", "-a", "-m", "places");
        }
        return sandbox;
    }

    private static String context(TestNamespace namespace) {
        return namespace.kubectl("config", "current-context").succeeds().out().strip();
    }

    private static String colour(TestNamespace namespace, String application) {
        return namespace.kubectl("get", "configmap/" + application + "-settings", "-o", "jsonpath={.data.colour}")
                .succeeds().out();
    }

    private static CommandResult deploy(Sandbox sandbox, String... arguments) {
        return sandbox.script("deploy.java",
                Stream.concat(Stream.of("-C", "work"), Stream.of(arguments)).toArray(String[]::new));
    }
}

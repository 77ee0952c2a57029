import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A new tag in the registry reaches the cluster: by a cron's commit of one lock, and a deploy of one Deployment. */
@InCluster
class ImageUpdateTest {
    private static final String LOCK = "app-locks/third-party.kbld.lock.yml";

    @Test
    void a_new_tag_becomes_one_commit_of_one_lock_and_one_changed_deployment(TestNamespace namespace) {
        Sandbox sandbox = namespace.sandbox();
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("web", "1.0.0");
            registry.push("db", "2.0.0");
            project(sandbox, registry, namespace.name());
            sandbox.script("lock.java", "resolve", "-C", "clone", "--push").succeeds();
            sandbox.script("deploy.java", "-C", "clone", "--yes").succeeds();
            String before = image(namespace, "web");
            String db = image(namespace, "db");

            String digest = registry.push("web", "1.1.0");
            cron(sandbox, "update", "--commit", "--push").succeeds().saysOnErr("Pushed ", "Updated 1 image");
            cron(sandbox, "update", "--commit", "--push").succeeds().saysOnErr("All is up to date");

            assertEquals(List.of("Update " + registry.host() + "/web:1.0.0", "Lock 2 images", "first"),
                    GitRepositories.subjects(sandbox, "remote.git", "main"));
            assertEquals(LOCK,
                    GitRepositories.git(sandbox, "-C", "remote.git", "diff", "--name-only", "main^", "main"));
            GitRepositories.git(sandbox, "-C", "clone", "pull", "-q");
            sandbox.script("deploy.java", "-C", "clone", "--yes").succeeds().saysOnOut("0 create, 0 delete, 1 update");
            assertEquals(before.replaceFirst("@.*", "@" + digest), image(namespace, "web"));
            assertEquals(db, image(namespace, "db"));
        }
    }

    @Test
    void for_a_pull_request_the_commit_goes_to_a_branch_of_its_own_and_the_next_one_on_top(TestNamespace namespace) {
        Sandbox sandbox = namespace.sandbox();
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("web", "1.0.0");
            registry.push("db", "2.0.0");
            project(sandbox, registry, namespace.name());
            sandbox.script("lock.java", "resolve", "-C", "clone", "--push").succeeds();
            registry.push("web", "1.1.0");
            cron(sandbox, "update", "--push", "--branch", "image-updates").succeeds().saysOnErr(" to image-updates");
            cron(sandbox, "update", "--push", "--branch", "image-updates").succeeds().saysOnErr("Nothing to push");
            registry.push("web", "1.2.0");
            cron(sandbox, "update", "--push", "--branch", "image-updates", "--env", "main").succeeds();
            assertEquals(4, GitRepositories.subjects(sandbox, "remote.git", "image-updates").size());
            assertEquals(2, GitRepositories.subjects(sandbox, "remote.git", "main").size());
            assertTrue(GitRepositories.text(sandbox, "remote.git", "image-updates", LOCK).contains("tag: 1.2.0"));
        }
    }

    @Test
    void another_environment_is_updated_without_a_checkout_of_it(TestNamespace namespace) {
        Sandbox sandbox = namespace.sandbox();
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("web", "1.0.0");
            registry.push("db", "2.0.0");
            project(sandbox, registry, namespace.name());
            GitRepositories.git(sandbox, "-C", "clone", "push", "-q", "origin", "main:staging");
            sandbox.script("lock.java", "resolve", "-C", "clone", "--env", "staging").exits(2)
                    .saysOnErr("the files of staging are not checked out", "--push");
            sandbox.script("lock.java", "resolve", "-C", "clone", "--env", "staging", "--push").succeeds()
                    .saysOnErr(" to staging");
            sandbox.script("lock.java", "resolve", "-C", "clone", "--env", "staging", "--push").succeeds()
                    .saysOnErr("All images are locked");
            sandbox.script("lock.java", "verify", "-C", "clone", "--env", "staging", "--offline").succeeds();
            sandbox.script("lock.java", "verify", "-C", "clone", "--offline").exits(3);
            sandbox.script("lock.java", "resolve", "-C", "clone", "--at", "HEAD", "--push").exits(2)
                    .saysOnErr("the commit HEAD stays as it is");
            assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
        }
    }

    /** One run of a cron, which clones as CI does. */
    private static CommandResult cron(Sandbox sandbox, String... arguments) {
        sandbox.shell("rm -rf cron").succeeds();
        GitRepositories.git(sandbox, "clone", "-q", "--depth", "1", "file://" + sandbox.path("remote.git"), "cron");
        return sandbox.script("lock.java", java.util.stream.Stream.concat(java.util.stream.Stream.of(arguments),
                java.util.stream.Stream.of("-C", "cron")).toArray(String[]::new));
    }

    private static void project(Sandbox sandbox, OciRegistry registry, String namespace) {
        GitRepositories.identity(sandbox).write("first/gitops.yaml", "namespace: " + namespace + "\n")
                .write("first/.gitignore", ".release/\n")
                .write("first/umbrella-chart/Chart.yaml", "apiVersion: v2\nname: umbrella-chart\nversion: 0.1.0\n")
                .write("first/image-policies.yaml", """
                        overrides:
                        - imageRepo: %s/web
                          tagSelection: {semver: {constraints: '>=1.0.0'}}
                        """.formatted(registry.host()))
                .write("first/umbrella-chart/templates/web.yaml", deployment("web", registry.host() + "/web:1.0.0"))
                .write("first/umbrella-chart/templates/db.yaml", deployment("db", registry.host() + "/db:2.0.0"));
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", "first");
        GitRepositories.git(sandbox, "-C", "first", "add", ".");
        GitRepositories.git(sandbox, "-C", "first", "commit", "-q", "-m", "first");
        GitRepositories.git(sandbox, "clone", "-q", "--bare", "first", "remote.git");
        GitRepositories.clone(sandbox, "clone");
    }

    private static String deployment(String name, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: %1$s, image: "%2$s"}]}
                """.formatted(name, image);
    }

    private static String image(TestNamespace namespace, String deployment) {
        return namespace.kubectl("get", "deployment/" + deployment, "-o",
                "jsonpath={.spec.template.spec.containers[0].image}").succeeds().out();
    }
}

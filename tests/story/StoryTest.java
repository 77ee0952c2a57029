//SOURCES Shop.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** From two applications' sources to production and back, with a cluster, a registry, an engine and Git servers. */
@InCluster
class StoryTest {

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @ResourceLock("expired previews")
    void a_shop_is_built_deployed_promoted_repaired_rolled_back_and_previewed(
            TestNamespace develop, TestNamespace production) {
        Sandbox sandbox = GitRepositories.identity(develop.sandbox());
        try (OciRegistry registry = OciRegistry.start(sandbox); SshServer ssh = SshServer.start(sandbox);
                GitServer http = GitServer.of(sandbox.directory(), "ci", "t0ken")) {
            Shop.application(sandbox, registry, "web");
            Shop.application(sandbox, registry, "api");
            Shop.config(sandbox, develop.name(), production.name());
            GitRepositories.git(sandbox, "config", "--global", "credential.helper",
                    "!echo username=ci; echo password=t0ken; #");
            String overSsh = ssh.url(sandbox.path("remote.git"));
            String overHttp = "http://" + http.host() + "/remote.git";

            // Each application's CI builds, and locks the image on develop.
            build(sandbox, "web", overSsh);
            build(sandbox, "api", overHttp);
            assertEquals(List.of("api", "web"), lockedOn(sandbox, "develop"));

            // The config repository's CI deploys develop.
            GitRepositories.clone(sandbox, "clone");
            script(sandbox, "deploy.java", "--yes").succeeds().saysOnOut("2 create");
            String web = Shop.image(develop, "web");
            assertEquals(page(sandbox, "web"), Applications.file(sandbox, web, "page.html"));
            assertEquals("1", Shop.replicas(develop, "web"));

            // What was tried there goes to production, with production's own values.
            script(sandbox, "lock.java", "promote", "--from", "develop", "--to", "production", "--push").succeeds()
                    .saysOnErr("Promoted 2 images");
            script(sandbox, "deploy.java", "--env", "production", "--yes").succeeds().saysOnOut("2 create");
            assertEquals(web, Shop.image(production, "web"));
            assertEquals(Shop.image(develop, "api"), Shop.image(production, "api"));
            assertEquals("2", Shop.replicas(production, "web"));
            script(sandbox, "deploy.java", "drift", "--all").succeeds();

            // Somebody changes a replica count by hand; a cron finds it, and puts it right.
            production.kubectl("scale", "deployment/web", "--replicas=5").succeeds();
            script(sandbox, "deploy.java", "drift", "--all").exits(3)
                    .saysOnOut("develop, shop (namespace: " + develop.name() + "): no drift",
                            "changed     deployment/web (apps/v1)", "spec.replicas");
            script(sandbox, "deploy.java", "drift", "--all", "--fix", "--yes").succeeds();
            assertEquals("2", Shop.replicas(production, "web"));
            script(sandbox, "deploy.java", "drift", "--all").succeeds();

            // A bad image comes as far as production, and is rolled back: in the cluster, and in Git.
            String good = page(sandbox, "web");
            sandbox.write("web/page.html", "Out of order\n");
            Shop.commit(sandbox, "web", "Be bad");
            build(sandbox, "web", overSsh);
            script(sandbox, "deploy.java", "--env", "develop", "--yes").succeeds().saysOnOut("1 update");
            script(sandbox, "lock.java", "promote", "--from", "develop", "--to", "production", "web", "--push")
                    .succeeds().saysOnErr("Promoted 1 image");
            GitRepositories.git(sandbox, "-C", "clone", "fetch", "-q");
            GitRepositories.git(sandbox, "-C", "clone", "switch", "-q", "production");
            script(sandbox, "deploy.java", "--yes").succeeds().saysOnOut("1 update");
            assertEquals("Out of order\n", Applications.file(sandbox, Shop.image(production, "web"), "page.html"));

            script(sandbox, "deploy.java", "rollback", "--commit", "--yes").succeeds()
                    .saysOnOut("  image ").saysOnErr("Rolled back to ", "Committed ");
            GitRepositories.git(sandbox, "-C", "clone", "push", "-q", "origin", "production");
            assertEquals(web, Shop.image(production, "web"));
            assertEquals(good, Applications.file(sandbox, Shop.image(production, "web"), "page.html"));
            script(sandbox, "deploy.java", "--env", "production", "--yes").succeeds().saysOnOut("0 update");
            script(sandbox, "deploy.java", "drift", "--env", "production").succeeds();
            script(sandbox, "deploy.java", "history").succeeds().saysOnOut(
                    GitRepositories.git(sandbox, "-C", "clone", "rev-parse", "--short=10", "HEAD~2"));

            // A pull request that makes it good again has a preview, until its time to live is over.
            GitRepositories.git(sandbox, "-C", "web", "switch", "-q", "-c", "repair");
            sandbox.write("web/page.html", "Open again\n");
            Shop.commit(sandbox, "web", "Be good");
            sandbox.script("build.jbang", "-C", "web", "--config-repo", ".").succeeds();
            String preview = "preview-" + develop.name();
            CommandResult deployed = sandbox.script("deploy.java", "preview", develop.name(), "-C", "web",
                    "--ttl", "1s", "--yes").succeeds();
            assertEquals("http://" + preview + ".example.com/\n", deployed.out());
            String repaired = Shop.image(develop, "web", "-n", preview);
            assertEquals("Open again\n", Applications.file(sandbox, repaired, "page.html"));
            assertNotEquals(web, repaired);
            sandbox.script("delete.java", "--expired", "--yes").succeeds()
                    .saysOnOut(preview + "  expired 20", "  deleted\n");
            Await.until("the preview is gone",
                    () -> develop.kubectl("get", "namespace", preview).err().contains("NotFound"));
            script(sandbox, "deploy.java", "drift", "--all").succeeds();
        }
    }

    private static CommandResult script(Sandbox sandbox, String script, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "-C";
        all[arguments.length + 1] = "clone";
        return sandbox.script(script, all);
    }

    /** As an application's CI does it, which has no clone of the config repository. */
    private static void build(Sandbox sandbox, String application, String repository) {
        sandbox.script("build.jbang", "-C", application, "--config-repo", repository, "--branch", "develop", "--push")
                .succeeds().saysOnErr("app-locks/" + application + ".kbld.lock.yml  pushed as ");
    }

    private static String page(Sandbox sandbox, String application) {
        return sandbox.read(application + "/page.html");
    }

    private static List<String> lockedOn(Sandbox sandbox, String branch) {
        return GitRepositories.git(sandbox, "-C", "remote.git", "ls-tree", "--name-only", branch, "app-locks/").lines()
                .map(file -> file.replaceAll("app-locks/|\\.kbld\\.lock\\.yml", "")).toList();
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Locks that a build puts into a config repository. */
@InSandbox
class ConfigRepositoryLockTest {
    private static final String LOCK = "app-locks/web.kbld.lock.yml";

    @Test
    void a_lock_goes_among_the_locks_and_is_committed_only_when_told(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            project(sandbox, registry);
            sandbox.script("build.jbang", "-C", "app", "--config-repo", "../clone").succeeds()
                    .saysOnErr("\n  lock    clone/" + LOCK + "\n");
            assertFalse(sandbox.has("app/web.kbld.lock.yml"));
            assertEquals("?? " + LOCK, GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
            sandbox.script("build.jbang", "-C", "app", "--config-repo", "../clone", "--commit").succeeds()
                    .saysOnErr("clone/" + LOCK + "  committed as ");
            assertEquals("", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
            String image = Applications.locked(sandbox, "clone/" + LOCK, "web");
            String source = GitRepositories.git(sandbox, "-C", "app", "rev-parse", "HEAD");
            assertEquals("Lock web at " + image.replaceFirst(".*@(sha256:.{10}).*", "$1") + "\n\nweb: " + image
                    + "\n  built from " + source + " of <unknown>",
                    GitRepositories.git(sandbox, "-C", "clone", "log", "-1", "--format=%B"));
            sandbox.script("build.jbang", "-C", "app", "--config-repo", "../clone", "--commit").succeeds()
                    .saysOnErr("clone/" + LOCK + "  unchanged\n");
            assertEquals(List.of("Lock web at " + image.replaceFirst(".*@(sha256:.{10}).*", "$1"), "first"),
                    GitRepositories.subjects(sandbox, "clone", "main"));
        }
    }

    @Test
    void two_builds_that_push_at_once_both_land(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            project(sandbox, registry);
            String url = "file://" + sandbox.path("remote.git");
            Sandbox.RunningCommand web = sandbox.startScript("build.jbang", "-C", "app",
                    "--config-repo", url, "--push");
            Sandbox.RunningCommand api = sandbox.startScript("build.jbang", "-C", "app", "-a", "api",
                    "--config-repo", "../clone", "--push");
            sandbox.finish(web).succeeds().saysOnErr("remote.git/" + LOCK + "  pushed as ");
            sandbox.finish(api).succeeds().saysOnErr("clone/app-locks/api.kbld.lock.yml  pushed as ");
            assertEquals(3, GitRepositories.subjects(sandbox, "remote.git", "main").size());
            assertEquals(List.of("app-locks/api.kbld.lock.yml", "app-locks/app.lock.yml", LOCK),
                    GitRepositories.git(sandbox, "-C", "remote.git", "ls-tree", "--name-only", "main", "app-locks/")
                            .lines().toList());
        }
    }

    @Test
    void a_lock_that_cannot_be_pushed_is_not_lost(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            project(sandbox, registry);
            GitRepositories.hook(sandbox, "pre-receive", "echo 'the branch is frozen' >&2; exit 1");
            sandbox.script("build.jbang", "-C", "app", "--config-repo", "../clone", "--push")
                    .failsClearly("refuses the push",
                            "The images are pushed, and the lock is in app/web.kbld.lock.yml.");
            assertTrue(Applications.locked(sandbox, "app/web.kbld.lock.yml", "web").contains("/team/web@sha256:"));
            assertFalse(sandbox.has("clone/" + LOCK));
        }
    }

    @Test
    void the_config_repository_says_where_its_locks_are(Sandbox sandbox) {
        sandbox.write("config/gitops.yaml", "locks: env/locks\n");
        sandbox.shell("git init -q config").succeeds();
        String config = sandbox.path("config").toString();
        try (ConfigRepository repository = ConfigRepository.open(config, "", "", false, new Console());
                BuildLock lock = BuildLock.in(new ConfigTarget(repository, "config", new CommitOptions()), "web",
                        sandbox.path("refuge"))) {
            assertEquals("config/env/locks/web.kbld.lock.yml", lock.write("text\n", "message"));
            assertEquals("text\n", lock.text());
        }
        assertEquals("text\n", sandbox.read("config/env/locks/web.kbld.lock.yml"));
    }

    private static void project(Sandbox sandbox, OciRegistry registry) {
        Applications.committedIn(Applications.of(sandbox, registry.host(), "web"), "app");
        GitRepositories.cloned(sandbox);
    }
}

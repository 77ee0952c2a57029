//SOURCES ../story/Shop.java
//SOURCES GitHubJob.java
//SOURCES GitLabJob.java
//SOURCES JenkinsStage.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The steps of the pipelines in {@code docs/ci}, in checkouts of the depth that they say and with their system's
 * variables, with a cluster, a registry, a Docker engine, and a Git server that wants a token.
 */
@InCluster
class PipelinesTest {

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @ResourceLock("expired previews")
    void those_of_github_build_deploy_update_and_find_drift(TestNamespace develop, TestNamespace production)
            throws IOException {
        Sandbox sandbox = GitRepositories.identity(develop.sandbox());
        try (OciRegistry registry = OciRegistry.start(sandbox);
                GitServer server = GitServer.of(sandbox.directory(), "x-access-token", "t0ken")) {
            repositories(sandbox, registry, develop, production);
            String remote = "http://" + server.host() + "/remote.git";
            Map<String, String> context = Map.of("secrets.CONFIG_TOKEN", "t0ken", "secrets.SOPS_AGE_KEY", "",
                    "secrets.KUBECONFIG_TEXT", Files.readString(develop.kubeconfig()),
                    "secrets.REGISTRY_USERNAME", "", "secrets.REGISTRY_PASSWORD", "",
                    "github.event.number", develop.name());
            for (String application : List.of("web", "api")) {
                new GitHubJob("application.yml", "build", context)
                        .run(sandbox, application, Map.of("CONFIG_REPOSITORY", remote)).succeeds();
            }
            assertEquals(List.of("Lock api", "Lock web"), subjects(sandbox, 2));
            resolve(sandbox);

            github(sandbox, "deploy", remote, context).succeeds().saysOnOut("3 create");
            registry.push("cache", "1.1.0");
            github(sandbox, "updates", remote, context).succeeds().saysOnErr("Updated 1 image");
            assertEquals(List.of("Update " + registry.host() + "/cache:1.0.0"), subjects(sandbox, 1));
            github(sandbox, "deploy", remote, context).succeeds().saysOnOut("1 update");

            deployProduction(sandbox);
            github(sandbox, "drift", remote, context).succeeds().saysOnOut("no drift");
            production.kubectl("scale", "deployment/web", "--replicas=5").succeeds();
            github(sandbox, "drift", remote, context).exits(3).saysOnOut("spec.replicas");

            new GitHubJob("application.yml", "preview", context).run(sandbox, "web", Map.of()).succeeds();
            String preview = "preview-pr-" + develop.name();
            assertEquals("Preview: http://" + preview + ".example.com/\n", sandbox.read("github-summary"));
            assertEquals(Applications.locked(sandbox, "web/app-locks/web.kbld.lock.yml", "web"),
                    Shop.image(develop, "web", "-n", preview));
            new GitHubJob("application.yml", "clean-up", context).run(sandbox, "web", Map.of()).succeeds()
                    .saysOnErr("Deleted " + preview);
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @ResourceLock("expired previews")
    void those_of_gitlab_build_deploy_update_and_find_drift(TestNamespace develop, TestNamespace production) {
        Sandbox sandbox = GitRepositories.identity(develop.sandbox());
        try (OciRegistry registry = OciRegistry.start(sandbox);
                GitServer server = GitServer.of(sandbox.directory(), "oauth2", "t0ken")) {
            repositories(sandbox, registry, develop, production);
            String remote = "http://" + server.host() + "/remote.git";
            Map<String, String> variables = Map.of("CONFIG_REPOSITORY", remote, "CONFIG_TOKEN", "t0ken",
                    "CI_REGISTRY", registry.host(), "CI_REGISTRY_USER", "ci", "CI_REGISTRY_PASSWORD", "t0ken",
                    "CI_MERGE_REQUEST_IID", develop.name());
            for (String application : List.of("web", "api")) {
                new GitLabJob("application.gitlab-ci.yml", "build").run(sandbox, application, variables).succeeds();
            }
            assertEquals(List.of("Lock api", "Lock web"), subjects(sandbox, 2));
            resolve(sandbox);

            gitlab(sandbox, "deploy", remote, variables).succeeds().saysOnOut("3 create");
            registry.push("cache", "1.1.0");
            gitlab(sandbox, "updates", remote, variables).succeeds().saysOnErr("Updated 1 image");
            gitlab(sandbox, "deploy", remote, variables).succeeds().saysOnOut("1 update");

            deployProduction(sandbox);
            gitlab(sandbox, "drift", remote, variables).succeeds().saysOnOut("no drift");
            production.kubectl("scale", "deployment/web", "--replicas=5").succeeds();
            gitlab(sandbox, "drift", remote, variables).exits(3).saysOnOut("spec.replicas");

            new GitLabJob("application.gitlab-ci.yml", "preview").run(sandbox, "web", variables).succeeds();
            String preview = "preview-mr-" + develop.name();
            assertEquals("PREVIEW_URL=http://" + preview + ".example.com/\n", sandbox.read("web/preview.env"));
            new GitLabJob("application.gitlab-ci.yml", "clean-up").run(sandbox, "web", variables).succeeds()
                    .saysOnErr("Deleted " + preview);
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @ResourceLock("expired previews")
    void those_of_cron_deploy_and_update_and_print_only_what_went_wrong(
            TestNamespace develop, TestNamespace production) {
        Sandbox sandbox = GitRepositories.identity(develop.sandbox());
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            repositories(sandbox, registry, develop, production);
            for (String application : List.of("web", "api")) {
                sandbox.script("build.jbang", "-C", application, "--branch", "develop", "--push",
                        "--config-repo", "file://" + sandbox.path("remote.git")).succeeds();
            }
            resolve(sandbox);
            sandbox.env("CONFIG", sandbox.path("clone").toString());

            assertEquals("", cron(sandbox, "deploy.java --env develop"));
            registry.push("cache", "1.1.0");
            assertEquals("", cron(sandbox, "lock.java update"));
            assertEquals(List.of("Update " + registry.host() + "/cache:1.0.0"), subjects(sandbox, 1));
            assertEquals("", cron(sandbox, "deploy.java --env develop"));
            sandbox.script("lock.java", "promote", "-C", "clone", "--from", "develop", "--to", "production", "--push")
                    .succeeds();
            assertEquals("", cron(sandbox, "deploy.java --env production"));
            assertEquals("", cron(sandbox, "deploy.java drift"));
            production.kubectl("scale", "deployment/web", "--replicas=5").succeeds();
            String drift = cron(sandbox, "deploy.java drift");
            assertTrue(drift.contains("spec.replicas"), drift);
            assertEquals("", cron(sandbox, "delete.java --expired"));
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @ResourceLock("expired previews")
    void those_of_jenkins_build_deploy_update_and_find_drift(TestNamespace develop, TestNamespace production) {
        Sandbox sandbox = GitRepositories.identity(develop.sandbox());
        try (OciRegistry registry = OciRegistry.start(sandbox);
                GitServer server = GitServer.of(sandbox.directory(), "jenkins", "t0ken")) {
            repositories(sandbox, registry, develop, production);
            String remote = "http://" + server.host() + "/remote.git";
            sandbox.env("CONFIG_REPOSITORY", remote).env("GIT_TOKEN", "t0ken").env("CHANGE_ID", develop.name());
            for (String application : List.of("web", "api")) {
                new JenkinsStage(sandbox, "application.Jenkinsfile", "Build").run(sandbox, application).succeeds();
            }
            resolve(sandbox);

            jenkins(sandbox, "Deploy", remote).succeeds().saysOnOut("3 create");
            deployProduction(sandbox);
            registry.push("cache", "1.1.0");
            jenkins(sandbox, "Hourly", remote).succeeds().saysOnErr("Updated 1 image");
            production.kubectl("scale", "deployment/web", "--replicas=5").succeeds();
            jenkins(sandbox, "Deploy", remote).succeeds().saysOnOut("1 update");
            jenkins(sandbox, "Hourly", remote).exits(3).saysOnOut("spec.replicas");

            new JenkinsStage(sandbox, "application.Jenkinsfile", "Preview").run(sandbox, "web").succeeds()
                    .saysOnOut("http://preview-pr-" + develop.name() + ".example.com/\n");
            sandbox.script("delete.java", "preview", "pr-" + develop.name(), "--yes").succeeds();
        }
    }

    /** A run of the config repository's pipeline on develop, of which Jenkins checks out the commit. */
    private static CommandResult jenkins(Sandbox sandbox, String stage, String remote) {
        checkout(sandbox, remote, 0);
        GitRepositories.git(sandbox, "-C", "checkout", "checkout", "-q", "--detach");
        sandbox.env("GIT_COMMIT", GitRepositories.git(sandbox, "-C", "checkout", "rev-parse", "HEAD"))
                .env("BRANCH_NAME", "develop");
        return new JenkinsStage(sandbox, "config.Jenkinsfile", stage).run(sandbox, "checkout");
    }

    /** What the crontab's line with this command prints. */
    private static String cron(Sandbox sandbox, String command) {
        List<String> lines = sandbox.copy("docs/ci/crontab").read("docs/ci/crontab").lines()
                .filter(line -> line.contains("./jbang " + command)).toList();
        assertEquals(1, lines.size(), lines::toString);
        CommandResult result = sandbox.shell(lines.get(0).split("\\s+", 6)[5]).succeeds();
        return result.out() + result.err();
    }

    /** A run of the config repository's workflow on develop, which GitHub checks out as a branch. */
    private static CommandResult github(Sandbox sandbox, String name, String remote, Map<String, String> context) {
        GitHubJob job = new GitHubJob("config.yml", name, context);
        checkout(sandbox, remote, job.depth());
        return job.run(sandbox, "checkout", Map.of());
    }

    /** A run of the config repository's pipeline on develop, of which GitLab checks out the commit. */
    private static CommandResult gitlab(Sandbox sandbox, String name, String remote, Map<String, String> variables) {
        GitLabJob job = new GitLabJob("config.gitlab-ci.yml", name);
        checkout(sandbox, remote, job.depth());
        GitRepositories.git(sandbox, "-C", "checkout", "checkout", "-q", "--detach");
        sandbox.env("CI_COMMIT_SHA", GitRepositories.git(sandbox, "-C", "checkout", "rev-parse", "HEAD"))
                .env("CI_COMMIT_BRANCH", "develop");
        return job.run(sandbox, "checkout", variables);
    }

    /** @param depth 0 for all of the history */
    private static void checkout(Sandbox sandbox, String remote, int depth) {
        sandbox.shell("rm -rf checkout && git clone -q -b develop " + (depth == 0 ? "" : "--depth " + depth + " ")
                + "file://" + sandbox.path("remote.git") + " checkout").succeeds();
        GitRepositories.git(sandbox, "-C", "checkout", "remote", "set-url", "origin", remote);
    }

    /** The shop, with a third image that the registry has; copies of the scripts are where pipelines expect them. */
    private static void repositories(Sandbox sandbox, OciRegistry registry, TestNamespace develop,
            TestNamespace production) {
        registry.push("cache", "1.0.0");
        for (String repository : List.of("web", "api", "config")) {
            sandbox.write(repository + "/jbang", "#!/bin/sh\nscript=$1\nshift\nexec '" + Launcher.FILE + "' '"
                    + Workbench.REPOSITORY + "'/\"$script\" \"$@\"\n");
            sandbox.shell("chmod +x " + repository + "/jbang").succeeds();
        }
        sandbox.write("config/umbrella-chart/templates/cache.yaml",
                Shop.deployment("cache").replace("image: cache", "image: \"" + registry.host() + "/cache:1.0.0\""))
                .write("config/image-policies.yaml", """
                        overrides:
                        - imageRepo: %s/cache
                          tagSelection: {semver: {constraints: '>=1.0.0'}}
                        """.formatted(registry.host()));
        Shop.application(sandbox, registry, "web");
        Shop.application(sandbox, registry, "api");
        Shop.config(sandbox, develop.name(), production.name());
    }

    private static void resolve(Sandbox sandbox) {
        GitRepositories.clone(sandbox, "clone");
        sandbox.script("lock.java", "resolve", "-C", "clone", "--push").succeeds();
    }

    private static void deployProduction(Sandbox sandbox) {
        sandbox.script("lock.java", "promote", "-C", "clone", "--from", "develop", "--to", "production", "--push")
                .succeeds();
        sandbox.script("deploy.java", "-C", "clone", "--env", "production", "--yes").succeeds();
    }

    private static List<String> subjects(Sandbox sandbox, int most) {
        return GitRepositories.subjects(sandbox, "remote.git", "develop").stream().limit(most)
                .map(subject -> subject.replaceAll(" at sha256:.*", "")).collect(Collectors.toList());
    }
}

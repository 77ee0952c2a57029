//SOURCES Upstream.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Packages from real Git servers. */
@InSandbox
class PackageVerbsTest {

    @Test
    void a_package_is_fetched_from_a_server_with_what_kpt_writes_down(Sandbox sandbox) {
        Upstream.in(sandbox);
        try (GitServer server = GitServer.of(sandbox.directory(), "ada", "secret").readOnly()) {
            String url = "http://ada:secret@" + server.host() + "/charts.git";
            sandbox.script("render.java", "pkg", "get", url + "/charts/web@v1", "umbrella-chart/charts/shop").succeeds()
                    .saysOnErr("Fetched umbrella-chart/charts/shop from ", "/charts.git/charts/web@v1\n");
            assertEquals("""
                    apiVersion: kpt.dev/v1
                    kind: Kptfile
                    metadata:
                      name: shop
                    upstream:
                      type: git
                      git:
                        repo: URL
                        directory: /charts/web
                        ref: v1
                      updateStrategy: resource-merge
                    upstreamLock:
                      type: git
                      git:
                        repo: URL
                        directory: /charts/web
                        ref: v1
                        commit: COMMIT
                    """.replace("COMMIT", GitRepositories.git(sandbox, "-C", "upstream", "rev-parse", "v1")),
                    sandbox.read("umbrella-chart/charts/shop/Kptfile").replace(url, "URL"));
            assertEquals(Upstream.DEPLOYMENT, sandbox.read("umbrella-chart/charts/shop/deployment.yaml"));
            assertFalse(sandbox.has("umbrella-chart/charts/shop/other"));
        }
    }

    @Test
    void only_the_files_of_the_package_are_fetched_where_the_server_can_leave_out_others(Sandbox sandbox)
            throws IOException {
        Upstream.in(sandbox);
        GitRepositories.git(sandbox, "-C", "charts.git", "config", "uploadpack.allowFilter", "true");
        GitRepositories.git(sandbox, "-C", "charts.git", "config", "uploadpack.allowAnySHA1InWant", "true");
        try (GitServer server = GitServer.of(sandbox.directory(), "ada", "secret")) {
            PackageAddress address = PackageAddress.parse(
                    "http://ada:secret@" + server.host() + "/charts.git/charts/web@v2");
            String large = GitRepositories.git(sandbox, "-C", "upstream", "rev-parse", "v2:other/large.txt");
            try (PackageRepository repository = PackageRepository.open(address, new Console())) {
                Map<String, PackageFile> files = repository.fetch(address).files();
                assertEquals(4, files.size());
                assertTrue(repository.at(GitRepositories.git(sandbox, "-C", "upstream", "rev-parse", "v1"), address)
                        .orElseThrow().containsKey("service.yaml"));
                assertFalse(repository.holds(large));
                assertTrue(repository.holds(GitRepositories.git(
                        sandbox, "-C", "upstream", "rev-parse", "v2:charts/web/config.yaml")));
            }
        }
    }

    @Test
    void tags_of_a_package_branches_and_hashes_name_versions(Sandbox sandbox) {
        Upstream.in(sandbox);
        GitRepositories.git(sandbox, "-C", "charts.git", "tag", "-a", "-m", "web", "charts/web/stable", "v1");
        String hash = GitRepositories.git(sandbox, "-C", "upstream", "rev-parse", "v1");
        for (Map.Entry<String, String> version : Map.of("stable", "1.24", hash, "1.24", "main", "1.25", "", "1.25")
                .entrySet()) {
            PackageAddress address = PackageAddress.parse(Upstream.url(sandbox) + "/charts/web").at(version.getKey());
            try (PackageRepository repository = PackageRepository.open(address, new Console())) {
                PackageRepository.Fetched fetched = repository.fetch(address);
                assertTrue(fetched.files().get("deployment.yaml").text().contains("nginx:" + version.getValue()));
                assertEquals(version.getKey().isEmpty() ? "main" : version.getKey(), fetched.ref());
            }
        }
    }

    @Test
    void packages_are_listed_and_compared(Sandbox sandbox) {
        Upstream.fetched(sandbox);
        sandbox.write("project/web/service.yaml", sandbox.read("project/web/service.yaml").replace("80", "8080"));
        assertEquals("Package  Upstream             Ref  Commit      Updates\n"
                        + "web      URL/charts/web  v1   " + commit(sandbox) + "  resource-merge\n",
                sandbox.script("render.java", "pkg", "list", "-C", "project").succeeds().out()
                        .replace(Upstream.url(sandbox), "URL").replaceAll("Upstream +Ref", "Upstream             Ref"));
        assertEquals("""
                @@ project/web/service.yaml @@
                  ...
                  4,  4   spec:
                  5,  5     ports:
                  6     -     - port: 80
                      6 +     - port: 8080
                """, sandbox.script("render.java", "pkg", "diff", "-C", "project", "web", "--diff-exit-status")
                .exits(3).out());
        sandbox.script("render.java", "pkg", "diff", "-C", "project", "web@v2").succeeds()
                .saysOnOut("@@ removed project/web/config.yaml @@", "-         image: nginx:1.25\n");
    }

    @Test
    void what_cannot_be_fetched_is_told(Sandbox sandbox) {
        Upstream.in(sandbox).write("taken/file", "mine\n");
        String url = Upstream.url(sandbox);
        sandbox.script("render.java", "pkg", "get", url + "/charts/web@v1", "taken").failsClearly("taken exists");
        says(url + "/charts/web@maim", "has no branch or tag maim", "Did you mean main?");
        says(url + "/charts/wep@v1", "has no directory /charts/wep at v1", "Did you mean /charts/web?");
        says("file://" + sandbox.path("none.git") + "/web@v1", "none.git");
        Asking.says(Asking.failure(() -> PackageAddress.parse("https://git.example.com/charts/web@v1")),
                "does not show where the repository ends");
        Asking.says(Asking.failure(() -> Kptfile.read(sandbox.path("taken"))), "is no package: it has no Kptfile");
        Asking.says(Asking.failure(() -> Kptfile.read(sandbox.path("nowhere"))), "nowhere does not exist");
        assertEquals("mine\n", sandbox.read("taken/file"));
    }

    @Test
    void a_package_whose_tree_leads_out_of_it_is_refused(Sandbox sandbox) {
        Upstream.in(sandbox);
        String blob = GitRepositories.git(sandbox, "-C", "charts.git", "rev-parse", "v1:charts/web/service.yaml");
        for (String name : List.of("..", ".git", ".GIT")) {
            String hooks = tree(sandbox, "100644 blob " + blob, "post-checkout");
            String web = tree(sandbox, "040000 tree " + hooks, name);
            String tree = tree(sandbox, "040000 tree " + web, "evil");
            GitRepositories.git(sandbox, "-C", "charts.git", "tag", "-f", "evil",
                    GitRepositories.git(sandbox, "-C", "charts.git", "commit-tree", tree, "-m", "evil"));
            sandbox.script("render.java", "pkg", "get", Upstream.url(sandbox) + "/evil@evil", "web").failsClearly(
                    "holds a file that leads out of the package: " + name + "/post-checkout\n");
            assertFalse(sandbox.has("web"));
        }
    }

    @Test
    void a_second_run_waits_for_the_first_and_then_sees_what_that_did(Sandbox sandbox) throws IOException {
        Upstream.fetched(sandbox);
        Sandbox.RunningCommand first =
                sandbox.startScript("render.java", "pkg", "update", "-C", "project", "web@v2");
        Sandbox.RunningCommand second =
                sandbox.startScript("render.java", "pkg", "update", "-C", "project", "web@v2");
        CommandResult one = sandbox.finish(first);
        CommandResult other = sandbox.finish(second);
        CommandResult late = one.exit() == 0 ? other : one;
        assertEquals(0, Math.min(one.exit(), other.exit()), () -> one + "\n" + other);
        late.failsClearly("has changes that are not committed");
        assertEquals(sandbox.read("upstream/charts/web/deployment.yaml"), sandbox.read("project/web/deployment.yaml"));
        try (var files = Files.list(sandbox.path("project/web"))) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".new")));
        }
    }

    /** Makes a tree as no Git would of files; returns its hash. */
    private static String tree(Sandbox sandbox, String entry, String name) {
        return sandbox.shell("printf '%s\\t%s\\n' '" + entry + "' '" + name + "' | git -C charts.git mktree").succeeds()
                .out().strip();
    }

    private static void says(String address, String... texts) {
        PackageAddress wanted = PackageAddress.parse(address);
        Asking.says(Asking.failure(() -> {
            try (PackageRepository repository = PackageRepository.open(wanted, new Console())) {
                repository.fetch(wanted);
            }
        }), texts);
    }

    private static String commit(Sandbox sandbox) {
        return GitRepositories.git(sandbox, "-C", "upstream", "rev-parse", "v1").substring(0, 10);
    }
}

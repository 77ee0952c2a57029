import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where {@code render.java} takes helm from. */
@InSandbox
class HelmLookupTest {
    private static final String RELEASE = "/get.helm.sh/helm-v3.18.4-";

    @Test
    void the_path_in_gitops_yaml_comes_before_all_else(Sandbox sandbox) {
        Projects.minimal(sandbox).write("gitops.yaml", """
                tools:
                  paths:
                    helm: bin/named-helm
                """);
        recorder(sandbox, "named-helm");
        recorder(sandbox, "helm");
        onPath(sandbox).script("render.java").succeeds();
        assertTrue(sandbox.read("calls").contains("named-helm template"), () -> sandbox.read("calls"));
        assertFalse(sandbox.read("calls").contains("\nhelm ") || sandbox.read("calls").startsWith("helm "),
                () -> sandbox.read("calls"));
    }

    @Test
    void helm_on_the_path_comes_before_the_cache_and_nothing_is_installed(Sandbox sandbox) {
        Projects.minimal(sandbox);
        recorder(sandbox, "helm");
        CommandResult result = onPath(Machine.withEmptyCache(sandbox)).script("render.java").succeeds();
        assertTrue(sandbox.read("calls").contains("helm template"), () -> sandbox.read("calls"));
        assertFalse(result.err().contains("Installing"), result::toString);
        assertFalse(sandbox.has("cache/tools"));
    }

    @Test
    void a_cached_helm_is_used_without_a_word(Sandbox sandbox) {
        Projects.minimal(sandbox);
        CommandResult result = Machine.without(sandbox, "helm", "go").script("render.java", "--offline").succeeds();
        assertFalse(result.err().contains("Installing"), result::toString);
    }

    @Test
    void a_directory_named_helm_on_the_path_is_passed_over(Sandbox sandbox) {
        Projects.minimal(sandbox).write("bin/helm/README", "This is no program.\n");
        onPath(sandbox).script("render.java").succeeds();
    }

    @Test
    void a_path_in_gitops_yaml_that_leads_nowhere_is_a_failure_and_not_passed_over(Sandbox sandbox) {
        Projects.minimal(sandbox).write("notes/helm.txt", "Helm's notes.\n");
        for (String path : List.of("no/such/helm", "notes", "notes/helm.txt")) {
            Settings.Tools settings = new Settings.Tools(Map.of("helm", path), "");
            Tools tools = new Tools(settings, sandbox.directory(), true, new Console());
            Failure failure = assertThrows(Failure.class, () -> tools.find(PinnedTool.HELM));
            assertEquals("gitops.yaml: tools.paths.helm is " + path + ", which "
                    + (path.startsWith("no/") ? "does not exist" : "is no program"), failure.getMessage());
        }
        sandbox.write("gitops.yaml", "tools: {paths: {helm: notes}}").script("render.java")
                .failsClearly("error: gitops.yaml: tools.paths.helm is notes, which is no program\n");
    }

    @Test
    void without_helm_and_anything_to_install_it_with_the_failure_says_how_to_get_it(Sandbox sandbox) {
        FileServer mirror = FileServer.of(sandbox.directory());
        mirror.close();
        machineWithoutHelm(sandbox, mirror).write(".release/state.yaml", "the last good state\n");
        CommandResult result = sandbox.script("render.java").failsClearly(
                "Installing helm 3.18.4 into " + sandbox.path("cache/tools/helm/3.18.4") + "\n",
                "error: helm is needed, is not on this machine and could not be installed: ",
                mirror.url() + RELEASE,
                "go install helm.sh/helm/v3/cmd/helm@v3.18.4 failed: cannot run go: there is no such program\n",
                "  Install it (https://helm.sh/docs/intro/install), or name its path in gitops.yaml");
        assertEquals(3, result.messages().size(), result::toString);
        assertFalse(sandbox.has("cache/tools/helm/3.18.4/helm"));
        assertEquals("the last good state\n", sandbox.read(".release/state.yaml"));
    }

    @Test
    void a_mirror_that_serves_other_bytes_than_the_pinned_ones_is_refused(Sandbox sandbox) {
        String file = RELEASE + ToolInstaller.platform() + ".tar.gz";
        try (FileServer mirror = FileServer.of(sandbox.path("mirror"))) {
            machineWithoutHelm(sandbox, mirror).write("mirror" + file, "not the release");
            sandbox.script("render.java").failsClearly(mirror.url() + file + " is not the release that was pinned",
                    FileTree.sha256("not the release"), PinnedTool.HELM.sha256().get(ToolInstaller.platform()));
            assertEquals(List.of(file), mirror.requests());
        }
        assertFalse(sandbox.has("cache/tools/helm/3.18.4/helm"));
    }

    @Test
    void offline_installs_nothing_and_says_so(Sandbox sandbox) {
        try (FileServer mirror = FileServer.of(sandbox.directory())) {
            machineWithoutHelm(sandbox, mirror).script("render.java", "--offline")
                    .failsClearly("helm is needed", "--offline forbids it", "https://helm.sh/docs/intro/install");
            assertEquals(List.of(), mirror.requests());
        }
        assertFalse(sandbox.has("cache/tools"));
    }

    /** A helm that notes how it was called. */
    private static void recorder(Sandbox sandbox, String name) {
        sandbox.program(name, "echo " + name + " \"$@\" >> " + sandbox.path("calls") + "\n"
                + "exec " + Workbench.tool(PinnedTool.HELM) + " \"$@\"");
    }

    private static Sandbox onPath(Sandbox sandbox) {
        return sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
    }

    private static Sandbox machineWithoutHelm(Sandbox sandbox, FileServer mirror) {
        Projects.minimal(sandbox).write("gitops.yaml", "tools: {mirror: '" + mirror.url() + "'}");
        return Machine.without(Machine.withEmptyCache(sandbox), "helm", "go");
    }
}

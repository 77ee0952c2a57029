//SOURCES Upstream.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Packages that upstream and we have changed. */
@InSandbox
class PackageUpdateTest {

    @Test
    void changes_of_both_sides_are_brought_together_and_comments_stay(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        edit(sandbox, "web/deployment.yaml", "as its Service", "ours");
        edit(sandbox, "web/deployment.yaml", "value: blue", "value: green");
        edit(sandbox, "web/README.md", "# web", "# Our web");
        Upstream.save(sandbox);
        PackageUpdate.Done done = update(web, "v2");
        assertEquals(List.of(), done.notes());
        assertEquals(Upstream.DEPLOYMENT.replace("1.24", "1.25").replace("replicas: 1", "replicas: 2")
                .replace("value: \"1\"", "value: \"2\" # of two").replace("as its Service", "ours")
                .replace("value: blue", "value: green"), sandbox.read("project/web/deployment.yaml"));
        assertEquals("# Our web\n\nIt serves pages.\n", sandbox.read("project/web/README.md"));
        assertTrue(sandbox.has("project/web/config.yaml"));
        assertEquals(List.of("Kptfile", "README.md", "config.yaml", "deployment.yaml"), List.copyOf(done.files()));
        String kptfile = sandbox.read("project/web/Kptfile");
        assertTrue(kptfile.contains("    ref: v2\n    commit: " + GitRepositories.git(
                sandbox, "-C", "upstream", "rev-parse", "v2") + "\n"), kptfile);
    }

    @Test
    void where_both_changed_a_field_upstream_wins_and_three_values_are_shown(Sandbox sandbox) {
        Upstream.fetched(sandbox);
        edit(sandbox, "web/deployment.yaml", "replicas: 1", "replicas: 5 # for us");
        Upstream.save(sandbox);
        sandbox.script("render.java", "pkg", "update", "-C", "project", "web@v2").succeeds()
                .saysOnErr("web/deployment.yaml: Deployment web was changed on both sides in the same fields", """
                          spec.replicas
                            was       1
                            here      5
                            upstream  2  (taken)
                        """);
        assertTrue(sandbox.read("project/web/deployment.yaml").contains("\n  replicas: 2 # for us\n"));
    }

    @Test
    void a_list_is_merged_by_the_keys_of_its_items(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        edit(sandbox, "web/deployment.yaml", "        - name: SIZE", "        - name: OURS\n          value: x\n"
                + "        - name: SIZE");
        edit(sandbox, "web/deployment.yaml", "nginx:1.24", "mirror/nginx:1.24");
        Upstream.save(sandbox);
        PackageUpdate.Done done = update(web, "v2");
        assertEquals(1, done.notes().size());
        assertTrue(done.notes().get(0).contains("spec.template.spec.containers[name=web].image\n"
                + "    was       \"nginx:1.24\"\n    here      \"mirror/nginx:1.24\"\n"), done.notes().get(0));
        String text = sandbox.read("project/web/deployment.yaml");
        assertTrue(text.contains("        - {name: COLOUR, value: blue}\n        - name: OURS\n          value: x\n"
                + "        - name: SIZE\n          value: \"2\""), text);
    }

    @Test
    void a_resource_that_was_moved_here_gets_the_changes_where_it_is(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        sandbox.write("project/web/all.yaml",
                sandbox.read("project/web/service.yaml") + "---\n" + sandbox.read("project/web/deployment.yaml"));
        GitRepositories.git(sandbox, "-C", "project", "rm", "-q", "web/service.yaml", "web/deployment.yaml");
        Upstream.save(sandbox);
        update(web, "v2");
        assertTrue(sandbox.read("project/web/all.yaml").contains("image: nginx:1.25"));
        assertFalse(sandbox.has("project/web/deployment.yaml"));
    }

    @Test
    void what_was_removed_here_stays_removed_and_what_was_changed_here_is_not_removed(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        GitRepositories.git(sandbox, "-C", "upstream", "rm", "-q", "charts/web/service.yaml");
        Upstream.commit(sandbox, "v3");
        Upstream.push(sandbox);
        GitRepositories.git(sandbox, "-C", "project", "rm", "-q", "web/deployment.yaml");
        edit(sandbox, "web/service.yaml", "port: 80", "port: 8080");
        Upstream.save(sandbox);
        PackageUpdate.Done done = update(web, "v3");
        assertFalse(sandbox.has("project/web/deployment.yaml"));
        assertTrue(sandbox.read("project/web/service.yaml").contains("port: 8080"));
        assertEquals(2, done.notes().size(), done.notes().toString());
        assertTrue(done.notes().get(0).contains("deployment.yaml: Deployment web was removed here and is changed "
                + "upstream; it stays removed"), done.notes().toString());
        assertTrue(done.notes().get(1).contains("service.yaml: Service web was changed here and is removed upstream"),
                done.notes().toString());
    }

    @Test
    void without_changes_here_the_files_are_upstreams_byte_by_byte(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        sandbox.write("upstream/charts/web/deployment.yaml", "# Written anew.\r\n"
                + Upstream.DEPLOYMENT.replace("\n", "\r\n").replace("1.24", "1.26"));
        Upstream.commit(sandbox, "v3");
        Upstream.push(sandbox);
        update(web, "v3");
        assertEquals(sandbox.read("upstream/charts/web/deployment.yaml"), sandbox.read("project/web/deployment.yaml"));
        Upstream.save(sandbox);
        assertTrue(update(web, "v3").files().isEmpty());
    }

    @Test
    void fast_forward_refuses_changes_and_force_delete_replace_drops_them(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        edit(sandbox, "web/deployment.yaml", "replicas: 1", "replicas: 5");
        Upstream.save(sandbox);
        Asking.says(Asking.failure(() -> new PackageUpdate(web, new Console())
                .run("v2", Optional.of(PackageUpdate.Strategy.FAST_FORWARD))),
                "was changed since it was fetched:\n  deployment.yaml", "Nothing was changed.");
        assertEquals("", GitRepositories.git(sandbox, "-C", "project", "status", "--porcelain"));
        new PackageUpdate(web, new Console()).run("v2", Optional.of(PackageUpdate.Strategy.FORCE_DELETE_REPLACE));
        assertEquals(sandbox.read("upstream/charts/web/deployment.yaml"), sandbox.read("project/web/deployment.yaml"));
        assertTrue(sandbox.read("project/web/Kptfile").contains("updateStrategy: force-delete-replace"));
    }

    @Test
    void what_is_not_committed_is_never_touched(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        edit(sandbox, "web/deployment.yaml", "replicas: 1", "replicas: 5");
        String before = sandbox.read("project/web/deployment.yaml");
        Asking.says(Asking.failure(() -> update(web, "v2")),
                "has changes that are not committed", "web/deployment.yaml", "Commit them first");
        assertEquals(before, sandbox.read("project/web/deployment.yaml"));
    }

    @Test
    void an_upstream_whose_history_was_rewritten_is_told(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        String commit = GitRepositories.git(sandbox, "-C", "upstream", "rev-parse", "v1");
        sandbox.write("project/web/Kptfile", sandbox.read("project/web/Kptfile")
                .replace(commit, "abcdef6789012345678901234567890123456789"));
        Upstream.save(sandbox);
        Asking.says(Asking.failure(() -> update(web, "v2")), "does not have commit abcdef6789 any more",
                "its history was rewritten", "--strategy force-delete-replace");
        assertEquals("", GitRepositories.git(sandbox, "-C", "project", "status", "--porcelain"));
    }

    @Test
    void a_resource_in_which_kpt_has_noted_where_it_is_from_goes_with_upstreams(Sandbox sandbox) {
        Upstream.in(sandbox);
        PackageDirectory web = Upstream.fetched(sandbox, "v2");
        edit(sandbox, "web/config.yaml", "{name: web}",
                "{name: web, annotations: {internal.kpt.dev/upstream-identifier: '|ConfigMap|default|web'}}");
        Upstream.save(sandbox);
        assertEquals(List.of(), update(web, "v1").notes());
        assertFalse(sandbox.has("project/web/config.yaml"));
    }

    @Test
    void a_file_that_is_broken_is_told_with_its_line_and_nothing_is_changed(Sandbox sandbox) {
        PackageDirectory web = Upstream.fetched(sandbox);
        edit(sandbox, "web/deployment.yaml", "  replicas: 1", "  replicas: [1");
        Upstream.save(sandbox);
        Asking.says(Asking.failure(() -> update(web, "v2")), "web/deployment.yaml, line ", "this is not valid YAML");
        assertEquals("", GitRepositories.git(sandbox, "-C", "project", "status", "--porcelain"));
    }

    @Test
    void functions_and_descriptions_of_the_kptfile_are_merged_too(Sandbox sandbox) {
        Upstream.in(sandbox);
        sandbox.write("upstream/charts/web/Kptfile", """
                apiVersion: kpt.dev/v1
                kind: Kptfile
                metadata:
                  name: web
                info:
                  description: a server # short
                pipeline:
                  mutators:
                  - image: example.com/set-labels:v1
                    configMap: {app: web}
                """);
        Upstream.commit(sandbox, "v3");
        Upstream.push(sandbox);
        PackageDirectory web = Upstream.fetched(sandbox, "v3");
        edit(sandbox, "web/Kptfile", "    configMap: {app: web}",
                "    configMap: {app: web}\n  - image: example.com/ours:v1");
        Upstream.save(sandbox);
        sandbox.write("upstream/charts/web/Kptfile", sandbox.read("upstream/charts/web/Kptfile")
                .replace("set-labels:v1", "set-labels:v2").replace("a server", "a web server"));
        Upstream.commit(sandbox, "v4");
        Upstream.push(sandbox);
        assertEquals(List.of(), update(web, "v4").notes());
        String kptfile = sandbox.read("project/web/Kptfile");
        assertTrue(kptfile.startsWith("""
                apiVersion: kpt.dev/v1
                kind: Kptfile
                metadata:
                  name: web
                info:
                  description: a web server # short
                pipeline:
                  mutators:
                  - image: example.com/set-labels:v2
                    configMap: {app: web}
                  - image: example.com/ours:v1
                upstream:
                """), kptfile);
    }

    private static PackageUpdate.Done update(PackageDirectory directory, String ref) {
        return new PackageUpdate(directory, new Console()).run(ref, Optional.empty());
    }

    private static void edit(Sandbox sandbox, String file, String from, String to) {
        String before = sandbox.read("project/" + file);
        assertTrue(before.contains(from), before);
        sandbox.write("project/" + file, before.replace(from, to));
    }
}

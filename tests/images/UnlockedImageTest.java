import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Images that no lock covers. */
@InSandbox
class UnlockedImageTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void off_line_they_are_listed_in_a_warning_with_resource_and_file_and_stay(Sandbox sandbox) {
        CommandResult result = project(sandbox).script("render.java", "--offline").succeeds();
        result.saysOnErr("warning: 2 images are not locked", "nginx:1.2",
                "Pod first in .release/umbrella-chart/templates/first.yaml",
                "acme/sidecar", "Pod second (shop) in .release/umbrella-chart/templates/second.yaml",
                "Lock them with: lock.java resolve", "1 locked image");
        assertEquals("""
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: first
                spec:
                  containers:
                  - image: nginx:1.2
                    name: a
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  annotations:
                    kbld.k14s.io/images: |
                      - origins:
                        - preresolved:
                            url: example.com/app@DIGEST
                        url: example.com/app@DIGEST
                  name: second
                  namespace: shop
                spec:
                  containers:
                  - image: nginx:1.2
                    name: a
                  - image: acme/sidecar
                    name: b
                  - image: example.com/app@DIGEST
                    name: c
                """.replace("DIGEST", DIGEST), sandbox.read(".release/state.yaml"));
    }

    @Test
    void their_registry_says_what_they_are_now_and_the_lock_of_all_makes_it_stay(Sandbox sandbox) {
        String image;
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String first = registry.push("web", "1");
            Projects.chart(sandbox).write("umbrella-chart/templates/pod.yaml", """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web}
                    spec: {containers: [{name: a, image: 'REGISTRY/web:1'}]}
                    """.replace("REGISTRY", registry.host()));
            sandbox.script("render.java", "--lock-output", "lock.yml").succeeds().saysOnErr(
                    "warning: 1 image is not locked", "Lock them with: lock.java resolve",
                    "0 locked images, 1 resolved");
            image = "image: " + registry.host() + "/web@" + first;
            assertTrue(sandbox.read(".release/state.yaml").contains(image), sandbox.read(".release/state.yaml"));
        }
        sandbox.write("app-locks/web.yml", sandbox.read("lock.yml"));
        sandbox.script("render.java", "--locked", "--offline").succeeds();
        assertTrue(sandbox.read(".release/state.yaml").contains(image), sandbox.read(".release/state.yaml"));
    }

    @Test
    void what_no_registry_knows_fails_the_render_and_leaves_the_last_state(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("web", "1");
            Projects.chart(sandbox).write(".release/state.yaml", "the last good state\n")
                    .write("umbrella-chart/templates/pod.yaml", """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web}
                    spec: {containers: [{name: a, image: 'REGISTRY/web:2'}, {name: b, image: 'REGISTRY/web:1'}]}
                    """.replace("REGISTRY", registry.host()));
            sandbox.script("render.java", "--lock-output", "lock.yml").failsClearly(
                    "1 image cannot be resolved:", registry.host() + "/web:2",
                    "Pod web in .release/umbrella-chart/templates/pod.yaml", "--offline");
        }
        assertEquals("the last good state\n", sandbox.read(".release/state.yaml"));
        assertFalse(sandbox.has("lock.yml"));
    }

    @Test
    void they_fail_a_locked_render_which_writes_no_state(Sandbox sandbox) {
        CommandResult result = project(sandbox).script("render.java", "--locked");
        result.failsClearly("2 images are not locked", "nginx:1.2", "acme/sidecar",
                "Pod first in .release/umbrella-chart/templates/first.yaml", "Lock them with: lock.java resolve",
                "--no-locked");
        assertFalse(sandbox.has(".release/state.yaml"));
        assertFalse(sandbox.has(".release/release.yaml"));
    }

    @Test
    void a_locked_render_that_fails_leaves_the_last_state(Sandbox sandbox) {
        project(sandbox).write(".release/state.yaml", "the last good state\n");
        sandbox.script("render.java", "--locked").failsClearly("2 images are not locked");
        assertEquals("the last good state\n", sandbox.read(".release/state.yaml"));
    }

    @Test
    void in_ci_renders_are_locked_unless_told_otherwise(Sandbox sandbox) {
        project(sandbox).env("CI", "true").script("render.java").failsClearly("2 images are not locked");
        assertFalse(sandbox.has(".release/state.yaml"));
        sandbox.script("render.java", "--no-locked", "--offline").succeeds().saysOnErr("warning: 2 images are not locked");
        assertTrue(sandbox.has(".release/state.yaml"));
    }

    @Test
    void the_settings_can_lock_renders_too_and_options_win(Sandbox sandbox) {
        project(sandbox).write("gitops.yaml", "locked: true\n").script("render.java")
                .failsClearly("2 images are not locked");
        sandbox.script("render.java", "--no-locked", "--offline", "-o", "-").succeeds().saysOnOut("image: nginx:1.2");
    }

    @Test
    void a_locked_render_succeeds_when_locks_cover_everything(Sandbox sandbox) {
        project(sandbox).write("app-locks/other.kbld.lock.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: acme/sidecar, newImage: example.com/sidecar@DIGEST, preresolved: true}
                - {imageRepo: nginx, newImage: example.com/nginx@DIGEST, preresolved: true}
                """.replace("DIGEST", DIGEST));
        sandbox.script("render.java", "--locked").succeeds().saysOnErr("3 locked images");
        assertFalse(sandbox.read(".release/state.yaml").contains("nginx:1.2"));
    }

    @Test
    void those_that_have_to_be_built_are_told_apart(Sandbox sandbox) {
        project(sandbox).write("app-locks/sources.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Sources
                sources:
                - {image: acme/sidecar, path: sidecar}
                - {imageRepo: nginx, path: nginx}
                """);
        CommandResult result = sandbox.script("render.java", "-C", sandbox.directory().toString(), "--locked");
        result.failsClearly("2 images are not locked", "Build acme/sidecar first, with build.jbang, which locks it.",
                "Build nginx:1.2 first, with build.jbang, which locks it.");
        assertFalse(result.err().contains("lock.java"), result.err());
        sandbox.script("render.java").succeeds().saysOnErr("warning: 2 images are not locked",
                "Build acme/sidecar first, with build.jbang");
    }

    @Test
    void another_tool_in_the_slot_pins_them_and_writes_the_lock(Sandbox sandbox) {
        project(sandbox).program("kbld", """
                echo "$1 $2 $3 $4 $5" >&2
                echo 'overrides: []' >"$6"
                echo 'kind: ByKbld'
                """);
        sandbox.env("PATH", sandbox.path("bin") + ":" + System.getenv("PATH"));
        sandbox.script("render.java", "--with", "kbld", "--lock-output", "lock.yml", "-o", "-", "--debug").succeeds()
                .saysOnErr("-f .release/umbrella-chart -f app-locks --lock-output").saysOnOut("kind: ByKbld\n");
        assertEquals("overrides: []\n", sandbox.read("lock.yml"));
    }

    @Test
    void without_a_directory_of_locks_nothing_is_locked(Sandbox sandbox) {
        Projects.minimal(sandbox).script("render.java", "--locked").succeeds();
        assertEquals(1, sandbox.read(".release/state.yaml").split("---\n", -1).length - 1);
    }

    /** Two pods; the lock covers one of their images. */
    private static Sandbox project(Sandbox sandbox) {
        return Projects.chart(sandbox).write("umbrella-chart/templates/first.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: first}
                spec: {containers: [{name: a, image: 'nginx:1.2'}]}
                """).write("umbrella-chart/templates/second.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: second, namespace: shop}
                spec:
                  containers:
                  - {name: a, image: 'nginx:1.2'}
                  - {name: b, image: acme/sidecar}
                  - {name: c, image: app}
                """).write("app-locks/app.kbld.lock.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: app, newImage: example.com/app@DIGEST, preresolved: true}
                """.replace("DIGEST", DIGEST));
    }
}

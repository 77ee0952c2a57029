import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code lock.java resolve} and {@code update}, with a real registry. */
@InSandbox
class UpdateTest {
    private static final String LOCK = "app-locks/third-party.kbld.lock.yml";

    @Test
    void what_is_not_locked_is_locked_and_renders_off_line(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            String web = registry.push("web", "1.0.0");
            String db = registry.push("db", "2.0.0");
            project(sandbox, registry);
            CommandResult result = run(sandbox, "resolve").succeeds().saysOnErr("Locked 2 images");
            assertTrue(result.out().contains(
                    registry.host() + "/db:2.0.0\n  2.0.0 " + db.substring(0, 17) + "\n"), result::toString);
            assertEquals("""
                    apiVersion: kbld.k14s.io/v1alpha1
                    kind: Config
                    minimumRequiredVersion: 0.43.0
                    overrides:
                    - image: HOST/db:2.0.0
                      newImage: HOST/db@DB
                      preresolved: true
                    - image: HOST/web:1.0.0
                      newImage: HOST/web@WEB
                      preresolved: true
                    """.replace("HOST", registry.host()).replace("DB", db).replace("WEB", web), sandbox.read(LOCK));
        }
        sandbox.script("render.java", "--locked", "--offline").succeeds();
        run(sandbox, "resolve").succeeds().saysOnErr("All images are locked");
    }

    @Test
    void what_is_locked_stays_as_it_is(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("web", "1.0.0");
            project(sandbox, registry);
            String lock = "# by hand\n" + locked(registry.host() + "/db:2.0.0", registry.host() + "/db@sha256:"
                    + "1".repeat(64)) + "# the end\n";
            sandbox.write(LOCK, lock);
            run(sandbox, "resolve").succeeds();
            String after = sandbox.read(LOCK);
            assertTrue(after.startsWith(lock.replace("# the end\n", "- image: " + registry.host() + "/web:1.0.0\n")),
                    after);
            assertTrue(after.endsWith("# the end\n"), after);
        }
    }

    @Test
    void an_image_that_is_nowhere_is_named_and_nothing_is_locked(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("web", "1.0.0");
            project(sandbox, registry);
            run(sandbox, "resolve").failsClearly("the registry " + registry.host() + " has no image db");
            assertFalse(sandbox.has(LOCK));
            run(sandbox, "resolve", registry.host() + "/web").succeeds().saysOnErr("Locked 1 image");
        }
    }

    @Test
    void an_override_that_selects_a_tag_each_time_belongs_to_the_policies(Sandbox sandbox) {
        Projects.chart(sandbox);
        ListTest.pod(sandbox, "web", "web").write("app-locks/web.yml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                overrides:
                - {image: web, newImage: acme/web, tagSelection: {semver: {}}}
                """);
        run(sandbox, "resolve").failsClearly("app-locks/web.yml, line 4: this override of web pins nothing",
                "image-policies.yaml");
    }

    @Test
    void a_name_that_was_mistyped_is_put_right(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            project(sandbox, registry);
            run(sandbox, "resolve", registry.host() + "/wbe:1.0.0").failsClearly("no image of the release is named",
                    "Did you mean " + registry.host() + "/web:1.0.0?");
        }
    }

    @Test
    void a_lock_moves_to_the_highest_version_that_its_policy_allows(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            List<String> digests = pushed(registry, "web", "1.0.0", "1.0.1", "1.2.0", "2.0.0", "1.3.0-rc.1", "latest");
            registry.push("db", "2.0.0");
            project(sandbox, registry);
            run(sandbox, "resolve").succeeds();
            String before = sandbox.read(LOCK);
            policy(sandbox, registry, "semver: {constraints: '<2.0.0'}");
            CommandResult result = run(sandbox, "update").succeeds().saysOnErr("Updated 1 image");
            assertEquals(registry.host() + "/web:1.0.0\n  1.0.0 " + digests.get(0).substring(0, 17) + " → 1.2.0 "
                    + digests.get(2).substring(0, 17) + "\n", result.out());
            assertEquals(before.replace("web@" + digests.get(0) + "\n", "web@" + digests.get(2) + """

                      origins:
                      - resolved:
                          tag: 1.2.0
                          url: HOST/web:1.2.0
                    """.replace("HOST", registry.host()).indent(0)), sandbox.read(LOCK));
            sandbox.script("render.java", "--locked", "--offline").succeeds();
        }
    }

    @Test
    void what_is_up_to_date_stays_as_it_is(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            pushed(registry, "web", "1.0.0", "1.2.0");
            registry.push("db", "2.0.0");
            policy(project(sandbox, registry), registry, "semver: {}");
            run(sandbox, "resolve").succeeds();
            String before = sandbox.read(LOCK);
            assertTrue(before.contains("tag: 1.2.0\n"), before);
            assertEquals("", run(sandbox, "update").succeeds().saysOnErr("All is up to date").out());
            assertEquals(before, sandbox.read(LOCK));
            String newest = registry.push("web", "1.10.0");
            CommandResult result = run(sandbox, "update").succeeds();
            assertTrue(result.out().contains(" 1.2.0 sha256:") && result.out().contains(" → 1.10.0 "
                    + newest.substring(0, 17)), result::toString);
        }
    }

    @Test
    void tags_that_are_no_versions_are_chosen_by_a_pattern(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            List<String> digests = pushed(registry, "web", "main-9-abc", "main-10-abd", "main-11-xyz", "topic-12-abc");
            registry.push("db", "2.0.0");
            policy(project(sandbox, registry), registry, "pattern: 'main-(\\d+)-[0-9a-f]+'");
            run(sandbox, "resolve").succeeds();
            assertTrue(sandbox.read(LOCK).contains("web@" + digests.get(1)), () -> sandbox.read(LOCK));
        }
    }

    @Test
    void off_line_nothing_is_resolved(Sandbox sandbox) {
        ListTest.pod(sandbox, "127.0.0.1:1/web:1", "127.0.0.1:1/web:1");
        run(sandbox, "resolve", "--offline").failsClearly("127.0.0.1:1/web:1", "--offline");
    }

    @Test
    void a_dry_run_changes_nothing(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            pushed(registry, "web", "1.0.0", "1.2.0");
            policy(project(sandbox, registry), registry, "semver: {}");
            sandbox.write(LOCK, locked(registry.host() + "/web:1.0.0", registry.host() + "/web@sha256:"
                    + "1".repeat(64)));
            String before = sandbox.read(LOCK);
            assertTrue(run(sandbox, "update", "--dry-run").succeeds().saysOnErr("Would update 1 image").out()
                    .contains("→ 1.2.0 sha256:"));
            assertEquals(before, sandbox.read(LOCK));
        }
    }

    @Test
    void a_tag_that_has_moved_is_taken_anew_for_an_image_that_is_named(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            pushed(registry, "web", "1.0.0");
            registry.push("db", "2.0.0");
            project(sandbox, registry);
            run(sandbox, "resolve").succeeds();
            String before = sandbox.read(LOCK);
            String moved = OciImage.in(registry.host(), "web").push("1.0.0", "rebuilt", "linux/amd64");
            run(sandbox, "update", registry.host() + "/web").succeeds().saysOnErr("Updated 1 image");
            assertEquals(before.replaceFirst("web@sha256:.*", "web@" + moved), sandbox.read(LOCK));
        }
    }

    @Test
    void an_update_is_committed_and_pushed_with_what_changed(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            pushed(registry, "web", "1.0.0", "1.2.0");
            registry.push("db", "2.0.0");
            policy(project(sandbox, registry), registry, "semver: {constraints: '1.0.x'}");
            run(sandbox, "resolve").succeeds();
            GitRepositories.identity(sandbox);
            sandbox.shell("""
                    git init -q -b main . && git add umbrella-chart app-locks image-policies.yaml
                    git commit -q -m first && git clone -q --bare . remote.git
                    git remote add origin $PWD/remote.git && git fetch -q && git branch -q -u origin/main
                    """).succeeds();
            policy(sandbox, registry, "semver: {}");
            run(sandbox, "update", "--push").succeeds().saysOnErr("Pushed ");
            assertEquals("Update " + registry.host() + "/web:1.0.0",
                    GitRepositories.subjects(sandbox, "remote.git", "main").get(0));
            assertTrue(GitRepositories.git(sandbox, "-C", "remote.git", "log", "-1", "--format=%b", "main")
                    .matches("(?s).*\\R  1.0.0 sha256:\\w{10} → 1.2.0 sha256:\\w{10}"));
            assertEquals(LOCK,
                    GitRepositories.git(sandbox, "-C", "remote.git", "show", "--format=", "--name-only", "main"));
            assertEquals("M image-policies.yaml",
                    GitRepositories.git(sandbox, "status", "--porcelain", "--untracked-files=no"));
        }
    }

    @Test
    void a_policy_that_no_tag_fits_is_named(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            pushed(registry, "web", "1.0.0", "1.2.0");
            policy(project(sandbox, registry), registry, "semver: {constraints: '>=2.0.0'}");
            run(sandbox, "update").failsClearly(registry.host() + "/web", ">=2.0.0");
            policy(sandbox, registry, "pattern: 'main-.*'");
            run(sandbox, "update").failsClearly("none of the 2 tags of " + registry.host() + "/web is like main-.*",
                    "image-policies.yaml");
        }
    }

    @Test
    void policies_that_make_no_sense_are_named_with_their_lines(Sandbox sandbox) {
        Projects.minimal(sandbox)
                .write("image-policies.yaml", "overrides:\n- image: a\n  tagSelection: {pattern: '('}\n");
        run(sandbox, "update").failsClearly("image-policies.yaml, line 2: the pattern ( is no regular expression");
        sandbox.write("image-policies.yaml", "overrides:\n- tagSelection: {semver: {}}\n");
        run(sandbox, "update").failsClearly("image-policies.yaml, line 2: this policy has neither image nor imageRepo");
        sandbox.write("image-policies.yaml", "overrides:\n- image: a\n  tagSelection: {semver: {constraints: new}}\n");
        run(sandbox, "update").failsClearly("image-policies.yaml, line 2: new is no constraint");
        sandbox.write("image-policies.yaml", "overrides:\n- image: a\n  tagSelektion: {semver: {}}\n");
        run(sandbox, "update").failsClearly("image-policies.yaml, line 3: unknown key", "tagSelection");
    }

    @Test
    void without_policies_there_is_nothing_to_update(Sandbox sandbox) {
        run(Projects.minimal(sandbox), "update").failsClearly("there are no policies in image-policies.yaml",
                "lock.java update --help");
    }

    @Test
    void an_image_that_was_removed_from_its_registry_is_found(Sandbox sandbox) {
        try (OciRegistry registry = OciRegistry.start(sandbox)) {
            registry.push("web", "1.0.0");
            String db = registry.push("db", "2.0.0");
            project(sandbox, registry);
            run(sandbox, "resolve").succeeds();
            assertEquals("", run(sandbox, "verify").succeeds().out());
            OciImage.in(registry.host(), "db").delete(db);
            assertEquals(LOCK + ", line 5: " + registry.host() + "/db@" + db + " is not in its registry\n",
                    run(sandbox, "verify").exits(3).out());
        }
    }

    private static Sandbox project(Sandbox sandbox, OciRegistry registry) {
        return ListTest.pod(sandbox, registry.host() + "/web:1.0.0", registry.host() + "/db:2.0.0");
    }

    private static Sandbox policy(Sandbox sandbox, OciRegistry registry, String selection) {
        return sandbox.write("image-policies.yaml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: ImageOverrides
                overrides:
                - imageRepo: %s/web
                  tagSelection: {%s}
                """.formatted(registry.host(), selection));
    }

    private static List<String> pushed(OciRegistry registry, String repository, String... tags) {
        return List.of(tags).stream().map(tag -> registry.push(repository, tag)).toList();
    }

    private static String locked(String image, String newImage) {
        return ImageLockText.of(List.of(ImageConfig.Override.locked(image, newImage, List.of())), List.of());
    }

    private static CommandResult run(Sandbox sandbox, String... arguments) {
        return sandbox.script("lock.java", new ArrayList<>(List.of(arguments)).toArray(String[]::new));
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an image has to be built again, which the lock and Git tell. */
@InSandbox
class UnchangedSourceTest {
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    @Test
    void what_was_locked_from_a_clean_commit_is_not_built_again(Sandbox sandbox) {
        assertUnchanged(project(sandbox), locked(sandbox));
    }

    @Test
    void other_commits_and_changes_elsewhere_do_not_matter(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        sandbox.write("README", "changed\n").write("api/main.c", "");
        commit(sandbox);
        sandbox.write("README", "changed again\n");
        assertUnchanged(sandbox, locked);
    }

    @Test
    void a_change_that_was_taken_back_is_none(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        sandbox.write("web/page.html", "another\n");
        commit(sandbox);
        sandbox.write("web/page.html", "hello\n");
        commit(sandbox);
        assertUnchanged(sandbox, locked);
    }

    @Test
    void a_file_that_is_changed_added_or_removed_is_named(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        sandbox.write("web/page.html", "another\n");
        assertChanged(sandbox, locked, "web/page.html changed since " + abbreviated(locked));
        commit(sandbox);
        assertChanged(sandbox, locked, "web/page.html changed since " + abbreviated(locked));
        sandbox.shell("git checkout -q HEAD~ -- web && touch web/new").succeeds();
        assertChanged(sandbox, locked, "web/new and 1 more changed since " + abbreviated(locked));
        sandbox.shell("git reset -q --hard HEAD~ && rm web/new web/Dockerfile").succeeds();
        assertChanged(sandbox, locked, "web/Dockerfile changed since " + abbreviated(locked));
    }

    @Test
    void a_dockerfile_elsewhere_belongs_to_the_source(Sandbox sandbox) {
        project(sandbox).write("docker/web.Dockerfile", "FROM scratch\n");
        sandbox.write("kbld.yaml", sandbox.read("kbld.yaml")
                .replace("path: web\n", "path: web\n  docker: {build: {file: ../docker/web.Dockerfile}}\n"));
        commit(sandbox);
        Optional<ImageConfig.Override> locked = locked(sandbox);
        assertUnchanged(sandbox, locked);
        sandbox.write("docker/web.Dockerfile", "FROM scratch AS web\n");
        assertChanged(sandbox, locked, "docker/web.Dockerfile changed since " + abbreviated(locked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko: {build: {}}", "bazel: {run: {target: ':image'}}",
        "docker: {buildx: {rawOptions: [--build-context, other=../api]}}"})
    void tools_that_look_further_than_the_directory_read_all_of_the_repository(String builder, Sandbox sandbox) {
        project(sandbox);
        sandbox.write("kbld.yaml", sandbox.read("kbld.yaml").replace("path: web\n", "path: web\n  " + builder + "\n"));
        commit(sandbox);
        Optional<ImageConfig.Override> locked = locked(sandbox);
        assertUnchanged(sandbox, locked);
        sandbox.write("api/main.c", "");
        assertChanged(sandbox, locked, "api/main.c changed since " + abbreviated(locked));
    }

    @Test
    void other_options_are_a_reason_and_those_of_other_images_are_none(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        String config = sandbox.read("kbld.yaml");
        sandbox.write("kbld.yaml", config.replace("path: api\n", "path: api\n  docker: {build: {target: page}}\n"));
        assertUnchanged(sandbox, locked);
        sandbox.write("kbld.yaml", config.replace("path: web\n", "path: web\n  docker: {build: {target: page}}\n"));
        assertChanged(sandbox, locked, "its options have changed since " + abbreviated(locked));
    }

    @Test
    void another_destination_or_tag_is_a_reason(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        String config = sandbox.read("kbld.yaml");
        sandbox.write("kbld.yaml", config.replace("team/web", "other/web"));
        assertChanged(sandbox, locked, "it goes elsewhere than what is locked");
        sandbox.write("kbld.yaml", config + "  tags: [v1]\n");
        assertChanged(sandbox, locked, "it gets other tags than what is locked");
    }

    @Test
    void what_was_built_with_local_changes_or_of_nobody_knows_what_is_built_again(Sandbox sandbox) {
        project(sandbox).write("README", "changed\n");
        assertChanged(sandbox, locked(sandbox), "what is locked was built with local changes");
        Optional<ImageConfig.Override> bare = locked(sandbox).map(lock ->
                ImageConfig.Override.locked(lock.image(), lock.newImage(), List.of()));
        assertChanged(sandbox, bare, "the lock does not tell its commit");
        assertChanged(sandbox, Optional.empty(), "it is not locked yet");
    }

    @Test
    void a_clone_that_lacks_the_commit_cannot_tell(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        sandbox.write("README", "changed\n");
        commit(sandbox);
        sandbox.shell("git clone -q --depth 1 file://$PWD ../shallow").succeeds();
        assertEquals(Optional.of("commit " + abbreviated(locked) + ", which is locked, is not in this clone"),
                reason(sandbox, "../shallow", locked, true));
    }

    @Test
    void files_that_git_ignores_may_be_part_of_a_build_unless_scripts_write_them(Sandbox sandbox) {
        project(sandbox).write(".gitignore", "target\n.release\n*.lock.yml\n");
        commit(sandbox);
        Optional<ImageConfig.Override> locked = locked(sandbox);
        sandbox.write("web/.release/state.yaml", "").write("web/web.kbld.lock.yml", "").write("target/app.jar", "");
        assertUnchanged(sandbox, locked);
        sandbox.write("web/target/app.jar", "");
        assertChanged(sandbox, locked, "Git ignores web/target, which the build may read");
    }

    @Test
    void what_docker_is_told_to_ignore_is_no_part_of_a_build(Sandbox sandbox) {
        project(sandbox).write(".gitignore", "node_modules\n*.log\n")
                .write("web/.dockerignore", "node_modules\n**/*.log\n");
        commit(sandbox);
        Optional<ImageConfig.Override> locked = locked(sandbox);
        sandbox.write("web/node_modules/a.js", "").write("web/a.log", "").write("web/b/b.log", "");
        assertUnchanged(sandbox, locked);
        sandbox.write("web/sub/node_modules/a.js", "");
        assertChanged(sandbox, locked, "Git ignores web/sub/node_modules, which the build may read");
    }

    @ParameterizedTest
    @CsvSource({"target, target, true", "target, target/a/b, true", "/target/, target, true", "target/**, target, true",
        "target, sub/target, false", "**/target, sub/target, true", "**/target, target, true", "*.log, a.log, true",
        "*.log, sub/a.log, false", "*, anything, true", "!target, target, false", "tar[, target, false"})
    void patterns_of_docker_start_at_the_directory(String pattern, String path, boolean leftOut, Sandbox sandbox) {
        sandbox.write(".dockerignore", "# first\n\n" + pattern + "\n");
        assertEquals(leftOut, DockerIgnore.of(sandbox.directory()).leavesOut(Path.of(path)));
        sandbox.write("Dockerfile.dockerignore", "");
        assertEquals(false, DockerIgnore.of(sandbox.directory()).leavesOut(Path.of(path)));
    }

    @Test
    void an_image_that_its_registry_has_lost_is_built_again(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        assertEquals(Optional.of("the registry holds no " + locked.get().newImage()),
                reason(sandbox, ".", locked, false));
    }

    @Test
    void options_after_two_dashes_are_a_reason(Sandbox sandbox) {
        Optional<ImageConfig.Override> locked = locked(project(sandbox));
        BuildPlan plan = BuildPlan.read(List.of("kbld.yaml"), sandbox.directory(), List.of("--build-arg", "A=1"));
        assertEquals(Optional.of("no lock tells what it was built with after --"),
                changes(sandbox, ".", true).since(locked, plan.builds().get(0)));
    }

    @Test
    void a_project_may_be_a_part_of_its_repository(Sandbox sandbox) {
        project(sandbox).shell("mkdir shop && git mv web api kbld.yaml shop").succeeds();
        commit(sandbox);
        Optional<ImageConfig.Override> locked = Optional.of(lock(sandbox, "shop"));
        assertEquals(Optional.empty(), reason(sandbox, "shop", locked, true));
        sandbox.write("shop/web/page.html", "another\n");
        assertEquals(Optional.of("shop/web/page.html changed since " + abbreviated(locked)),
                reason(sandbox, "shop", locked, true));
    }

    private static Sandbox project(Sandbox sandbox) {
        sandbox.write("web/page.html", "hello\n").write("web/Dockerfile", "FROM scratch\n")
                .write("api/Dockerfile", "FROM scratch\n").write("README", "read me\n").write("kbld.yaml", """
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                sources:
                - image: web
                  path: web
                - image: api
                  path: api
                destinations:
                - image: web
                  newImage: registry.example.com/team/web
                """);
        return Applications.committed(sandbox);
    }

    private static void commit(Sandbox sandbox) {
        sandbox.shell("git add . && " + Applications.COMMIT + " -m next").succeeds();
    }

    private static Optional<ImageConfig.Override> locked(Sandbox sandbox) {
        return Optional.of(lock(sandbox, "."));
    }

    /** What a build of the web image would lock now. */
    private static ImageConfig.Override lock(Sandbox sandbox, String project) {
        ImageBuild build = build(sandbox, project);
        return ImageConfig.Override.locked("web", "registry.example.com/team/web@" + DIGEST,
                new GitOrigin(Set.of()).of(build));
    }

    private static ImageBuild build(Sandbox sandbox, String project) {
        return BuildPlan.read(List.of("kbld.yaml"), sandbox.path(project), List.of()).builds().get(0);
    }

    private static String abbreviated(Optional<ImageConfig.Override> locked) {
        return locked.get().origins().get(1).git().sha().substring(0, 10);
    }

    private static void assertUnchanged(Sandbox sandbox, Optional<ImageConfig.Override> locked) {
        assertEquals(Optional.empty(), reason(sandbox, ".", locked, true));
    }

    private static void assertChanged(Sandbox sandbox, Optional<ImageConfig.Override> locked, String reason) {
        assertEquals(Optional.of(reason), reason(sandbox, ".", locked, true));
    }

    private static Optional<String> reason(Sandbox sandbox, String project, Optional<ImageConfig.Override> locked,
            boolean registryHoldsIt) {
        return changes(sandbox, project, registryHoldsIt).since(locked, build(sandbox, project));
    }

    private static SourceChanges changes(Sandbox sandbox, String project, boolean registryHoldsIt) {
        return new SourceChanges(List.of("kbld.yaml"), sandbox.path(project),
                Set.of(sandbox.path("web/.release"), sandbox.path("web/web.kbld.lock.yml")), holding(registryHoldsIt));
    }

    private static Registry holding(boolean answer) {
        return new Registry() {
            @Override
            public boolean holds(ImageReference pinned) {
                assertTrue(pinned.isPinned());
                return answer;
            }

            @Override
            public String digest(ImageReference image) {
                throw new AssertionError("a tag may have moved");
            }

            @Override
            public List<String> tags(ImageReference repository) {
                throw new AssertionError("tags do not matter");
            }

            @Override
            public JsonNode manifest(ImageReference image) {
                throw new AssertionError("manifests do not matter");
            }

            @Override
            public boolean knows(ImageReference image) {
                throw new AssertionError("tags do not matter");
            }

            @Override
            public byte[] content(ImageReference pinned) {
                throw new AssertionError("layers do not matter");
            }
        };
    }
}

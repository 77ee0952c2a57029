import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code lock.java import}: what other builders have pushed becomes locks. */
@InSandbox
class ImportTest {
    private static final String DIGEST = "sha256:" + "1".repeat(64);
    private static final String OTHER = "sha256:" + "2".repeat(64);

    @Test
    void what_skaffold_has_pushed_is_locked(Sandbox sandbox) {
        sandbox.write("build.json", """
                {"builds":[{"imageName":"api","tag":"registry.example.com/shop/api:v1@%s"},
                {"imageName":"registry.example.com/web","tag":"registry.example.com/web:latest@%s"}]}
                """.formatted(DIGEST, OTHER));
        imports(sandbox, "build.json").succeeds().saysOnErr("api → registry.example.com/shop/api@" + DIGEST);
        assertEquals(lock("api", "registry.example.com/shop/api@" + DIGEST, "registry.example.com/web",
                "registry.example.com/web@" + OTHER), sandbox.read("app-locks/imported.kbld.lock.yml"));
    }

    @Test
    void lines_are_locked(Sandbox sandbox) {
        sandbox.write("digests", "# built today\n\nnginx:1.25=%s\napi = registry.example.com/api:1@%s\n"
                .formatted(DIGEST, OTHER));
        imports(sandbox, "digests").succeeds();
        assertEquals(lock("api", "registry.example.com/api@" + OTHER, "nginx:1.25",
                "index.docker.io/library/nginx@" + DIGEST), sandbox.read("app-locks/imported.kbld.lock.yml"));
    }

    @Test
    void lines_may_come_from_standard_input(Sandbox sandbox) {
        sandbox.shell("echo api=" + DIGEST + " | " + script() + " import -").succeeds();
        assertEquals(lock("api", "index.docker.io/library/api@" + DIGEST),
                sandbox.read("app-locks/imported.kbld.lock.yml"));
    }

    @Test
    void what_imgpkg_locks_is_locked(Sandbox sandbox) {
        sandbox.write("images.yml", """
                apiVersion: imgpkg.carvel.dev/v1alpha1
                kind: ImagesLock
                images:
                - image: registry.example.com/bundle@%s
                  annotations: {kbld.carvel.dev/id: "nginx:1.25"}
                """.formatted(DIGEST));
        imports(sandbox, "images.yml").succeeds();
        assertEquals(lock("nginx:1.25", "registry.example.com/bundle@" + DIGEST),
                sandbox.read("app-locks/imported.kbld.lock.yml"));
    }

    @Test
    void an_image_is_locked_where_it_was_and_nothing_else_changes(Sandbox sandbox) {
        String lock = "# ours\n" + lock("api", "acme/api@" + DIGEST, "web", "acme/web@" + DIGEST);
        sandbox.write("app-locks/shop.kbld.lock.yml", lock).write("digests", "web=acme/web@" + OTHER + "\n");
        imports(sandbox, "digests").succeeds();
        assertEquals(lock.replace("acme/web@" + DIGEST, "index.docker.io/acme/web@" + OTHER),
                sandbox.read("app-locks/shop.kbld.lock.yml"));
        assertFalse(sandbox.has("app-locks/imported.kbld.lock.yml"));
    }

    @Test
    void the_lock_file_can_be_named(Sandbox sandbox) {
        sandbox.write("digests", "api=" + DIGEST + "\n");
        imports(sandbox, "digests", "--lock-output", "locks/api.yml").succeeds();
        assertEquals(lock("api", "index.docker.io/library/api@" + DIGEST), sandbox.read("locks/api.yml"));
    }

    @Test
    void the_lock_can_be_committed_and_pushed(Sandbox sandbox) {
        GitRepositories.cloned(sandbox).write("clone/digests", "api=" + DIGEST + "\n");
        imports(sandbox, "digests", "-C", "clone", "--locks", "locks", "--push").succeeds().saysOnErr("Pushed ");
        assertEquals(List.of("Lock api", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
        imports(sandbox, "digests", "-C", "clone", "--locks", "locks", "--push").succeeds()
                .saysOnErr("Nothing to push");
        sandbox.write("clone/digests", "api=" + OTHER + "\n");
        imports(sandbox, "digests", "-C", "clone", "--locks", "locks", "--commit", "-m", "Take the new API").succeeds()
                .saysOnErr("Committed ");
        assertEquals(List.of("Take the new API", "Lock api", "first"),
                GitRepositories.subjects(sandbox, "clone", "main"));
        assertEquals(2, GitRepositories.subjects(sandbox, "remote.git", "main").size());
    }

    @Test
    void a_build_without_a_digest_is_named(Sandbox sandbox) {
        sandbox.write("build.json", """
                {"builds":[
                {"imageName":"api","tag":"api:v1"}]}
                """);
        imports(sandbox, "build.json").failsClearly("build.json, line 2: api has no digest",
                "skaffold build --push --file-output");
        assertFalse(sandbox.has("app-locks"));
    }

    @Test
    void json_that_is_not_skaffolds_is_named(Sandbox sandbox) {
        sandbox.write("build.json", "{\"images\": []}");
        imports(sandbox, "build.json").failsClearly("build.json, line 1: there are no builds in it");
    }

    @Test
    void a_line_that_is_none_is_named(Sandbox sandbox) {
        sandbox.write("digests", "api=" + DIGEST + "\nweb " + OTHER + "\n");
        imports(sandbox, "digests").failsClearly("digests, line 2: this is no IMAGE=DIGEST: web sha256:222");
    }

    @Test
    void a_digest_that_is_none_is_named(Sandbox sandbox) {
        sandbox.write("digests", "api=sha256:1234\n");
        imports(sandbox, "digests").failsClearly("digests, line 1: sha256:1234 is no digest");
    }

    @Test
    void a_file_that_is_not_there_is_named(Sandbox sandbox) {
        imports(sandbox, "nothing").failsClearly("cannot read nothing: it does not exist");
    }

    @Test
    void an_empty_file_is_named(Sandbox sandbox) {
        sandbox.write("digests", "\n");
        imports(sandbox, "digests").failsClearly("digests names no image");
    }

    private static String lock(String... imagesAndNew) {
        StringBuilder lock = new StringBuilder("""
                apiVersion: kbld.k14s.io/v1alpha1
                kind: Config
                minimumRequiredVersion: 0.43.0
                overrides:
                """);
        for (int i = 0; i < imagesAndNew.length; i += 2) {
            lock.append("- image: ").append(imagesAndNew[i]).append("\n  newImage: ").append(imagesAndNew[i + 1])
                    .append("\n  preresolved: true\n");
        }
        return lock.toString();
    }

    private static String script() {
        return Workbench.REPOSITORY.resolve("jbang") + " " + Workbench.REPOSITORY.resolve("lock.java");
    }

    private static CommandResult imports(Sandbox sandbox, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("import"));
        all.addAll(List.of(arguments));
        return sandbox.script("lock.java", all.toArray(String[]::new));
    }
}

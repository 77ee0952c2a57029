import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lock tells about where an image is from; kbld prints the same, but for what {@link GitOrigin} says. */
@InSandbox
class GitOriginTest {

    @Test
    void a_commit_has_its_remote_and_its_tags(Sandbox sandbox) {
        repository(sandbox);
        sandbox.shell("git remote add origin git@git.example.com:acme/web.git && git tag v2"
                + " && git -c user.name=test -c user.email=test@example.com tag -a v10 -m x").succeeds();
        assertEquals(List.of(ImageOrigin.local("web"), ImageOrigin.of(new ImageOrigin.Git(
                "git@git.example.com:acme/web.git", head(sandbox), false, List.of("v10", "v2")))), origins(sandbox));
    }

    @Test
    void tags_that_are_packed_and_of_other_commits_are_told_apart(Sandbox sandbox) {
        repository(sandbox);
        sandbox.shell("git tag old && " + Applications.COMMIT + " -m second && git tag new && git pack-refs --all")
                .succeeds();
        assertEquals(List.of("new"), git(sandbox).tags());
    }

    @Test
    void local_changes_anywhere_in_the_repository_make_it_dirty(Sandbox sandbox) {
        repository(sandbox);
        assertEquals(false, git(sandbox).dirty());
        sandbox.write("README", "changed\n");
        assertEquals(true, git(sandbox).dirty());
        sandbox.shell("git checkout -q README && touch new").succeeds();
        assertEquals(true, git(sandbox).dirty());
        sandbox.shell("rm new && rm web/page.html").succeeds();
        assertEquals(true, git(sandbox).dirty());
    }

    @Test
    void what_git_ignores_and_what_the_script_writes_does_not_make_it_dirty(Sandbox sandbox) {
        repository(sandbox).write("web/notes.txt", "ignored\n").write("web.kbld.lock.yml", "the last lock\n");
        assertEquals(false, git(sandbox).dirty());
    }

    @Test
    void a_repository_without_remote_or_commit_says_so_as_kbld_does(Sandbox sandbox) {
        repository(sandbox);
        assertEquals("<unknown>", git(sandbox).remoteURL());
        FileTree.delete(sandbox.path(".git"));
        sandbox.shell("git init -q .").succeeds();
        assertEquals(new ImageOrigin.Git("<unknown>", "<no commits>", true, List.of()), git(sandbox));
    }

    @Test
    void outside_of_git_only_the_directory_is_told(Sandbox sandbox) {
        sandbox.write("web/page.html", "hello\n");
        assertEquals(List.of(ImageOrigin.local(sandbox.path("web").toString())), origins(sandbox));
    }

    @Test
    void a_work_tree_beside_the_repository_is_as_good(Sandbox sandbox) {
        repository(sandbox);
        sandbox.shell("git worktree add -q ../beside && cd ../beside && touch new").succeeds();
        ImageBuild build = new ImageBuild("web", null, sandbox.path("../beside/web").normalize(), null, List.of());
        assertEquals(new ImageOrigin.Git("<unknown>", head(sandbox), true, List.of()),
                new GitOrigin(Set.of()).of(build).get(1).git());
    }

    @Test
    void the_only_remote_counts_whatever_its_name_is(Sandbox sandbox) {
        repository(sandbox);
        sandbox.shell("git remote add upstream https://git.example.com/web.git").succeeds();
        assertEquals("https://git.example.com/web.git", git(sandbox).remoteURL());
        sandbox.shell("git remote add fork https://git.example.com/fork.git").succeeds();
        assertEquals("<unknown>", git(sandbox).remoteURL());
    }

    @ParameterizedTest
    @CsvSource({
        "https://me:hunter2@git.example.com/a.git, https://_redacted_@git.example.com/a.git",
        "https://me@git.example.com/a.git, https://_redacted_@git.example.com/a.git",
        "https://:token@git.example.com/a, https://_redacted_@git.example.com/a",
        "https://me:hun@ter@git.example.com/a, https://_redacted_@git.example.com/a",
        "ssh://git:hunter2@git.example.com:22/a.git, ssh://_redacted_@git.example.com:22/a.git",
        "me:hunter2@git.example.com:a/b, _redacted_@git.example.com:a/b",
        "git@git.example.com:acme/a.git, git@git.example.com:acme/a.git",
        "https://git.example.com/a.git?private_token=hunter2, https://git.example.com/a.git?_redacted_",
        "https://git.example.com/a@b.git, https://git.example.com/a@b.git",
        "/srv/git/a.git, /srv/git/a.git"})
    void who_logs_in_to_a_remote_and_with_what_is_left_out(String url, String told, Sandbox sandbox) {
        repository(sandbox);
        GitRepositories.git(sandbox, "remote", "add", "origin", url);
        assertEquals(told, git(sandbox).remoteURL());
    }

    private static Sandbox repository(Sandbox sandbox) {
        sandbox.write("web/page.html", "hello\n").write("README", "read me\n").write(".gitignore", "notes.txt\n");
        return Applications.committed(sandbox);
    }

    private static String head(Sandbox sandbox) {
        return GitRepositories.git(sandbox, "rev-parse", "HEAD");
    }

    private static ImageOrigin.Git git(Sandbox sandbox) {
        return origins(sandbox).get(1).git();
    }

    private static List<ImageOrigin> origins(Sandbox sandbox) {
        ImageBuild build = new ImageBuild("web", null, sandbox.path("web"), null, List.of());
        return new GitOrigin(Set.of(sandbox.path("web.kbld.lock.yml"))).of(build);
    }
}

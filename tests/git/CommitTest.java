import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lock is committed in a work tree in which somebody is working. */
@InSandbox
class CommitTest {
    private static final String LOCK = "app-locks/app.lock.yml";

    @Test
    void the_file_is_committed_and_nothing_is_left_to_do(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        String commit = commit(sandbox, "second").orElseThrow();
        assertEquals(commit, GitRepositories.git(sandbox, "-C", "clone", "rev-parse", "main"));
        assertEquals("first\nsecond\n", GitRepositories.text(sandbox, "clone", "main", LOCK));
        assertEquals("first\nsecond\n", sandbox.read("clone/" + LOCK));
        assertEquals("", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
        assertEquals(LOCK, GitRepositories.git(sandbox, "-C", "clone", "show", "--format=", "--name-only", "main"));
        GitRepositories.git(sandbox, "-C", "clone", "fsck", "--strict");
    }

    @Test
    void author_committer_and_message_are_as_git_would_write_them(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        commit(sandbox, "second");
        assertEquals("Ada Example <ada@example.com> Ada Example <ada@example.com> Lock second", GitRepositories.git(
                sandbox, "-C", "clone", "log", "-1", "--format=%an <%ae> %cn <%ce> %B", "main").strip());
    }

    @Test
    void a_new_file_in_a_new_directory_is_committed(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        commit(sandbox, Publisher.line("other-locks/deep/new.yml", "new"));
        assertEquals("new\n", GitRepositories.text(sandbox, "clone", "main", "other-locks/deep/new.yml"));
        assertEquals("", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
    }

    @Test
    void nothing_is_committed_when_nothing_changes(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        assertTrue(commit(sandbox, "first").isEmpty());
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "clone", "main"));
    }

    @Test
    void what_else_is_staged_or_changed_stays_as_it_is(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        dirty(sandbox);
        String before = GitRepositories.state(sandbox, "clone");
        commit(sandbox, "second");
        String committed = GitRepositories.git(sandbox, "-C", "clone", "rev-parse", "main:" + LOCK);
        String first = GitRepositories.git(sandbox, "-C", "clone", "rev-parse", "main^:" + LOCK);
        assertEquals(before.replace(first, committed), GitRepositories.state(sandbox, "clone"));
        assertEquals(LOCK, GitRepositories.git(sandbox, "-C", "clone", "show", "--format=", "--name-only", "main"));
    }

    @Test
    void what_is_half_done_in_the_file_itself_stays_half_done(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        sandbox.write("clone/" + LOCK, "staged\nfirst\n");
        GitRepositories.git(sandbox, "-C", "clone", "add", LOCK);
        sandbox.write("clone/" + LOCK, "unstaged\nstaged\nfirst\n");
        commit(sandbox, "second");
        assertEquals("first\nsecond\n", GitRepositories.text(sandbox, "clone", "main", LOCK));
        assertEquals("staged\nfirst\nsecond\n", GitRepositories.text(sandbox, "clone", "", LOCK));
        assertEquals("unstaged\nstaged\nfirst\nsecond\n", sandbox.read("clone/" + LOCK));
    }

    @Test
    void a_file_that_git_does_not_know_yet_is_committed_with_the_change_only(Sandbox sandbox) {
        GitRepositories.cloned(sandbox).write("clone/app-locks/new.yml", "mine\n");
        commit(sandbox, Publisher.line("app-locks/new.yml", "new"));
        assertEquals("new\n", GitRepositories.text(sandbox, "clone", "main", "app-locks/new.yml"));
        assertEquals("mine\nnew\n", sandbox.read("clone/app-locks/new.yml"));
    }

    @Test
    void a_project_may_be_a_directory_of_the_repository(Sandbox sandbox) {
        GitRepositories.cloned(sandbox).write("clone/deep/er/gitops.yaml", "");
        try (ConfigRepository repository =
                ConfigRepository.open(sandbox.path("clone/deep/er").toString(), "", "", false, new Console())) {
            repository.commit(List.of(Publisher.line(LOCK, "new")), "Lock");
            assertEquals("new\n", repository.read(LOCK));
        }
        assertEquals("new\n", GitRepositories.text(sandbox, "clone", "main", "deep/er/" + LOCK));
    }

    @Test
    void the_first_commit_of_a_repository_may_be_a_lock(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        GitRepositories.git(sandbox, "init", "-q", "-b", "main", "clone");
        sandbox.write("clone/other", "other\n");
        GitRepositories.git(sandbox, "-C", "clone", "config", "user.name", "Ada Example");
        GitRepositories.git(sandbox, "-C", "clone", "config", "user.email", "ada@example.com");
        commit(sandbox, "new");
        assertEquals(List.of("Lock new"), GitRepositories.subjects(sandbox, "clone", "main"));
        assertEquals("?? other", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
    }

    @Test
    void a_linked_work_tree_commits_to_its_own_branch(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "worktree", "add", "-q", "-b", "staging", "../linked");
        try (ConfigRepository repository =
                ConfigRepository.open(sandbox.path("linked").toString(), "", "", false, new Console())) {
            repository.commit(List.of(Publisher.line(LOCK, "new")), "Lock");
        }
        assertEquals(List.of("Lock", "first"), GitRepositories.subjects(sandbox, "clone", "staging"));
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "clone", "main"));
        assertEquals("", GitRepositories.git(sandbox, "-C", "linked", "status", "--porcelain"));
        assertEquals("", GitRepositories.git(sandbox, "-C", "clone", "status", "--porcelain"));
    }

    @Test
    void without_a_branch_nothing_is_committed(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "--detach");
        refuses(sandbox, "HEAD is detached", "git switch");
    }

    @Test
    void in_the_middle_of_a_merge_nothing_is_committed(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "-b", "other");
        sandbox.write("clone/README.md", "theirs\n");
        GitRepositories.git(sandbox, "-C", "clone", "commit", "-q", "-a", "-m", "theirs");
        GitRepositories.git(sandbox, "-C", "clone", "checkout", "-q", "main");
        sandbox.write("clone/README.md", "ours\n");
        GitRepositories.git(sandbox, "-C", "clone", "commit", "-q", "-a", "-m", "ours");
        assertEquals(1, sandbox.shell("git -C clone merge -q other").exit());
        refuses(sandbox, "in the middle of something", "git status");
    }

    @Test
    void an_index_that_another_process_holds_is_named(Sandbox sandbox) {
        GitRepositories.cloned(sandbox).write("clone/.git/index.lock", "");
        Failure failure = refuses(sandbox, "another process is writing", "Nothing was committed");
        assertTrue(failure.getMessage().contains("index"), failure::getMessage);
        assertEquals("first\n", sandbox.read("clone/" + LOCK));
    }

    @Test
    void a_directory_outside_of_git_is_named(Sandbox sandbox) {
        sandbox.write("clone/file", "");
        refuses(sandbox, "is in no Git repository", "or its URL");
    }

    @Test
    void who_commits_has_to_be_known(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        sandbox.shell("rm $HOME/.gitconfig; git -C clone config --unset user.name").succeeds();
        Publisher.run(sandbox, "commit", "clone", "", LOCK, "second").failsClearly("Git does not know who commits",
                "git config --global user.name", "GIT_AUTHOR_NAME");
        assertEquals("first\n", sandbox.read("clone/" + LOCK));
    }

    @Test
    void the_environment_says_who_commits(Sandbox sandbox) {
        GitRepositories.cloned(sandbox).env("GIT_AUTHOR_NAME", "CI").env("GIT_AUTHOR_EMAIL", "ci@example.com");
        Publisher.run(sandbox, "commit", "clone", "", LOCK, "second").succeeds();
        assertEquals("CI <ci@example.com> Ada Example",
                GitRepositories.git(sandbox, "-C", "clone", "log", "-1", "--format=%an <%ae> %cn", "main"));
    }

    @Test
    void settings_that_only_git_itself_reads_count(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        sandbox.shell("git -C clone config --unset user.name; git -C clone config --unset user.email").succeeds();
        sandbox.write("who", "[user]\nname = Included\nemail = in@example.com\n");
        sandbox.shell("printf '[includeIf \"gitdir:**\"]\\npath = %s\\n' $PWD/who > $HOME/.gitconfig").succeeds();
        Publisher.run(sandbox, "commit", "clone", "", LOCK, "second").succeeds();
        assertEquals("Included <in@example.com>",
                GitRepositories.git(sandbox, "-C", "clone", "log", "-1", "--format=%an <%ae>", "main"));
    }

    /** A file staged, one changed, one both, one deleted, one unknown to Git. */
    static void dirty(Sandbox sandbox) {
        sandbox.write("clone/values.yaml", "staged\ntwo\nthree\n").write("clone/new.txt", "new\n");
        GitRepositories.git(sandbox, "-C", "clone", "add", "values.yaml", "new.txt");
        sandbox.write("clone/values.yaml", "staged\ntwo\nunstaged\n").write("clone/unknown.txt", "unknown\n");
        sandbox.shell("rm clone/README.md").succeeds();
    }

    private static Failure refuses(Sandbox sandbox, String message, String advice) {
        Failure failure = assertThrows(Failure.class, () -> commit(sandbox, "second"));
        assertTrue(failure.getMessage().contains(message), failure::getMessage);
        assertTrue(failure.advice().contains(advice), failure::advice);
        return failure;
    }

    private static Optional<String> commit(Sandbox sandbox, String line) {
        return commit(sandbox, Publisher.line(LOCK, line));
    }

    private static Optional<String> commit(Sandbox sandbox, FileChange change) {
        try (ConfigRepository repository =
                ConfigRepository.open(sandbox.path("clone").toString(), "", "", false, new Console())) {
            return repository.commit(List.of(change), "Lock " + change.of("").strip());
        }
    }
}

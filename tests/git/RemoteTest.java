import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A lock is pushed to a repository that is given by its URL. */
@InSandbox
class RemoteTest {
    private static final String LOCK = "app-locks/app.lock.yml";

    @Test
    void a_lock_is_pushed_without_a_clone_of_the_users(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        push(sandbox, "file://" + sandbox.path("remote.git"), "").succeeds();
        assertEquals("first\nsecond\n", GitRepositories.text(sandbox, "remote.git", "main", LOCK));
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
        GitRepositories.git(sandbox, "-C", "remote.git", "fsck", "--strict");
    }

    @Test
    void the_temporary_copy_is_gone_afterwards(Sandbox sandbox) {
        GitRepositories.remote(sandbox).write("tmp/keep", "");
        sandbox.env("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + sandbox.path("tmp"));
        push(sandbox, "file://" + sandbox.path("remote.git"), "").succeeds();
        push(sandbox, "file://" + sandbox.path("nothing.git"), "").failsClearly("nothing.git");
        assertEquals(List.of("keep"), List.of(sandbox.path("tmp").toFile().list()));
    }

    @Test
    void a_directory_without_work_tree_is_a_remote_repository(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        push(sandbox, "remote.git", "").succeeds();
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
    }

    @Test
    void the_branch_can_be_named(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        GitRepositories.git(sandbox, "-C", "remote.git", "branch", "staging", "main");
        push(sandbox, "file://" + sandbox.path("remote.git"), "staging").succeeds();
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "staging"));
        assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
    }

    @Test
    void the_remote_repository_says_which_branch_is_meant_otherwise(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        GitRepositories.git(sandbox, "-C", "remote.git", "branch", "-m", "main", "trunk");
        GitRepositories.git(sandbox, "-C", "remote.git", "branch", "another", "trunk");
        push(sandbox, "file://" + sandbox.path("remote.git"), "").succeeds();
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "trunk"));
    }

    @Test
    void an_empty_repository_is_named(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        GitRepositories.git(sandbox, "init", "-q", "--bare", "remote.git");
        push(sandbox, "file://" + sandbox.path("remote.git"), "").failsClearly("remote.git is empty", "umbrella chart");
    }

    @Test
    void a_branch_that_does_not_exist_is_named(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        push(sandbox, "file://" + sandbox.path("remote.git"), "stagging")
                .failsClearly("remote.git has no branch stagging", "--branch");
    }

    @Test
    void what_is_neither_directory_nor_url_is_wrong_usage(Sandbox sandbox) {
        push(sandbox, "../no-such-directory", "").exits(2)
                .saysOnErr("../no-such-directory is neither a directory nor a URL");
    }

    @Test
    void a_repository_without_work_tree_is_only_pushed_to(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        Publisher.run(sandbox, "commit", "remote.git", "", LOCK, "second").exits(2)
                .saysOnErr("can only be pushed to", "--push");
    }

    @Test
    void ssh_is_the_machines_own(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        sandbox.env("GIT_SSH_COMMAND", sandbox.program("remote-shell",
                "echo \"$@\" >> ssh-calls; for last; do :; done; exec sh -c \"$last\"") + " -v");
        push(sandbox, "ssh://git@git.example.com:2222" + sandbox.path("remote.git"), "").succeeds();
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
        assertTrue(sandbox.read("ssh-calls").startsWith("-v -p 2222 git@git.example.com git-upload-pack '/"),
                () -> sandbox.read("ssh-calls"));
    }

    @Test
    void an_ssh_url_may_be_written_as_host_and_path(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        sandbox.env("GIT_SSH_COMMAND",
                sandbox.program("remote-shell", "for last; do :; done; exec sh -c \"$last\"").toString());
        push(sandbox, "git@git.example.com:" + sandbox.path("remote.git"), "").succeeds();
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
    }

    @Test
    void what_ssh_says_is_told(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        sandbox.env("GIT_SSH_COMMAND", sandbox.program("remote-shell",
                "echo 'git@git.example.com: Permission denied (publickey).' >&2; exit 255").toString());
        push(sandbox, "ssh://git@git.example.com/config.git", "").failsClearly("Permission denied (publickey)");
    }

    @Test
    void an_ssh_that_takes_its_time_to_end_is_waited_for(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        sandbox.env("GIT_SSH_COMMAND", sandbox.program("remote-shell",
                "echo 'Permission denied (publickey).' >&2; exec >&- 2>&-; sleep 1; exit 255").toString());
        push(sandbox, "ssh://git@git.example.com/config.git", "").failsClearly("Permission denied (publickey)");
    }

    private static CommandResult push(Sandbox sandbox, String location, String branch) {
        return Publisher.run(sandbox, "push", location, branch, LOCK, "second");
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;

/** A remote repository that is reached over HTTP and wants a password. */
@InSandbox
class HttpTest {
    private static final String LOCK = "app-locks/app.lock.yml";
    private static final String SECRET = "s3cret/p@ss";

    @Test
    void the_url_may_have_the_password(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            CommandResult result = push(sandbox, "http://ada:s3cret%2Fp%40ss@" + server.host() + "/remote.git");
            landed(sandbox, result);
        }
    }

    @Test
    void a_credential_helper_may_know_the_password(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            GitRepositories.git(sandbox, "config", "--global", "credential.helper",
                    "!echo username=ada; echo password=" + SECRET + "; #");
            landed(sandbox, push(sandbox, "http://" + server.host() + "/remote.git"));
        }
    }

    @Test
    void git_askpass_may_know_the_password(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            sandbox.env("GIT_ASKPASS", askpass(sandbox));
            landed(sandbox, push(sandbox, "http://" + server.host() + "/remote.git"));
        }
    }

    @Test
    void git_askpass_is_asked_where_there_is_no_git(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            sandbox.env("GIT_ASKPASS", askpass(sandbox));
            Machine.without(sandbox, "git");
            CommandResult result = push(sandbox, "http://" + server.host() + "/remote.git");
            sandbox.env("PATH", System.getenv("PATH"));
            landed(sandbox, result);
        }
    }

    @Test
    void netrc_may_know_the_password(Sandbox sandbox) throws Exception {
        try (GitServer server = server(sandbox)) {
            Path home = sandbox.directory().resolveSibling("home");
            Files.writeString(home.resolve(".netrc"), "machine 127.0.0.1 login ada password " + SECRET + "\n");
            landed(sandbox, push(sandbox, "http://" + server.host() + "/remote.git"));
        }
    }

    @Test
    void a_proxy_that_the_environment_names_is_used(Sandbox sandbox) {
        try (GitServer proxy = server(sandbox)) {
            sandbox.env("HTTP_PROXY", "http://" + proxy.host());
            landed(sandbox, push(sandbox, "http://ada:s3cret%2Fp%40ss@git.example.com/remote.git"));
        }
    }

    @Test
    void a_wrong_password_is_told_and_not_shown(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            hidden(push(sandbox, "http://ada:wr0ng@" + server.host() + "/remote.git")
                    .failsClearly("http://ada@" + server.host(), "does not accept the credentials"), "wr0ng");
        }
    }

    @Test
    void a_password_that_nobody_knows_is_told(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            push(sandbox, "http://" + server.host() + "/remote.git")
                    .failsClearly("or there are none", "credential fill");
        }
    }

    @Test
    void who_may_only_read_is_told(Sandbox sandbox) {
        try (GitServer server = server(sandbox).readOnly()) {
            CommandResult result = push(sandbox, "http://ada:s3cret%2Fp%40ss@" + server.host() + "/remote.git")
                    .failsClearly("cannot push to http://ada@" + server.host() + "/remote.git: you may not");
            hidden(result, "s3cret");
            assertEquals(List.of("first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
        }
    }

    @Test
    void a_repository_that_is_not_there_is_told(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            hidden(push(sandbox, "http://ada:s3cret%2Fp%40ss@" + server.host() + "/other.git")
                    .failsClearly("http://ada@" + server.host() + "/other.git"), "s3cret");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_told(Sandbox sandbox) {
        GitRepositories.identity(sandbox);
        hidden(push(sandbox, "http://ada:s3cret@127.0.0.1:1/remote.git")
                .failsClearly("http://ada@127.0.0.1:1/remote.git", "Connection refused"), "s3cret");
    }

    @Test
    void a_clone_pushes_over_http(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            GitRepositories.clone(sandbox, "clone");
            GitRepositories.git(sandbox, "-C", "clone", "remote", "set-url", "origin",
                    "http://ada:s3cret%2Fp%40ss@" + server.host() + "/remote.git");
            landed(sandbox, push(sandbox, "clone"));
            assertEquals("## main...origin/main", GitRepositories.git(sandbox, "-C", "clone", "status", "-sb"));
        }
    }

    @Test
    void a_helper_that_hangs_is_stopped(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "-C", "clone", "config", "credential.helper", "!sleep 1000; #");
        try (Repository clone = JGit.repositoryOf(sandbox.path("clone")).orElseThrow()) {
            GitCredentials credentials = new GitCredentials(new GitProgram(clone, Duration.ofMillis(300)));
            Failure failure = assertThrows(Failure.class, () -> credentials.get(new URIish("https://example.com/x.git"),
                    new CredentialItem.Username(), new CredentialItem.Password()));
            assertTrue(failure.getMessage().startsWith("git credential was stopped"), failure::getMessage);
        }
    }

    private static GitServer server(Sandbox sandbox) {
        GitRepositories.remote(sandbox);
        return GitServer.of(sandbox.directory(), "ada", SECRET);
    }

    private static String askpass(Sandbox sandbox) {
        return sandbox.program("askpass", "case $1 in Username*) echo ada ;; *) echo " + SECRET + " ;; esac")
                .toString();
    }

    private static void landed(Sandbox sandbox, CommandResult result) {
        hidden(result.succeeds(), "s3cret");
        assertEquals(List.of("second", "first"), GitRepositories.subjects(sandbox, "remote.git", "main"));
    }

    private static void hidden(CommandResult result, String secret) {
        assertFalse((result.out() + result.err()).contains(secret), result::toString);
    }

    private static CommandResult push(Sandbox sandbox, String location) {
        return Publisher.run(sandbox, "push", location, "", LOCK, "second");
    }
}

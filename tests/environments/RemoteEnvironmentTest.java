//SOURCES Branches.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code --env} where the branch is fetched from a server that lets in only some. */
@InSandbox
class RemoteEnvironmentTest {
    private static final String PRODUCTION = Branches.state("shop-live", "shop", "red");
    private static final String TOKEN = "t0ken-of-the-job";

    @Test
    void a_credential_helper_lets_in(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            GitRepositories.git(sandbox, "config", "--global", "credential.helper",
                    "!echo username=job; echo password=" + TOKEN + "; #");

            assertEquals(PRODUCTION, render(sandbox).succeeds().out());
        }
    }

    /** As GitHub's checkout leaves its token behind. */
    @Test
    void a_header_in_the_settings_of_the_clone_lets_in(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            GitRepositories.git(sandbox, "-C", "clone", "config", "http.http://" + server.host() + "/.extraheader",
                    "AUTHORIZATION: basic "
                            + Base64.getEncoder().encodeToString(("job:" + TOKEN).getBytes(StandardCharsets.UTF_8)));

            assertEquals(PRODUCTION, render(sandbox).succeeds().out());
        }
    }

    /** As GitLab's runner leaves its token behind. */
    @Test
    void a_password_in_the_url_lets_in_and_is_shown_nowhere(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            GitRepositories.git(sandbox, "-C", "clone", "remote", "set-url", "origin",
                    "http://job:" + TOKEN + "@" + server.host() + "/remote.git");

            CommandResult rendered = render(sandbox).succeeds();

            assertEquals(PRODUCTION, rendered.out());
            assertFalse(rendered.err().contains(TOKEN), rendered.err());
        }
    }

    @Test
    void who_is_not_let_in_is_told_so(Sandbox sandbox) {
        try (GitServer server = server(sandbox)) {
            render(sandbox).failsClearly("http://" + server.host() + "/remote.git");
        }
    }

    @Test
    void a_key_in_an_ssh_agent_lets_in(Sandbox sandbox) {
        pushed(sandbox);
        try (SshServer server = SshServer.start(sandbox)) {
            DebianPackage.install("openssh-client", "ssh-agent", "ssh-add");
            GitRepositories.git(sandbox, "-C", "clone", "remote", "set-url", "origin",
                    server.url(sandbox.path("remote.git")));
            sandbox.write("ssh/config", sandbox.read("ssh/config").replaceAll("(?m)^ *Identit.*\n", ""));
            Sandbox.RunningCommand agent =
                    sandbox.start(List.of("ssh-agent", "-D", "-a", sandbox.path("agent").toString()));
            try {
                Await.until("the agent listens", () -> sandbox.has("agent"));
                render(sandbox).failsClearly("Permission denied");
                sandbox.env("SSH_AUTH_SOCK", sandbox.path("agent").toString());
                sandbox.shell("ssh-add -q ssh/user && rm ssh/user").succeeds();

                assertEquals(PRODUCTION, render(sandbox).succeeds().out());
            } finally {
                agent.process().destroy();
                sandbox.finish(agent);
            }
        }
    }

    private static GitServer server(Sandbox sandbox) {
        GitServer server = GitServer.of(pushed(sandbox).directory(), "job", TOKEN);
        GitRepositories.git(sandbox, "-C", "clone", "remote", "set-url", "origin",
                "http://" + server.host() + "/remote.git");
        return server;
    }

    /** What the clone does not have yet. */
    private static Sandbox pushed(Sandbox sandbox) {
        return Branches.pushed(Branches.cloned(sandbox), "production", "red");
    }

    private static CommandResult render(Sandbox sandbox) {
        return sandbox.script("render.java", "-C", "clone", "--env", "production");
    }
}

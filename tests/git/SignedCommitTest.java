//SOURCES ../environments/Branches.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Commits are signed where Git's settings ask for it; the real {@code git verify-commit} looks at them. */
@InSandbox
class SignedCommitTest {
    private static final String LOCK = "app-locks/app.lock.yml";

    @Test
    void a_key_of_gpg_signs(Sandbox sandbox) {
        signing(sandbox);
        DebianPackage.install("gnupg", "gpg");
        sandbox.env("GNUPGHOME", sandbox.path("gpg").toString());
        sandbox.shell("mkdir -m 700 gpg && gpg --batch --quiet --passphrase '' "
                + "--quick-generate-key 'Ada Example <ada@example.com>' ed25519").succeeds();

        Publisher.run(sandbox, "push", "clone", "", LOCK, "second").succeeds();
        Publisher.run(sandbox, "commit", "clone", "", LOCK, "third").succeeds();

        verified(sandbox, "remote.git", "main").saysOnErr("Good signature from \"Ada Example <ada@example.com>\"");
        verified(sandbox, "clone", "main").saysOnErr("Good signature");
        assertEquals("second", GitRepositories.subjects(sandbox, "remote.git", "main").get(0));
        sandbox.shell("gpgconf --kill all");
    }

    @Test
    void a_key_of_ssh_signs_from_a_file(Sandbox sandbox) {
        sshKey(signing(sandbox));
        GitRepositories.git(sandbox, "config", "--global", "user.signingKey", sandbox.path("key.pub").toString());

        Publisher.run(sandbox, "commit", "clone", "", LOCK, "second").succeeds();

        verified(sandbox, "clone", "main").saysOnErr("Good \"git\" signature for ada@example.com");
    }

    @Test
    void a_key_of_ssh_signs_from_an_agent(Sandbox sandbox) {
        sshKey(signing(sandbox));
        GitRepositories.git(sandbox, "config", "--global", "user.signingKey",
                "key::" + sandbox.read("key.pub").strip());
        Sandbox.RunningCommand agent =
                sandbox.start(java.util.List.of("ssh-agent", "-D", "-a", sandbox.path("agent").toString()));
        try {
            Await.until("the agent listens", () -> sandbox.has("agent"));
            sandbox.env("SSH_AUTH_SOCK", sandbox.path("agent").toString());
            sandbox.shell("ssh-add -q key && rm key").succeeds();

            Publisher.run(sandbox, "commit", "clone", "", LOCK, "second").succeeds();

            verified(sandbox, "clone", "main").saysOnErr("Good \"git\" signature for ada@example.com");
        } finally {
            agent.process().destroy();
            sandbox.finish(agent);
        }
    }

    @Test
    void a_promotion_is_signed_too(Sandbox sandbox) {
        Branches.cloned(sandbox).write("clone/app-locks/web.kbld.lock.yml", "apiVersion: kbld.k14s.io/v1alpha1\n"
                + "kind: Config\noverrides:\n- image: web\n  newImage: web@sha256:" + "2".repeat(64)
                + "\n  preresolved: true\n");
        GitRepositories.git(sandbox, "-C", "clone", "add", ".");
        GitRepositories.git(sandbox, "-C", "clone", "commit", "-q", "-m", "lock");
        GitRepositories.git(sandbox, "-C", "clone", "branch", "production", "origin/production");
        sshKey(sandbox);
        GitRepositories.git(sandbox, "config", "--global", "commit.gpgSign", "true");
        GitRepositories.git(sandbox, "config", "--global", "user.signingKey", sandbox.path("key").toString());

        sandbox.script("lock.java", "promote", "-C", "clone", "--from", "develop", "--to", "production").succeeds();

        verified(sandbox, "clone", "production").saysOnErr("Good \"git\" signature");
    }

    @Test
    void without_the_key_nothing_is_committed(Sandbox sandbox) {
        sshKey(signing(sandbox));
        GitRepositories.git(sandbox, "config", "--global", "user.signingKey", "/nowhere/key");
        String before = GitRepositories.state(sandbox, "clone");

        CommandResult refused = Publisher.run(sandbox, "commit", "clone", "", LOCK, "second");

        refused.failsClearly("cannot sign the commit, which commit.gpgSign asks for", "/nowhere/key",
                "git config commit.gpgSign false");
        assertEquals(before, GitRepositories.state(sandbox, "clone"));
        assertEquals("first", GitRepositories.subjects(sandbox, "clone", "main").get(0));
        GitRepositories.git(sandbox, "config", "--global", "gpg.format", "pgp");
        assertTrue(Publisher.run(sandbox, "commit", "clone", "", LOCK, "second").err()
                .contains("gpg.format is pgp, which is none of openpgp, x509 and ssh"));
    }

    private static Sandbox signing(Sandbox sandbox) {
        GitRepositories.cloned(sandbox);
        GitRepositories.git(sandbox, "config", "--global", "commit.gpgSign", "true");
        return sandbox;
    }

    private static void sshKey(Sandbox sandbox) {
        DebianPackage.install("openssh-client", "ssh-keygen", "ssh-agent", "ssh-add");
        sandbox.shell("ssh-keygen -q -t ed25519 -N '' -f key").succeeds();
        sandbox.write("allowed", "ada@example.com " + sandbox.read("key.pub"));
        GitRepositories.git(sandbox, "config", "--global", "gpg.format", "ssh");
        GitRepositories.git(sandbox, "config", "--global", "gpg.ssh.allowedSignersFile",
                sandbox.path("allowed").toString());
    }

    private static CommandResult verified(Sandbox sandbox, String repository, String commit) {
        return sandbox.run(java.util.List.of("git", "-C", repository, "verify-commit", commit)).succeeds();
    }
}

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** A real OpenSSH server on a loopback port, which lets in whoever runs the tests, with one key. */
final class SshServer implements AutoCloseable {
    private final Sandbox.RunningCommand server;
    private final int port;

    private SshServer(Sandbox.RunningCommand server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Lets the commands of a sandbox reach the server, with key and known host. */
    static SshServer start(Sandbox sandbox) {
        DebianPackage.install("openssh-server openssh-client", "sshd", "ssh", "ssh-keygen");
        int port = FreePort.find();
        Path keys = sandbox.path("ssh");
        sandbox.write("ssh/sshd_config", """
                Port %2$d
                ListenAddress 127.0.0.1
                HostKey %1$s/host
                AuthorizedKeysFile %1$s/user.pub
                PasswordAuthentication no
                StrictModes no
                UsePAM no
                PidFile none
                """.formatted(keys, port)).write("ssh/config", """
                Host 127.0.0.1
                  IdentityFile %1$s/user
                  IdentitiesOnly yes
                  UserKnownHostsFile %1$s/known_hosts
                  StrictHostKeyChecking yes
                """.formatted(keys));
        sandbox.shell("for key in host user; do ssh-keygen -q -t ed25519 -N '' -f ssh/$key; done").succeeds();
        sandbox.write("ssh/known_hosts", "[127.0.0.1]:" + port + " " + sandbox.read("ssh/host.pub"));
        sandbox.shell("mkdir -p /run/sshd"); // which it wants as root, and the system's service makes otherwise
        SshServer started = new SshServer(sandbox.start(List.of("sh", "-c",
                "exec \"$(command -v sshd)\" -D -e -f ssh/sshd_config")), port);
        Await.until("the SSH server listens", () -> listens(port) || !started.server.process().isAlive());
        if (!started.server.process().isAlive()) {
            throw new AssertionError(sandbox.finish(started.server));
        }
        sandbox.env("GIT_SSH_COMMAND", "ssh -F " + keys.resolve("config"));
        return started;
    }

    /** Where a repository of the machine is found, such as {@code ssh://ada@127.0.0.1:4321/srv/config.git}. */
    String url(Path repository) {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository;
    }

    @Override
    public void close() {
        server.process().destroy();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

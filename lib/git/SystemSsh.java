//SOURCES JGit.java

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Reaches remote repositories through the machine's own {@code ssh}, so that its configuration, agents and known hosts
 * count as for {@code git}; or what {@code GIT_SSH_COMMAND} or {@code core.sshCommand} names in its place.
 */
final class SystemSsh extends SshSessionFactory {
    private final String command;

    SystemSsh(Repository repository) {
        String configured = repository.getConfig().getString("core", null, "sshCommand");
        this.command = Stream.of(System.getenv("GIT_SSH_COMMAND"), configured)
                .filter(text -> text != null && !text.isBlank()).findFirst().orElse("ssh");
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int timeout)
            throws TransportException {
        List<String> ssh = new ArrayList<>(List.of("sh", "-c", command + " \"$@\"", "ssh"));
        if (uri.getPort() > 0) {
            ssh.addAll(List.of("-p", String.valueOf(uri.getPort())));
        }
        String host = (uri.getUser() == null ? "" : uri.getUser() + "@") + uri.getHost();
        if (host.startsWith("-")) {
            throw new TransportException(uri, "this is no name of a server");
        }
        ssh.add(host);
        return new Session(ssh);
    }

    @Override
    public String getType() {
        return "ssh";
    }

    private record Session(List<String> ssh) implements RemoteSession {
        @Override
        public Process exec(String remoteCommand, int timeout) throws IOException {
            List<String> all = new ArrayList<>(ssh);
            all.add(remoteCommand);
            return new ProcessBuilder(all).start();
        }

        @Override
        public void disconnect() {}
    }
}

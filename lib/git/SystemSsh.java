//SOURCES JGit.java

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
            return new EndingProcess(new ProcessBuilder(all).start());
        }

        @Override
        public void disconnect() {}
    }

    /** JGit asks for the exit status as soon as there is no more output, when a process may have yet to end. */
    private static final class EndingProcess extends Process {
        private static final int MOST_SECONDS = 10;

        private final Process process;

        EndingProcess(Process process) {
            this.process = process;
        }

        @Override
        public int exitValue() {
            try {
                process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return process.exitValue();
        }

        @Override
        public OutputStream getOutputStream() {
            return process.getOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return process.getInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return process.getErrorStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void destroy() {
            process.destroy();
        }
    }
}

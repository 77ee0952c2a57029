//SOURCES ../io/HttpProxies.java
//SOURCES GitCredentials.java
//SOURCES GitProgram.java
//SOURCES GitProxies.java
//SOURCES SystemSsh.java

import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.HttpTransport;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;

/** Connections to a remote repository as the user's Git opens them: with its credentials, proxies, keys and hooks. */
final class GitTransports {
    private static final int SECONDS_TO_ANSWER = 60;

    private final Repository repository;
    private final RemoteConfig remote;
    private final GitCredentials credentials;
    private final SystemSsh ssh;

    GitTransports(Repository repository, RemoteConfig remote) {
        this.repository = repository;
        this.remote = remote;
        this.credentials = new GitCredentials(new GitProgram(repository));
        this.ssh = new SystemSsh(repository);
    }

    Transport open(Transport.Operation operation) throws NotSupportedException, TransportException {
        HttpTransport.setConnectionFactory(new GitProxies(new HttpProxies(System.getenv())));
        Transport transport = Transport.open(repository, remote, operation);
        transport.setTimeout(SECONDS_TO_ANSWER);
        transport.setCredentialsProvider(credentials);
        if (transport instanceof SshTransport overSsh) {
            overSsh.setSshSessionFactory(ssh);
        }
        if (!transport.getURI().isRemote()) {
            // Without a program JGit would receive what it pushes itself, and leave out the repository's hooks.
            GitProgram.path().ifPresent(git -> transport.setOptionReceivePack("'" + git + "' receive-pack"));
        }
        return transport;
    }

    /** Within this process JGit would print a stack trace for a commit that is not there, and leaves out nothing. */
    static void useProgram(Transport transport) {
        if (!transport.getURI().isRemote()) {
            GitProgram.path().ifPresent(git -> transport.setOptionUploadPack("'" + git + "' upload-pack"));
        }
    }
}

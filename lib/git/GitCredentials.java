//SOURCES ../tools/Run.java
//SOURCES GitProgram.java

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.NetRCCredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * Name and password for a remote repository: from its URL, else from Git's credential helpers and {@code GIT_ASKPASS},
 * else from {@code ~/.netrc}. They are asked once, and not again when the server does not accept the answer.
 */
final class GitCredentials extends CredentialsProvider {
    private final GitProgram git;
    private Optional<Login> login;

    private record Login(String user, String password) {}

    GitCredentials(GitProgram git) {
        this.git = git;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return Stream.of(items).allMatch(
                item -> item instanceof CredentialItem.Username || item instanceof CredentialItem.Password);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (!supports(items)) {
            return false;
        }
        if (login == null) {
            login = ofUrl(uri).or(() -> ofGit(uri)).or(() -> askpass(uri)).or(() -> ofNetrc(uri));
        }
        login.ifPresent(known -> fill(known, items));
        return login.isPresent();
    }

    @Override
    public void reset(URIish uri) {
        login = Optional.empty();
    }

    private static void fill(Login login, CredentialItem... items) {
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(login.user);
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(login.password.toCharArray());
            }
        }
    }

    private static Optional<Login> ofUrl(URIish uri) {
        return uri.getPass() == null ? Optional.empty()
                : Optional.of(new Login(uri.getUser() == null ? "" : uri.getUser(), uri.getPass()));
    }

    private Optional<Login> ofGit(URIish uri) {
        String description = "protocol=" + uri.getScheme() + "\nhost=" + uri.getHost()
                + (uri.getPort() > 0 ? ":" + uri.getPort() : "") + "\npath=" + uri.getRawPath().replaceFirst("^/", "")
                + (uri.getUser() == null ? "" : "\nusername=" + uri.getUser()) + "\n\n";
        Map<String, String> answer = git.credentials(description).lines().map(line -> line.split("=", 2))
                .filter(entry -> entry.length == 2)
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1], (one, other) -> other));
        return answer.containsKey("password")
                ? Optional.of(new Login(answer.getOrDefault("username", ""), answer.get("password")))
                : Optional.empty();
    }

    /** Where there is no {@code git}, which would do it. */
    private static Optional<Login> askpass(URIish uri) {
        String program = System.getenv("GIT_ASKPASS");
        if (program == null || program.isEmpty() || GitProgram.path().isPresent()) {
            return Optional.empty();
        }
        String server = "'" + uri.getScheme() + "://" + uri.getHost() + "': ";
        String user = uri.getUser() != null ? uri.getUser() : answer(program, "Username for " + server);
        return Optional.of(new Login(user, answer(program, "Password for " + server)));
    }

    private static String answer(String program, String question) {
        return new Run(List.of(program, question)).checked().out().strip();
    }

    private static Optional<Login> ofNetrc(URIish uri) {
        CredentialItem.Username user = new CredentialItem.Username();
        CredentialItem.Password password = new CredentialItem.Password();
        return new NetRCCredentialsProvider().get(uri, user, password)
                ? Optional.of(new Login(user.getValue(), new String(password.getValue()))) : Optional.empty();
    }
}

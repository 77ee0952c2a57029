//SOURCES ../registry/RegistryLogin.java
//SOURCES ../tools/Tools.java
//SOURCES ../yaml/Yaml.java

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A repository that the user has told helm of, by {@code helm repo add}. It prints as its name, so that no message
 * tells a secret.
 *
 * @param authority a file with the certificate that signs the server's; empty for none
 * @param clientCertificate a file with what this machine shows to the server, and {@code clientKey} its key; empty for
 *     nothing
 * @param trusting whether the server needs no certificate that is trusted
 * @param passesCredentials whether archives that lie on other hosts get the credentials, too
 */
record KnownRepository(String name, String url, String username, String password, String authority,
        String clientCertificate, String clientKey, boolean trusting, boolean passesCredentials) {

    /** A repository that needs no introduction. */
    static KnownRepository unknown(String url) {
        return new KnownRepository("", url, "", "", "", "", "", false, false);
    }

    /** What helm's file of repositories has. */
    static List<KnownRepository> all(Tools.Tool helm) {
        Path file = Path.of(helm.run("env", "HELM_REPOSITORY_CONFIG").checked().out().strip());
        return !Files.exists(file) ? List.of() : Yaml.read(file).stream()
                .flatMap(document -> StreamSupport.stream(
                        document.content().path("repositories").spliterator(), false))
                .map(KnownRepository::of).toList();
    }

    private static KnownRepository of(JsonNode entry) {
        return new KnownRepository(entry.path("name").asText(), entry.path("url").asText(),
                entry.path("username").asText(), entry.path("password").asText(), entry.path("caFile").asText(),
                entry.path("certFile").asText(), entry.path("keyFile").asText(),
                entry.path("insecure_skip_tls_verify").asBoolean(), entry.path("pass_credentials_all").asBoolean());
    }

    /** Whether this is where a URL leads; a slash at the end makes no difference. */
    boolean isAt(String otherUrl) {
        return withoutSlash(url).equals(withoutSlash(otherUrl));
    }

    /** What an {@code Authorization} header says; empty without credentials. */
    Optional<String> authorization() {
        return username.isEmpty() && password.isEmpty() ? Optional.empty()
                : Optional.of(RegistryLogin.ofUser(name, username, password).basic());
    }

    /** The options by which helm is told of certificates. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("--cert-file", clientCertificate, "--key-file", clientKey));
        if (!authority.isEmpty()) {
            options.addAll(List.of("--ca-file", authority));
        }
        if (trusting) {
            options.add("--insecure-skip-tls-verify");
        }
        return options;
    }

    static String withoutSlash(String url) {
        return url.replaceFirst("/+$", "");
    }

    @Override
    public String toString() {
        return name;
    }
}

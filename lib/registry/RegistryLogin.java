import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to show a registry. It prints as where it comes from, so that no message tells a secret.
 *
 * @param source where it comes from; for {@link #none}, where was looked
 * @param identityToken stands for user and password where tokens are handed out
 * @param registryToken is shown to the registry as it is
 */
record RegistryLogin(String source, String username, String password, String identityToken, String registryToken) {
    /** Nothing to show. */
    static RegistryLogin none(String source) {
        return new RegistryLogin(source, "", "", "", "");
    }

    /** What Docker's configuration and its helpers hold; there, a user named {@code <token>} has an identity token. */
    static RegistryLogin ofUser(String source, String username, String password) {
        return username.equals("<token>") ? new RegistryLogin(source, "", "", password, "")
                : new RegistryLogin(source, username, password, "", "");
    }

    boolean isNone() {
        return secrets().isEmpty() && username.isEmpty();
    }

    boolean hasUser() {
        return !username.isEmpty();
    }

    /** For an {@code Authorization} header. */
    String basic() {
        return "Basic " + base64();
    }

    List<String> secrets() {
        return Stream.of(password, identityToken, registryToken, hasUser() ? base64() : "")
                .filter(secret -> !secret.isEmpty()).toList();
    }

    @Override
    public String toString() {
        return source;
    }

    private String base64() {
        return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}

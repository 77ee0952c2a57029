//SOURCES ../Failure.java
//SOURCES ../yaml/Json.java
//SOURCES RegistryChallenge.java
//SOURCES RegistryCredentials.java
//SOURCES RegistryRetry.java

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one registry is shown in {@code Authorization}: nothing until it asks for something, then a user and password or
 * a token, which is kept for each scope until the registry refuses it.
 */
final class RegistryAuth {
    static final String NOTHING = "";
    private static final String BEARER = "Bearer ";

    private final String host;
    private final RegistryRetry http;
    private final RegistryCredentials credentials;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private volatile RegistryChallenge challenge;
    private volatile Failure wrongCredentials;

    RegistryAuth(String host, RegistryRetry http, RegistryCredentials credentials) {
        this.host = host;
        this.http = http;
        this.credentials = credentials;
    }

    /** What to show at first; {@link #NOTHING} when it is not known yet what the registry wants. */
    String first(String repository) throws IOException {
        return challenge == null ? NOTHING : header(challenge, scope(repository), NOTHING);
    }

    /**
     * What to show after a 401.
     *
     * @param refused what the registry was shown, so that a token that has expired is not shown again
     */
    String next(RegistryHttp.Answer answer, URI asked, String repository, String refused) throws IOException {
        Optional<RegistryChallenge> wanted = RegistryChallenge.of(answer.headers("WWW-Authenticate"));
        if (wanted.isEmpty()) {
            return NOTHING;
        }
        if (wanted.get().isBearer()) {
            requireSafe(URI.create(wanted.get().parameter("realm")), asked);
        }
        challenge = wanted.get();
        String scope = challenge.parameter("scope");
        return header(challenge, scope.isEmpty() ? scope(repository) : scope, refused);
    }

    private static String scope(String repository) {
        return "repository:" + repository + ":pull";
    }

    /** A registry that is asked over TLS must not have a password sent unencrypted. */
    private void requireSafe(URI realm, URI asked) {
        boolean safe = "https".equals(realm.getScheme())
                || "http".equals(realm.getScheme()) && asked.getScheme().equals("http");
        if (!safe || realm.getHost() == null) {
            throw new Failure(host + " wants credentials sent to " + realm.getScheme() + "://" + realm.getHost()
                    + ", which is not safe", "Ask whoever runs the registry for a token service with https.");
        }
    }

    private String header(RegistryChallenge wanted, String scope, String refused) throws IOException {
        if (!wanted.isBearer()) {
            RegistryLogin login = credentials.of(host);
            return login.hasUser() ? login.basic() : NOTHING;
        }
        synchronized (locks.computeIfAbsent(scope, any -> new Object())) {
            String token = tokens.get(scope);
            if (token == null || refused.equals(BEARER + token)) {
                token = fetch(wanted, scope, credentials.of(host));
                credentials.remember(token);
                tokens.put(scope, token);
            }
            return token.isEmpty() ? NOTHING : BEARER + token;
        }
    }

    /** Empty when nobody without credentials gets a token. */
    private String fetch(RegistryChallenge wanted, String scope, RegistryLogin login) throws IOException {
        if (!login.registryToken().isEmpty()) {
            return login.registryToken();
        }
        if (wrongCredentials != null) {
            throw wrongCredentials; // trying them for each image could lock an account
        }
        RegistryHttp.Answer answer = http.send(login.identityToken().isEmpty()
                ? get(wanted, scope, login) : post(wanted, scope, login));
        if (answer.status() == 200) {
            return token(wanted, answer);
        }
        if (answer.status() >= 500 || answer.status() == 429 || answer.status() == 404) {
            throw new ProtocolException(
                    "its token service " + server(wanted) + " answers with HTTP status " + answer.status());
        }
        if (login.isNone()) {
            return "";
        }
        Failure refused = new Failure(server(wanted) + ", which hands out the tokens of " + host
                + ", does not accept the credentials of " + login.source(),
                "Correct them, or log in anew: docker login " + host);
        wrongCredentials = answer.status() == 403 ? null : refused; // which may be about this repository only
        throw refused;
    }

    private static RegistryHttp.Request get(RegistryChallenge wanted, String scope, RegistryLogin login) {
        String realm = wanted.parameter("realm");
        String query = (wanted.parameter("service").isEmpty() ? ""
                : "service=" + encoded(wanted.parameter("service")) + "&") + "scope=" + encoded(scope);
        URI url = URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
        Map<String, String> headers = login.hasUser() ? Map.of("Authorization", login.basic()) : Map.of();
        return new RegistryHttp.Request("GET", url, headers, "");
    }

    private static RegistryHttp.Request post(RegistryChallenge wanted, String scope, RegistryLogin login) {
        String form = "grant_type=refresh_token&client_id=gitops-scripts&service="
                + encoded(wanted.parameter("service")) + "&scope=" + encoded(scope)
                + "&refresh_token=" + encoded(login.identityToken());
        return new RegistryHttp.Request("POST", URI.create(wanted.parameter("realm")),
                Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
    }

    private static String token(RegistryChallenge wanted, RegistryHttp.Answer answer) throws IOException {
        try {
            JsonNode json = Json.MAPPER.readTree(answer.body());
            String token = json.path("token").asText();
            String text = token.isEmpty() ? json.path("access_token").asText() : token;
            if (text.matches("[\\x21-\\x7e]+")) {
                return text;
            }
        } catch (JsonProcessingException e) {
            // the message could quote the token
        }
        throw new ProtocolException("its token service " + server(wanted) + " answers without a token");
    }

    private static String server(RegistryChallenge wanted) {
        return URI.create(wanted.parameter("realm")).getAuthority();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

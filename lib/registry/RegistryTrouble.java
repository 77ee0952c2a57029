//SOURCES ../Failure.java
//SOURCES ../Settings.java
//SOURCES ../tools/Run.java
//SOURCES ../yaml/Json.java
//SOURCES RegistryCredentials.java
//SOURCES RegistryHttp.java
//SOURCES RegistryName.java

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** What to tell people when a registry gives no answer, or none that helps. */
final class RegistryTrouble {
    private static final int LONGEST_SAID = 200;

    private RegistryTrouble() {}

    static Failure unreachable(String host, IOException e) {
        Failure failure = e instanceof SSLException ? tls(host, (SSLException) e)
                : new Failure("the registry " + host + " " + reason(e), advice(e));
        failure.initCause(e);
        return failure;
    }

    /** An answer other than that there is nothing of that name. */
    static Failure refusal(RegistryName image, RegistryHttp.Answer answer, RegistryCredentials credentials) {
        String words = credentials.withoutSecrets(said(answer));
        String reason = words.isEmpty() ? "" : ": " + words;
        if (answer.status() == 401 || answer.status() == 403) {
            RegistryLogin login = credentials.of(image.registry());
            return new Failure(image + " does not exist, or is not shown "
                    + (login.isNone() ? "without credentials" : "with the credentials of\n  " + login) + reason,
                    (login.isNone() ? "Credentials: " + login + "\n" : "")
                            + "Check the name, or log in: docker login " + image.registry());
        }
        String after = answer.header("Retry-After");
        return new Failure("cannot look up " + image + ":\n  the registry answers with HTTP status " + answer.status()
                + reason, answer.status() != 429 ? "Try again later; if it stays so, ask whoever runs the registry."
                : "Wait" + (after.matches("\\d+") ? " " + after + " s" : "") + ", log in, or name a mirror in "
                        + Settings.FILE + " under registry.mirrors.");
    }

    /** Why a registry refused, as it says itself; empty when it does not. */
    private static String said(RegistryHttp.Answer answer) {
        try {
            JsonNode error = Json.MAPPER.readTree(answer.body()).path("errors").path(0);
            String message = error.path("message").asText().isEmpty()
                    ? error.path("code").asText() : error.path("message").asText();
            String line = Run.withoutPasswords(message).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
            return line.length() <= LONGEST_SAID ? line : line.substring(0, LONGEST_SAID) + "…";
        } catch (IOException e) {
            return "";
        }
    }

    /** What to say of a server after its name. */
    static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "cannot be found: there is no such host";
        }
        if (e instanceof SocketTimeoutException) {
            return "gives no answer: it takes too long";
        }
        if (e instanceof ConnectException) {
            return "cannot be reached: it refuses connections";
        }
        if (e instanceof SocketException) {
            return "breaks off the connection";
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "there is no connection");
        String known = message.replaceFirst("Unable to tunnel through proxy\\. Proxy returns \"HTTP/\\S+ (.*)\"",
                "the proxy in between answers $1").replaceFirst("Invalid Http response", "it does not speak HTTP");
        return "cannot be asked: " + Run.withoutPasswords(known);
    }

    private static String advice(IOException e) {
        return e instanceof UnknownHostException
                ? "Check the image's name, the network, and HTTPS_PROXY if there is a proxy."
                : "Check that it runs, the network, and HTTPS_PROXY and NO_PROXY if there is a proxy.";
    }

    private static Failure tls(String host, SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return new Failure("the certificate of the registry " + host + " has expired or is not valid yet",
                        "Have it renewed, and check this machine's clock.");
            }
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        if (message.contains("PKIX") || message.contains("trustAnchors")) {
            return new Failure("the certificate of the registry " + host + " is signed by nobody who is trusted here",
                    "Name the authority that signed it: --registry-ca-cert-path FILE");
        }
        if (message.contains("No subject alternative") || message.contains("No name matching")) {
            return new Failure("the certificate of the registry " + host + " is for another name",
                    "Use the name that the certificate is for.");
        }
        return new Failure("the registry " + host + " cannot be asked over TLS: " + message,
                "If it speaks plain HTTP and this is fine: --registry-insecure");
    }
}

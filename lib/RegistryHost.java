//SOURCES Failure.java
//SOURCES RegistryAuth.java
//SOURCES RegistryCredentials.java
//SOURCES RegistryRetry.java
//SOURCES RegistryTrouble.java

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * One registry, asked over TLS. On a loopback address it may also speak plain HTTP, which is tried first; elsewhere
 * only where that was allowed, and after TLS. Once it cannot be reached, it is not asked again.
 */
final class RegistryHost {
    private static final String DOCKER_HUB = "index.docker.io";
    private static final String DOCKER_HUB_API = "registry-1.docker.io";
    private static final String ACCEPT = String.join(", ",
            "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final String name;
    private final RegistryRetry http;
    private final RegistryAuth auth;
    private volatile List<String> schemes;
    private volatile Failure unreachable;

    /** @param plainHttp whether it may be asked without TLS wherever it is */
    RegistryHost(String name, boolean plainHttp, RegistryRetry http, RegistryCredentials credentials) {
        this.name = name;
        this.http = http;
        this.auth = new RegistryAuth(name, http, credentials);
        boolean loopback = HttpProxies.isLoopback(name.replaceFirst(":\\d+$", ""));
        this.schemes = loopback ? List.of("http", "https") : plainHttp ? List.of("https", "http") : List.of("https");
    }

    /**
     * @param path after the repository, such as {@code manifests/1.0}
     * @throws Failure when it cannot be reached or does not accept the credentials that are there
     */
    RegistryHttp.Answer ask(String method, String repository, String path) {
        if (unreachable != null) {
            throw unreachable;
        }
        String all = repository + "/" + path;
        try {
            String shown = auth.first(repository);
            RegistryHttp.Answer answer = send(method, all, shown);
            if (answer.status() == 401) {
                String other = auth.next(answer, url(schemes.get(0), all), repository, shown);
                return other.equals(shown) ? answer : send(method, all, other);
            }
            return answer;
        } catch (IOException e) {
            unreachable = RegistryTrouble.unreachable(name, e);
            throw unreachable;
        }
    }

    private RegistryHttp.Answer send(String method, String path, String authorization) throws IOException {
        List<String> possible = schemes;
        try {
            RegistryHttp.Answer answer = send(possible.get(0), method, path, authorization);
            if (possible.size() == 1 || answer.status() != 400) { // how servers answer who want TLS
                schemes = List.of(possible.get(0));
                return answer;
            }
        } catch (IOException e) {
            if (possible.size() == 1 || !speaksOther(e)) {
                throw e;
            }
            try {
                return settled(possible.get(1), send(possible.get(1), method, path, authorization));
            } catch (SSLHandshakeException certificate) {
                throw certificate;
            } catch (IOException other) {
                throw e;
            }
        }
        return settled(possible.get(1), send(possible.get(1), method, path, authorization));
    }

    private RegistryHttp.Answer settled(String scheme, RegistryHttp.Answer answer) {
        schemes = List.of(scheme);
        return answer;
    }

    /** Whether a connection failed in a way that it does when one side speaks TLS and the other does not. */
    private boolean speaksOther(IOException e) {
        return e instanceof ConnectException ? !name.matches(".*:\\d+")
                : e instanceof SocketException || e instanceof SSLException && !(e instanceof SSLHandshakeException);
    }

    private RegistryHttp.Answer send(String scheme, String method, String path, String authorization)
            throws IOException {
        Map<String, String> headers = authorization.isEmpty() ? Map.of("Accept", ACCEPT)
                : Map.of("Accept", ACCEPT, "Authorization", authorization);
        return http.send(new RegistryHttp.Request(method, url(scheme, path), headers, ""));
    }

    private URI url(String scheme, String path) {
        return URI.create(scheme + "://" + (name.equals(DOCKER_HUB) ? DOCKER_HUB_API : name) + "/v2/" + path);
    }
}

//SOURCES ../Failure.java
//SOURCES ../image/DockerHub.java
//SOURCES ../io/HttpProxies.java
//SOURCES RegistryAuth.java
//SOURCES RegistryCredentials.java
//SOURCES RegistryRetry.java
//SOURCES RegistryTrouble.java

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;

/**
 * One registry, asked over TLS. On a loopback address it may also speak plain HTTP, which is tried first; elsewhere
 * only where that was allowed, and after TLS. Once it cannot be reached, it is not asked again.
 */
final class RegistryHost {
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
        } catch (ProtocolException e) {
            throw RegistryTrouble.unreachable(name, e);
        } catch (IOException e) {
            unreachable = RegistryTrouble.unreachable(name, e);
            throw unreachable;
        }
    }

    /** Finds out, where it may be either, whether the registry speaks TLS. */
    private RegistryHttp.Answer send(String method, String path, String authorization) throws IOException {
        List<String> possible = schemes;
        RegistryHttp.Answer answer = null;
        IOException problem = null;
        try {
            answer = send(possible.get(0), method, path, authorization);
        } catch (IOException e) {
            problem = e;
        }
        boolean settled = possible.size() == 1 || !asksForOther(answer, problem);
        if (!settled) {
            try {
                RegistryHttp.Answer other = send(possible.get(1), method, path, authorization);
                schemes = List.of(possible.get(1));
                return other;
            } catch (IOException e) {
                problem = e.getCause() instanceof CertificateException ? e : problem;
            }
        }
        if (problem != null) {
            throw problem;
        }
        schemes = settled ? List.of(possible.get(0)) : possible;
        return answer;
    }

    /** Whether a request came to what it does when one side speaks TLS and the other does not. */
    private boolean asksForOther(RegistryHttp.Answer answer, IOException problem) {
        if (problem == null) {
            return answer.status() == 400;
        }
        if (problem instanceof ConnectException) {
            return !name.matches(".*:\\d+"); // the other has another port
        }
        return !(problem instanceof SocketTimeoutException || problem instanceof UnknownHostException
                || problem.getCause() instanceof CertificateException);
    }

    private RegistryHttp.Answer send(String scheme, String method, String path, String authorization)
            throws IOException {
        Map<String, String> headers = authorization.isEmpty() ? Map.of("Accept", ACCEPT)
                : Map.of("Accept", ACCEPT, "Authorization", authorization);
        return http.send(new RegistryHttp.Request(method, url(scheme, path), headers, ""));
    }

    private URI url(String scheme, String path) {
        return URI.create(scheme + "://" + (name.equals(DockerHub.REGISTRY) ? DockerHub.API : name) + "/v2/" + path);
    }
}

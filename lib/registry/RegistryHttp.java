//SOURCES ../Failure.java
//SOURCES ../io/HttpProxies.java
//SOURCES ../tools/Run.java
//SOURCES RegistryLimits.java
//SOURCES RegistryTls.java

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sends requests and reads their answers, within limits of time and size. Credentials follow no redirect to another
 * host, and no redirect leads from https to http.
 *
 * <p>It is built on {@link HttpURLConnection}: 200 questions to a server that answers after 20 ms take 0.3 s with it,
 * start of the JVM included, and 0.7 s to 1.1 s with {@code java.net.http}, which loads and runs far more code.
 */
final class RegistryHttp {
    private static final int MOST_REDIRECTS = 5;
    private static final String AUTHORIZATION = "Authorization";

    private final RegistryLimits limits;
    private final RegistryTls tls;
    private final HttpProxies proxies;
    private final Semaphore permits;

    /** @param atOnce how many requests may be under way */
    RegistryHttp(RegistryLimits limits, RegistryTls tls, HttpProxies proxies, int atOnce) {
        this.limits = limits;
        this.tls = tls;
        this.proxies = proxies;
        this.permits = new Semaphore(atOnce);
        System.setProperty("http.maxConnections", String.valueOf(atOnce)); // as many as are kept for the next request
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", ""); // proxies may want a password,
        System.setProperty("http.maxRedirects", "3"); // which is not to be tried 20 times
    }

    /** @param body empty for none */
    record Request(String method, URI url, Map<String, String> headers, byte[] body) {
        Request(String method, URI url, Map<String, String> headers, String body) {
            this(method, url, headers, body.getBytes(StandardCharsets.UTF_8));
        }

        private Request at(URI other) {
            Map<String, String> allowed = new HashMap<>(headers);
            if (!origin(url).equals(origin(other))) {
                allowed.remove(AUTHORIZATION);
            }
            return new Request(method, other, allowed, body);
        }

        /** Without what nobody is to see. */
        @Override
        public String toString() {
            return method + " " + Run.withoutPasswords(url.toString());
        }

        private static String origin(URI url) {
            return url.getScheme() + "://" + url.getRawAuthority();
        }
    }

    /** @param headers by their names in lower case */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        List<String> headers(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        /** The first value; empty when there is none. */
        String header(String name) {
            return headers(name).stream().findFirst().orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @throws IOException when there is no connection or no whole answer in time */
    Answer send(Request request) throws IOException {
        permits.acquireUninterruptibly();
        try {
            Request next = request;
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                Answer answer = exchange(next);
                String location = answer.header("Location");
                if (answer.status / 100 != 3 || location.isEmpty() || request.body.length > 0) {
                    return answer;
                }
                next = next.at(target(next.url, location));
            }
            throw new ProtocolException("it redirects more than " + MOST_REDIRECTS + " times");
        } finally {
            permits.release();
        }
    }

    private static URI target(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("it redirects to what is no URL");
        }
        boolean safe = "https".equals(to.getScheme())
                || "http".equals(to.getScheme()) && from.getScheme().equals("http");
        if (!safe || to.getHost() == null) {
            throw new ProtocolException(
                    "it redirects to " + to.getScheme() + "://" + to.getHost() + ", which is not safe");
        }
        return to;
    }

    private Answer exchange(Request request) throws IOException {
        try {
            return unchecked(request);
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException e) { // its message could quote what is shown
            throw new ProtocolException("its address, or what is to be shown to it, is nothing that HTTP takes");
        }
    }

    private Answer unchecked(Request request) throws IOException {
        long end = System.nanoTime() + limits.answer().plus(limits.connect()).toNanos();
        HttpURLConnection connection = open(request.url);
        connection.setConnectTimeout((int) limits.connect().toMillis());
        connection.setReadTimeout((int) limits.answer().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(request.method);
        connection.setRequestProperty("User-Agent", "gitops-scripts");
        request.headers.forEach(connection::setRequestProperty);
        if (request.body.length > 0) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body);
            }
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new ProtocolException("it does not speak HTTP");
        }
        if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
            throw new ProtocolException("the proxy in between wants other credentials");
        }
        byte[] body = request.method.equals("HEAD") ? new byte[0] : read(connection, status, end);
        return new Answer(status, headers(connection), body);
    }

    private HttpURLConnection open(URI url) throws IOException {
        Optional<HttpProxies.HttpProxy> proxy = proxies.proxy(url);
        // -Dhttps.proxyHost and the like count where the environment names no proxy
        boolean byJava = proxy.isEmpty() && !HttpProxies.isLoopback(HttpProxies.host(url));
        HttpURLConnection connection = (HttpURLConnection) (byJava ? url.toURL().openConnection()
                : url.toURL().openConnection(proxy.map(HttpProxies.HttpProxy::address).orElse(Proxy.NO_PROXY)));
        if (proxy.isPresent() && proxy.get().login() != null) {
            connection.setAuthenticator(proxy.get().login());
        }
        if (connection instanceof HttpsURLConnection secure) {
            tls.secure(secure);
        }
        return connection;
    }

    private byte[] read(HttpURLConnection connection, int status, long end) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] buffer = new byte[8192];
            for (int n = 0; in != null && n >= 0; n = in.read(buffer)) {
                body.write(buffer, 0, n);
                if (body.size() > limits.mostBytes()) {
                    connection.disconnect();
                    throw new ProtocolException("it answers with more than " + (limits.mostBytes() >> 20) + " MB");
                }
                if (System.nanoTime() > end) {
                    connection.disconnect();
                    throw new SocketTimeoutException("Read timed out");
                }
            }
        }
        if (status == HttpURLConnection.HTTP_OK && body.size() < connection.getContentLengthLong()) {
            throw new SocketException("the answer is not whole");
        }
        return body.toByteArray();
    }

    private static Map<String, List<String>> headers(HttpURLConnection connection) {
        Map<String, List<String>> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return headers;
    }
}

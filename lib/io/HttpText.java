//SOURCES ../Failure.java
//SOURCES ../tools/Run.java
//SOURCES HttpProxies.java

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;

/** Texts that web servers have, such as the manifests of a release. */
record HttpText(HttpProxies proxies) {
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(2);

    /** @throws Failure when the server does not give it */
    String get(String url) {
        String shown = Run.withoutPasswords(url);
        try {
            URI address = URI.create(url);
            HttpClient.Builder client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(TIME_TO_CONNECT);
            proxies.proxy(address).ifPresent(proxy -> {
                client.proxy(ProxySelector.of((InetSocketAddress) proxy.address().address()));
                if (proxy.login() != null) {
                    client.authenticator(proxy.login());
                }
            });
            HttpResponse<String> answer = client.build().send(HttpRequest.newBuilder(address).timeout(TIME_TO_ANSWER)
                    .build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Failure("cannot read " + shown + ": the answer is HTTP status " + answer.statusCode());
            }
            return answer.body();
        } catch (IllegalArgumentException e) {
            throw new Failure("cannot read " + shown + ": it is no URL");
        } catch (IOException e) {
            throw new Failure("cannot read " + shown + ": "
                    + Objects.requireNonNullElse(e.getMessage(), "there is no connection"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while reading " + shown);
        }
    }
}

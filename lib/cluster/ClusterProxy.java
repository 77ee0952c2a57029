// The client comes without the models of all kinds that it would bring along, as it looks through them at each start,
// but for those of a kubeconfig.
//DEPS io.fabric8:kubernetes-client-api:7.9.0@fatjar
//DEPS io.fabric8:kubernetes-model-core:7.9.0
//DEPS org.snakeyaml:snakeyaml-engine:3.0.1
//DEPS com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.23.0
//SOURCES ../Failure.java
//SOURCES ../io/HttpProxies.java

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The proxy that leads to an API server: the {@code proxy-url} that the kubeconfig has for the cluster, or else what
 * the environment says. The Kubernetes client itself takes only proxies whose scheme is the one of the server.
 */
final class ClusterProxy {
    private final InetSocketAddress address;
    private final Optional<String> authorization;

    private ClusterProxy(HttpProxies.HttpProxy proxy) {
        this.address = (InetSocketAddress) proxy.address().address();
        this.authorization = Optional.ofNullable(proxy.login()).map(ClusterProxy::authorization);
    }

    static Optional<ClusterProxy> of(Config config) {
        HttpProxies environment = new HttpProxies(System.getenv());
        Optional<HttpProxies.HttpProxy> proxy = proxyUrl(config).map(url -> HttpProxies.parse("proxy-url", url))
                .or(() -> environment.proxy(URI.create(config.getMasterUrl())));
        proxy.filter(one -> one.address().type() != Proxy.Type.HTTP).ifPresent(other -> {
            throw new Failure("SOCKS proxies cannot be used for clusters", "Name an HTTP proxy, as proxy-url of the "
                    + "cluster in the kubeconfig or in HTTPS_PROXY.");
        });
        return proxy.map(ClusterProxy::new);
    }

    private static Optional<String> proxyUrl(Config config) {
        boolean none = config.getHttpProxy() == null && config.getHttpsProxy() == null
                || config.getFileWithCluster() == null || config.getCurrentContext() == null;
        if (none) {
            return Optional.empty();
        }
        String cluster = config.getCurrentContext().getContext().getCluster();
        return KubeConfigUtils.parseConfig(config.getFileWithCluster()).getClusters().stream()
                .filter(named -> named.getName().equals(cluster)).map(named -> named.getCluster().getProxyUrl())
                .filter(url -> url != null && !url.isEmpty()).findFirst();
    }

    void use(HttpClient.Builder client) {
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", ""); // proxies may want a password
        client.proxy(ProxySelector.of(address));
    }

    void use(HttpRequest.Builder request) {
        authorization.ifPresent(value -> request.header("Proxy-Authorization", value));
    }

    private static String authorization(Authenticator login) {
        PasswordAuthentication both = login.requestPasswordAuthenticationInstance("", null, 0, "http", "", "Basic",
                null, Authenticator.RequestorType.PROXY);
        return "Basic " + Base64.getEncoder().encodeToString((both.getUserName() + ":"
                + new String(both.getPassword())).getBytes(StandardCharsets.UTF_8));
    }
}

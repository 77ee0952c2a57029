//SOURCES ../Failure.java
//SOURCES ClusterProxy.java

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * How a cluster is reached and who asks. The kubeconfig, its credentials and their plugins are read by the Kubernetes
 * client; requests go through the JDK, as the client's own way costs a quarter of a second more at every start.
 */
final class ClusterConnection {
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Optional<ClusterProxy> proxy;
    private final URI server;
    private final UnaryOperator<Config> renewal;
    private volatile Config config;

    private ClusterConnection(Config config, UnaryOperator<Config> renewal, HttpClient http,
            Optional<ClusterProxy> proxy) {
        this.config = config;
        this.renewal = renewal;
        this.http = http;
        this.proxy = proxy;
        this.server = URI.create(config.getMasterUrl());
    }

    /**
     * @param kubeconfig a file; empty for what {@code KUBECONFIG} names, {@code ~/.kube/config}, or the cluster that
     *     this process runs in
     * @param context of the kubeconfig; empty for its current one
     */
    static ClusterConnection open(Optional<String> kubeconfig, Optional<String> context) {
        return open(config(kubeconfig, context), Config::refresh);
    }

    /** @param kubeconfig its contents */
    static ClusterConnection read(String kubeconfig, Optional<String> context) {
        return open(parsed(kubeconfig, context), old -> parsed(kubeconfig, context));
    }

    private static ClusterConnection open(Config config, UnaryOperator<Config> renewal) {
        try {
            Optional<ClusterProxy> proxy = ClusterProxy.of(config);
            SSLContext tls = SSLUtils.sslContext(config);
            HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIME_TO_CONNECT);
            proxy.ifPresent(one -> one.use(client)); // before what makes Java read its properties for clients
            client.sslContext(tls).sslParameters(parameters(tls));
            return new ClusterConnection(config, renewal, client.build(), proxy);
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure("cannot use the certificates that the kubeconfig names: " + e.getMessage());
        }
    }

    /** ChaCha20 comes first: AES takes several times as long as long as Java does not compile with all its might. */
    private static SSLParameters parameters(SSLContext tls) {
        SSLParameters parameters = tls.getDefaultSSLParameters();
        parameters.setCipherSuites(Stream.of(parameters.getCipherSuites())
                .sorted(Comparator.comparing(name -> !name.contains("_CHACHA20_"))).toArray(String[]::new));
        return parameters;
    }

    private static Config config(Optional<String> kubeconfig, Optional<String> context) {
        kubeconfig.filter(file -> !new File(file).isFile()).ifPresent(file -> {
            throw new Failure("cannot read kubeconfig " + file + ": it does not exist");
        });
        Config config;
        try {
            config = kubeconfig.isPresent()
                    ? Config.fromKubeconfig(context.orElse(null), new File(kubeconfig.get()))
                    : Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException e) {
            throw new Failure("cannot use " + kubeconfig.map(file -> "kubeconfig " + file).orElse("the kubeconfig")
                    + ": " + e.getMessage());
        }
        requireContext(config, context);
        boolean found = config.getCurrentContext() != null || config.getOauthToken() != null
                || config.getAutoOAuthToken() != null || !config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL);
        if (!found) {
            throw new Failure("there is no cluster to talk to: no kubeconfig was found",
                    "Name one with --kubeconfig or KUBECONFIG.");
        }
        return config;
    }

    /**
     * What is wrong with the contents is not shown: there are credentials in them. No other way of the client's takes
     * both contents and a context.
     */
    @SuppressWarnings("removal")
    private static Config parsed(String kubeconfig, Optional<String> context) {
        Config config;
        try {
            config = Config.fromKubeconfig(context.orElse(null), kubeconfig, null);
        } catch (RuntimeException e) {
            throw new Failure("cannot use what is given as contents of a kubeconfig: it is none",
                    "Give a file's whole text with --kubeconfig-yaml or KAPP_KUBECONFIG_YAML, or its name with "
                    + "--kubeconfig.");
        }
        requireContext(config, context);
        return config;
    }

    private static void requireContext(Config config, Optional<String> context) {
        boolean known = context.isEmpty() || config.getContexts() != null && config.getContexts().stream()
                .anyMatch(named -> named.getName().equals(context.get()));
        if (!known) {
            String all = config.getContexts() == null || config.getContexts().isEmpty() ? "It has none."
                    : "It has " + String.join(", ", config.getContexts().stream().map(c -> c.getName()).toList()) + ".";
            throw new Failure("the kubeconfig has no context " + context.get(), all);
        }
    }

    HttpClient http() {
        return http;
    }

    /** Such as {@code https://127.0.0.1:6443/}. */
    URI server() {
        return server;
    }

    /** The namespace of the kubeconfig's context. */
    String namespace() {
        String namespace = config.getNamespace();
        return namespace == null || namespace.isEmpty() ? "default" : namespace;
    }

    /** A request to a path and query of the API server, with the credentials of the user. */
    HttpRequest.Builder request(String pathAndQuery) {
        Config now = config;
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(pathAndQuery));
        proxy.ifPresent(one -> one.use(request));
        String token = now.getOauthToken() != null ? now.getOauthToken() : now.getAutoOAuthToken();
        if (now.getOauthTokenProvider() != null) {
            token = now.getOauthTokenProvider().getToken();
        }
        if (token != null && !token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        } else if (now.getUsername() != null && now.getPassword() != null) {
            String both = now.getUsername() + ":" + now.getPassword();
            request.header("Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        if (now.getImpersonateUsername() != null && !now.getImpersonateUsername().isEmpty()) {
            request.header("Impersonate-User", now.getImpersonateUsername());
            Arrays.stream(now.getImpersonateGroups()).forEach(group -> request.header("Impersonate-Group", group));
        }
        return request;
    }

    /** Reads the credentials again, for a token that has expired meanwhile. */
    synchronized void refresh() {
        config = renewal.apply(config);
    }
}

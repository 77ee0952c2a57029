//SOURCES ../Failure.java

import java.math.BigInteger;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy to use for a URL, as {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, also in lower case,
 * say. What is on a loopback address is never asked through a proxy.
 */
final class HttpProxies {
    private final Map<String, String> environment;

    HttpProxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * @param address the proxy without its credentials
     * @param login answers the proxy, and nobody else, who asks for credentials; null without credentials
     */
    record HttpProxy(Proxy address, Authenticator login) {}

    Optional<HttpProxy> proxy(URI url) {
        String name = url.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        String value = variable(name);
        boolean direct = value.isEmpty() || isLoopback(host(url)) || isExcepted(url);
        return direct ? Optional.empty() : Optional.of(parse(name, value));
    }

    /** The host of a URL, also when it has a character that {@link URI#getHost} does not take. */
    static String host(URI url) {
        return url.getRawAuthority().replaceFirst(".*@", "").replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    /** Whether a host, as URLs write it, is this machine. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.endsWith(".localhost")
                || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private String variable(String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
    }

    /**
     * The proxy that a setting names.
     *
     * @param name of the setting, for people
     */
    static HttpProxy parse(String name, String value) {
        try {
            URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
            boolean socks = proxy.getScheme().startsWith("socks5");
            if (proxy.getHost() == null || !socks && !proxy.getScheme().equals("http")) {
                throw unusable(name);
            }
            int port = proxy.getPort() >= 0 ? proxy.getPort() : socks ? 1080 : 80;
            InetSocketAddress address = new InetSocketAddress(proxy.getHost(), port);
            return new HttpProxy(new Proxy(socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, address),
                    login(proxy.getRawUserInfo()));
        } catch (IllegalArgumentException e) {
            throw unusable(name);
        }
    }

    private static Failure unusable(String name) {
        return new Failure(name + " names no proxy that can be used",
                "Write it as http://HOST:PORT, with NAME:PASSWORD@ before the host where the proxy wants it.");
    }

    private static Authenticator login(String userInfo) {
        if (userInfo == null) {
            return null;
        }
        String[] parts = userInfo.split(":", 2);
        String user = URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        String password = parts.length == 1 ? ""
                : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(user, password.toCharArray()) : null;
            }
        };
    }

    private boolean isExcepted(URI url) {
        String host = host(url);
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        return Arrays.stream(variable("NO_PROXY").toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(exception -> !exception.isEmpty())
                .anyMatch(exception -> exception.equals("*") || covers(exception, host, port));
    }

    /** A network as {@code 10.0.0.0/8}, a host with a port or without, or a domain for all that is in it. */
    private static boolean covers(String exception, String host, int port) {
        if (exception.matches("[0-9a-f.:]+/\\d+")) {
            return host.matches("[0-9.]+|\\[.*\\]") && contains(exception, host);
        }
        boolean hasPort = exception.matches(".*[^:\\[]:\\d+");
        if (hasPort && !exception.endsWith(":" + port)) {
            return false;
        }
        String name = (hasPort ? exception.replaceFirst(":\\d+$", "") : exception).replaceFirst("^\\*?\\.", "");
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean contains(String network, String host) {
        try {
            String[] parts = network.split("/");
            byte[] start = InetAddress.getByName(parts[0]).getAddress();
            byte[] address = InetAddress.getByName(host).getAddress();
            int free = 8 * start.length - Integer.parseInt(parts[1]);
            return start.length == address.length && free >= 0
                    && new BigInteger(1, start).shiftRight(free).equals(new BigInteger(1, address).shiftRight(free));
        } catch (UnknownHostException | NumberFormatException e) {
            return false;
        }
    }
}

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proxies, as the environment names them. */
@InSandbox
class ProxyTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void a_registry_is_reached_through_a_proxy_that_wants_a_password(Sandbox sandbox) {
        KeyFile keys = KeyFile.make(sandbox, "dns:registry.example.com");
        try (FakeRegistry fake = FakeRegistry.start(keys)
                .on("/v2/web/manifests/1.0", FakeRegistry.Reply.digest(DIGEST));
                TunnelProxy proxy = TunnelProxy.to(fake.host(), "user", "p@ss")) {
            Asking asking = Asking.from(sandbox).trust(keys.authority());
            assertEquals(DIGEST, asking.env("https_proxy", "http://user:p%40ss@" + proxy.host())
                    .digest("registry.example.com/web:1.0"));
            assertEquals(List.of("registry.example.com:443"), proxy.targets());
            Failure failure = asking.env("HTTPS_PROXY", proxy.host()).refusal("registry.example.com/web:1.0");
            Asking.says(failure, "the registry registry.example.com cannot be asked: "
                    + "the proxy in between wants other credentials");
            Failure wrong = asking.env("HTTPS_PROXY", "http://user:s3cr3t@" + proxy.host())
                    .refusal("registry.example.com/web:1.0");
            assertFalse((wrong.getMessage() + wrong.advice()).contains("s3cr3t"), wrong.getMessage());
        }
    }

    @Test
    void loopback_addresses_are_asked_directly(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start()
                .on("/v2/web/manifests/1.0", FakeRegistry.Reply.digest(DIGEST))) {
            assertEquals(DIGEST, Asking.from(sandbox).env("HTTP_PROXY", "http://127.0.0.1:1")
                    .digest(fake.host() + "/web:1.0"));
        }
    }

    @Test
    void exceptions_are_hosts_domains_ports_and_networks() {
        for (String exception : List.of("*", "registry.example.com", "example.com", ".example.com", "*.example.com",
                "a.test, registry.example.com", "registry.example.com:443")) {
            assertTrue(isDirect(exception, "https://registry.example.com/v2/"), exception);
        }
        for (String exception : List.of("", "xample.com", "other.example.com", "registry.example.com:5000", "com.")) {
            assertFalse(isDirect(exception, "https://registry.example.com/v2/"), exception);
        }
        assertTrue(isDirect("10.0.0.0/8", "https://10.2.3.4:5000/v2/"));
        assertFalse(isDirect("10.0.0.0/8", "https://11.2.3.4:5000/v2/"));
        assertTrue(isDirect("fd00::/8", "https://[fd00::1]:5000/v2/"));
        assertFalse(isDirect("10.0.0.0/x", "https://10.2.3.4:5000/v2/"));
    }

    @Test
    void each_protocol_has_its_proxy_and_a_name_without_a_protocol_will_do() {
        HttpProxies proxies = new HttpProxies(Map.of("http_proxy", "one.test:3128", "HTTPS_PROXY", "http://two.test"));
        assertEquals("one.test:3128", address(proxies, "http://registry.test/v2/"));
        assertEquals("two.test:80", address(proxies, "https://registry.test/v2/"));
    }

    @Test
    void a_proxy_that_cannot_be_used_is_named_by_its_variable() {
        for (String value : List.of("https://user:s3cr3t@proxy.test", "http://", "::s3cr3t::", "ftp://s3cr3t")) {
            Failure failure = Asking.failure(() -> new HttpProxies(Map.of("HTTPS_PROXY", value))
                    .proxy(URI.create("https://registry.test")));
            Asking.says(failure, "HTTPS_PROXY names no proxy that can be used");
            assertFalse((failure.getMessage() + failure.advice()).contains("s3cr3t"));
        }
    }

    private static boolean isDirect(String exceptions, String url) {
        return new HttpProxies(Map.of("HTTPS_PROXY", "http://proxy.test:3128", "NO_PROXY", exceptions))
                .proxy(URI.create(url)).isEmpty();
    }

    private static String address(HttpProxies proxies, String url) {
        HttpProxies.HttpProxy proxy = proxies.proxy(URI.create(url)).orElseThrow();
        InetSocketAddress address = (InetSocketAddress) proxy.address().address();
        return address.getHostString() + ":" + address.getPort();
    }
}

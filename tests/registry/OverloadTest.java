import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Registries that are overloaded, slow or down. */
@InSandbox
class OverloadTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String WEB = "/v2/web/manifests/1.0";

    @Test
    void an_overloaded_registry_is_asked_again(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(WEB, FakeRegistry.Reply.of(503),
                FakeRegistry.Reply.of(429), FakeRegistry.Reply.of(500), FakeRegistry.Reply.digest(DIGEST))) {
            assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
            assertEquals(4, fake.asked().size());
        }
    }

    @Test
    void it_is_asked_again_when_it_says_so(Sandbox sandbox) {
        assertWaits(sandbox, "1", Instant.now().plusSeconds(1));
        Instant then = Instant.now().plusMillis(1990).truncatedTo(ChronoUnit.SECONDS);
        assertWaits(sandbox, DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atZone(ZoneOffset.UTC)), then);
    }

    /** Without being told, it would ask again after 10 ms. */
    private static void assertWaits(Sandbox sandbox, String after, Instant until) {
        try (FakeRegistry fake = FakeRegistry.start().on(WEB,
                FakeRegistry.Reply.of(429).with("Retry-After", after), FakeRegistry.Reply.digest(DIGEST))) {
            assertEquals(DIGEST, Asking.from(sandbox).digest(fake.host() + "/web:1.0"));
            assertTrue(!Instant.now().isBefore(until), () -> "asked again before " + after);
        }
    }

    @Test
    void a_wait_that_is_too_long_is_a_failure(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start().on(WEB, FakeRegistry.Reply.of(429)
                .with("Retry-After", "3600"))) {
            Failure failure = Asking.from(sandbox).refusal(fake.host() + "/web:1.0");
            Asking.says(failure, "cannot look up " + fake.host() + "/web:1.0:\n"
                    + "  the registry answers with HTTP status 429", "Wait 3600 s, log in, or name a mirror");
            assertEquals(1, fake.asked().size());
        }
    }

    @Test
    void what_stays_is_told_with_what_the_registry_says(Sandbox sandbox) {
        try (FakeRegistry fake = FakeRegistry.start()
                .on("/v2/web/manifests/1.0", asked -> asked.method().equals("HEAD") ? FakeRegistry.Reply.of(405)
                        : new FakeRegistry.Reply(503, Map.of(),
                                "{\"errors\":[{\"code\":\"UNAVAILABLE\",\"message\":\"closed\\nfor repair\"}]}"))) {
            Asking.says(Asking.from(sandbox).refusal(fake.host() + "/web:1.0"), "HTTP status 503: closed for repair");
            assertEquals(5, fake.asked().size());
        }
    }

    @Test
    void a_registry_that_is_down_is_named_and_not_asked_for_each_image(Sandbox sandbox) {
        FakeRegistry fake = FakeRegistry.start();
        fake.close();
        Registry registry = Asking.from(sandbox).open();
        for (String image : new String[] {"/web:1.0", "/api:1.0"}) {
            Failure failure = Asking.failure(() -> registry.digest(ImageReference.parse(fake.host() + image)));
            assertEquals("cannot look up " + fake.host() + image + ":\n  the registry " + fake.host()
                    + " cannot be reached: it refuses connections", failure.getMessage());
        }
    }

    @Test
    void a_registry_without_an_answer_is_given_up(Sandbox sandbox) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Asking asking = Asking.from(sandbox).patience(Duration.ofMillis(200));
            Asking.says(asking.refusal("127.0.0.1:" + silent.getLocalPort() + "/web:1.0"),
                    "gives no answer: it takes too long");
        }
    }

    @Test
    void a_host_that_does_not_exist_is_named(Sandbox sandbox) {
        Asking.says(Asking.from(sandbox).refusal("registry.invalid/web:1.0"),
                "the registry registry.invalid cannot be found: there is no such host");
    }

    @Test
    void a_connection_that_breaks_is_tried_again(Sandbox sandbox) throws Exception {
        try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> breakThenAnswer(broken));
            server.start();
            assertEquals(DIGEST, Asking.from(sandbox).digest("127.0.0.1:" + broken.getLocalPort() + "/web:1.0"));
            server.join();
        }
    }

    @Test
    void an_answer_that_breaks_off_is_asked_for_again(Sandbox sandbox) throws Exception {
        String whole = "{\"name\": \"web\", \"tags\": [\"1.0\"]}";
        try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                answer(broken, whole.length(), whole.substring(0, 20));
                answer(broken, whole.length(), whole);
            });
            server.start();
            assertEquals(List.of("1.0"), Asking.from(sandbox).open().tags(
                    ImageReference.parse("127.0.0.1:" + broken.getLocalPort() + "/web")));
            server.join();
        }
    }

    private static void answer(ServerSocket server, int length, String body) {
        try (Socket connection = server.accept()) {
            connection.getInputStream().read(new byte[8192]);
            connection.getOutputStream().write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length
                    + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes two connections without a word, and answers the third. */
    private static void breakThenAnswer(ServerSocket server) {
        try {
            server.accept().close();
            server.accept().close();
            try (Socket third = server.accept()) {
                third.getInputStream().read(new byte[8192]);
                third.getOutputStream().write(("HTTP/1.1 200 OK\r\nDocker-Content-Digest: " + DIGEST
                        + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server on a loopback port that answers as a test says: for what a real registry does not do when asked to. */
final class FakeRegistry implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Asked, Reply>> replies = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** @param authorization empty without one */
    record Asked(String method, String path, String query, String authorization, String body) {}

    record Reply(int status, Map<String, String> headers, String body) {
        static Reply of(int status) {
            return new Reply(status, Map.of(), "");
        }

        static Reply of(String body) {
            return new Reply(200, Map.of(), body);
        }

        /** As a registry says that it holds a manifest. */
        static Reply digest(String digest) {
            return of(200).with("Docker-Content-Digest", digest);
        }

        Reply with(String header, String value) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Reply(status, all, body);
        }
    }

    private FakeRegistry(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static FakeRegistry start() {
        try {
            return new FakeRegistry(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With TLS. */
    static FakeRegistry start(KeyFile keys) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
            return new FakeRegistry(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to answer below a path; 404 elsewhere. */
    FakeRegistry on(String path, Function<Asked, Reply> reply) {
        replies.put(path, reply);
        return this;
    }

    /** What to answer one after the other; the last stays. */
    FakeRegistry on(String path, Reply... inTurn) {
        AtomicInteger next = new AtomicInteger();
        return on(path, question -> inTurn[Math.min(next.getAndIncrement(), inTurn.length - 1)]);
    }

    /** Such as {@code 127.0.0.1:5000}. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that it was asked, in order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** What it was asked at a path, in order. */
    List<Asked> asked(String path) {
        return asked.stream().filter(question -> question.path.equals(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String query = exchange.getRequestURI().getRawQuery();
            Asked question = new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query, authorization == null ? "" : authorization,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(question);
            Reply reply = replies.getOrDefault(question.path, any -> Reply.of(404)).apply(question);
            byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
            reply.headers.forEach(exchange.getResponseHeaders()::add);
            boolean empty = question.method.equals("HEAD") || body.length == 0;
            exchange.sendResponseHeaders(reply.status, empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands in front of the tests' API server, without TLS, and spoils some of its answers. */
final class FaultyApiServer implements AutoCloseable {
    private final HttpServer server;
    private final ClusterConnection real;
    private final Path kubeconfig;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private volatile boolean old;

    /** Says whether it has answered an exchange. */
    interface Answer {
        boolean to(HttpExchange exchange) throws IOException;
    }

    private record Fault(Predicate<String> requests, AtomicInteger times, Answer answer) {}

    private FaultyApiServer(HttpServer server, ClusterConnection real, Path kubeconfig) {
        this.server = server;
        this.real = real;
        this.kubeconfig = kubeconfig;
    }

    static FaultyApiServer start(TestNamespace namespace) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String config = """
                    apiVersion: v1
                    kind: Config
                    current-context: faulty
                    clusters: [{name: faulty, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: faulty, user: {}}]
                    contexts: [{name: faulty, context: {cluster: faulty, user: faulty}}]
                    """.formatted(server.getAddress().getPort());
            Path file = Files.writeString(namespace.sandbox().path("faulty.kubeconfig"), config);
            FaultyApiServer faulty = new FaultyApiServer(server, ClusterConnection.open(
                    java.util.Optional.of(namespace.kubeconfig().toString()), java.util.Optional.empty()), file);
            server.createContext("/", faulty::serve);
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            return faulty;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** Requests so far, such as {@code POST /api/v1/namespaces/a/configmaps}, without their queries. */
    List<String> requests() {
        return requests;
    }

    /** Spoils the next answers to some requests, which do not reach the API server. */
    FaultyApiServer spoil(int times, Predicate<String> requests, Answer answer) {
        faults.add(new Fault(requests, new AtomicInteger(times), answer));
        return this;
    }

    /** Tells of each group of the API by itself, as API servers before Kubernetes 1.26 do. */
    FaultyApiServer old() {
        old = true;
        return this;
    }

    static Answer status(int status) {
        return status(status, "");
    }

    /** @param retryAfter a header; none when empty */
    static Answer status(int status, String retryAfter) {
        return exchange -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, -1);
            return true;
        };
    }

    /** Closes the connection without an answer. */
    static Answer closed() {
        return exchange -> {
            throw new IOException("closed by the test");
        };
    }

    /** Lets the API server do what was asked, without an answer. */
    void done(HttpExchange exchange) throws IOException {
        ask(exchange);
    }

    /** Closes the connection when the API server has done what was asked. */
    Answer lost() {
        return exchange -> {
            done(exchange);
            throw new IOException("closed by the test");
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(request);
        try (exchange) {
            for (Fault fault : faults) {
                boolean spoiled = fault.requests.test(request) && fault.times.getAndDecrement() > 0
                        && fault.answer.to(exchange);
                if (spoiled) {
                    return;
                }
            }
            HttpResponse<byte[]> answer = ask(exchange);
            answer.headers().firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        HttpRequest.Builder request = real.request(uri.toString());
        for (String header : List.of("Accept", "Content-Type", "User-Agent")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, old ? value.replaceAll("[^,]*APIGroupDiscoveryList,?", "") : value);
            }
        }
        try (InputStream body = exchange.getRequestBody()) {
            request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body.readAllBytes()));
            return real.http().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with the interface that ChartMuseum documents, for tenants such as {@code shop}; its indexes are helm's. */
final class Museum implements AutoCloseable {
    private static final Pattern UPLOAD = Pattern.compile("/api(/[\\w/]+)?/(charts|prov)");
    private static final Pattern VERSION = Pattern.compile("/api(/[\\w/]+)?/charts/([^/]+)/([^/]+)");
    private static final Pattern FILE = Pattern.compile("(/[\\w/]+)?/(index\\.yaml|charts/[^/]+)");

    private final Sandbox sandbox;
    private final HttpServer server;
    private final String authorization;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Museum(Sandbox sandbox, HttpServer server, String authorization) {
        this.sandbox = sandbox;
        this.server = server;
        this.authorization = authorization;
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param authorization what has to be shown; empty for nothing */
    static Museum open(Sandbox sandbox, String authorization) {
        try {
            return new Museum(sandbox, HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), authorization);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Methods and paths, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher upload = UPLOAD.matcher(path);
            Matcher version = VERSION.matcher(path);
            Matcher file = FILE.matcher(path);
            if (!authorization.isEmpty()
                    && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"error\":\"unauthorized\"}".getBytes());
            } else if (exchange.getRequestMethod().equals("POST") && upload.matches()) {
                String query = exchange.getRequestURI().getQuery();
                take(exchange, directory(upload.group(1)), upload.group(2), body, "force".equals(query));
            } else if (version.matches()) {
                Path archive = directory(version.group(1)).resolve(version.group(2) + "-" + version.group(3) + ".tgz");
                send(exchange, Files.exists(archive) ? 200 : 404, "{}".getBytes());
            } else if (file.matches()) {
                Path wanted = directory(file.group(1)).resolve(file.group(2).replace("charts/", ""));
                boolean isThere = Files.exists(wanted);
                send(exchange, isThere ? 200 : 404, isThere ? Files.readAllBytes(wanted) : new byte[0]);
            } else {
                send(exchange, 404, new byte[0]);
            }
        }
    }

    private void take(HttpExchange exchange, Path directory, String kind, byte[] body, boolean force)
            throws IOException {
        String about = kind.equals("prov") ? new String(body) : TarGz.contents(new ByteArrayInputStream(body)).entrySet()
                .stream().filter(file -> file.getKey().endsWith("/Chart.yaml"))
                .map(file -> new String(file.getValue())).findFirst().orElseThrow();
        Path target = directory.resolve(field(about, "name") + "-" + field(about, "version") + ".tgz"
                + (kind.equals("prov") ? ".prov" : ""));
        if (Files.exists(target) && !force) {
            send(exchange, 409, "{\"error\":\"file already exists\"}".getBytes());
            return;
        }
        Files.createDirectories(directory);
        Files.write(target, body);
        Charts.helm(sandbox, "repo", "index", directory.toString(), "--url", "charts").succeeds();
        send(exchange, 201, "{\"saved\":true}".getBytes());
    }

    private static String field(String about, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": (.*)$").matcher(about);
        if (!line.find()) {
            throw new IllegalStateException(about);
        }
        return line.group(1);
    }

    private Path directory(String tenant) {
        return sandbox.path("museum" + (tenant == null ? "" : tenant));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the repositories of a directory over HTTP on a loopback port: {@code git http-backend}. */
final class GitServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path directory;
    private final String authorization;
    private volatile boolean readOnly;

    private GitServer(HttpServer server, Path directory, String authorization) {
        this.server = server;
        this.directory = directory;
        this.authorization = authorization;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers only those who send this name and password. */
    static GitServer of(Path directory, String user, String password) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            return new GitServer(server, directory, "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets nobody push. */
    GitServer readOnly() {
        readOnly = true;
        return this;
    }

    /** Such as {@code 127.0.0.1:4321}. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isLetIn(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            ProcessBuilder backend = new ProcessBuilder("git", "http-backend");
            Map<String, String> environment = backend.environment();
            environment.put("GIT_PROJECT_ROOT", directory.toString());
            environment.put("GIT_HTTP_EXPORT_ALL", "1");
            environment.put("REQUEST_METHOD", exchange.getRequestMethod());
            environment.put("PATH_INFO", exchange.getRequestURI().getPath());
            environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()));
            header(exchange, "Content-Type", environment, "CONTENT_TYPE");
            header(exchange, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
            header(exchange, "Git-Protocol", environment, "GIT_PROTOCOL");
            if (!readOnly) {
                environment.put("REMOTE_USER", "somebody");
            }
            Process process = backend.start();
            try (OutputStream in = process.getOutputStream()) {
                exchange.getRequestBody().transferTo(in);
            }
            send(exchange, process.getInputStream());
        }
    }

    /** The name of the scheme may be in any case. */
    private boolean isLetIn(String header) {
        return header.replaceFirst("(?i)^basic ", "Basic ").equals(authorization);
    }

    private static void header(HttpExchange exchange, String header, Map<String, String> environment, String name) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static void send(HttpExchange exchange, InputStream answer) throws IOException {
        int status = 200;
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].split(" ")[0]);
            } else {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        answer.transferTo(exchange.getResponseBody());
    }

    private static String line(InputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = answer.read(); c >= 0 && c != '\n'; c = answer.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}

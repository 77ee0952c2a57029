import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on a loopback port that speaks as S3 does, with one bucket: gofakes3. It takes any credentials. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "charts";
    private static final Pattern READY = Pattern.compile("using port: (\\d+)\\n");

    private final Sandbox.RunningCommand server;
    private final String url;
    private final HttpClient client = HttpClient.newHttpClient();

    private S3Server(Sandbox.RunningCommand server, String url) {
        this.server = server;
        this.url = url;
    }

    /** Starts it, and has the sandbox's commands use it. */
    static S3Server start(Sandbox sandbox) {
        Sandbox.RunningCommand server = sandbox.start(List.of(Workbench.tool(Workbench.GOFAKES3).toString(),
                "-backend", "memory", "-host", "127.0.0.1:0", "-initialbucket", BUCKET));
        Await.until("the S3 server says its port", () -> port(server).isPresent());
        String url = "http://127.0.0.1:" + port(server).get();
        sandbox.env("AWS_ENDPOINT_URL", url).env("AWS_ACCESS_KEY_ID", "planted-id")
                .env("AWS_SECRET_ACCESS_KEY", "planted-secret").env("AWS_EC2_METADATA_DISABLED", "true");
        return new S3Server(server, url);
    }

    private static Optional<String> port(Sandbox.RunningCommand server) {
        Matcher ready = READY.matcher(server.said());
        return ready.find() ? Optional.of(ready.group(1)) : Optional.empty();
    }

    String url() {
        return url;
    }

    /** An object of the bucket, with its headers. */
    HttpResponse<byte[]> get(String key) {
        return send(HttpRequest.newBuilder(object(key)).build());
    }

    String text(String key) {
        return new String(get(key).body());
    }

    void put(String key, byte[] content) {
        send(HttpRequest.newBuilder(object(key)).PUT(HttpRequest.BodyPublishers.ofByteArray(content)).build());
    }

    void delete(String key) {
        send(HttpRequest.newBuilder(object(key)).DELETE().build());
    }

    private URI object(String key) {
        return URI.create(url + "/" + BUCKET + "/" + key);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.process().destroyForcibly();
    }
}

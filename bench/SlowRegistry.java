import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry on a loopback port, without TLS, that has every image and takes its time for each answer. It reads HTTP
 * itself: the JDK's server lets those hang who try TLS first, as kbld does, where real registries refuse at once.
 */
final class SlowRegistry implements AutoCloseable {
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final int TLS_HANDSHAKE = 22;

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Duration delay;

    SlowRegistry(Duration delay) throws IOException {
        this.delay = delay;
        threads.execute(this::accept);
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (String request = line(in); !request.isEmpty(); request = line(in)) {
                if (request.charAt(0) == TLS_HANDSHAKE) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    client.shutdownOutput();
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                }
                while (!line(in).isEmpty()) {
                    continue; // a header
                }
                Thread.sleep(delay.toMillis());
                answer(request.split(" "), client.getOutputStream());
            }
        } catch (IOException gone) {
            return;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Up to the line's end, or just the byte that a TLS handshake begins with. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append(c == '\r' ? "" : (char) c);
            if (c == TLS_HANDSHAKE) {
                break;
            }
        }
        return line.toString();
    }

    private static void answer(String[] request, OutputStream out) throws IOException {
        byte[] manifest = manifest(request[1].replaceFirst("/manifests/.*", ""));
        String head = "HTTP/1.1 200 OK\r\nContent-Type: " + MANIFEST_TYPE + "\r\nContent-Length: " + manifest.length
                + "\r\nDocker-Content-Digest: sha256:" + sha256(manifest) + "\r\n\r\n";
        byte[] body = request[0].equals("HEAD") ? new byte[0] : manifest;
        byte[] bytes = Arrays.copyOf(head.getBytes(StandardCharsets.UTF_8), head.length() + body.length);
        System.arraycopy(body, 0, bytes, head.length(), body.length);
        out.write(bytes);
    }

    private static byte[] manifest(String repository) {
        String empty = "{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"size\":2,\"digest\":"
                + "\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"}";
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE + "\",\"config\":" + empty
                + ",\"layers\":[],\"annotations\":{\"name\":\"" + repository + "\"}}").getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}

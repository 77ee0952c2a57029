import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy for TLS on a loopback port that wants a password; whatever host is asked for, it leads to one server. */
final class TunnelProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final String target;
    private final String authorization;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> targets = new CopyOnWriteArrayList<>();

    private TunnelProxy(ServerSocket socket, String target, String authorization) {
        this.socket = socket;
        this.target = target;
        this.authorization = authorization;
        threads.submit(this::accept);
    }

    /** @param target host and port */
    static TunnelProxy to(String target, String user, String password) {
        try {
            return new TunnelProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target,
                    "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The hosts and ports to which it was asked to lead, by those who knew the password. */
    List<String> targets() {
        return List.copyOf(targets);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = socket.accept();
            threads.submit(() -> serve(client));
        }
    }

    private Void serve(Socket client) throws IOException {
        try (client) {
            while (true) {
                String head = head(client.getInputStream());
                if (head.lines().anyMatch(("Proxy-Authorization: " + authorization)::equalsIgnoreCase)) {
                    targets.add(head.split(" ")[1]);
                    tunnel(client);
                    return null;
                }
                client.getOutputStream().write(("HTTP/1.1 407 Proxy Authentication Required\r\n"
                        + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void tunnel(Socket client) throws IOException {
        String[] parts = target.split(":");
        try (Socket server = new Socket(parts[0], Integer.parseInt(parts[1]))) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            threads.submit(() -> copy(server.getInputStream(), client.getOutputStream()));
            copy(client.getInputStream(), server.getOutputStream());
        }
    }

    private static Void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
        return null;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}

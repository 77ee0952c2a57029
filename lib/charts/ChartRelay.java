//SOURCES ../Failure.java
//SOURCES ../io/FileTree.java
//SOURCES ChartArchive.java
//SOURCES ChartRepository.java

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gives helm the archives of all kinds of repositories, on a loopback port: so helm needs neither plugins nor
 * credentials, and what it gets was compared with the repository's index.
 */
final class ChartRelay implements AutoCloseable {
    private static final String PROVENANCE = ".prov";

    /** Keeps others on this machine from asking. */
    private final String key = UUID.randomUUID().toString();
    private final HttpServer server;
    private final Map<String, byte[]> held = new HashMap<>();
    private final List<Offer> offers = new CopyOnWriteArrayList<>();
    private volatile Failure failure;

    /** @param url of the repository, for people */
    private record Offer(PublishedChart chart, ChartRepository repository, String url) {}

    private ChartRelay(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param charts a directory of archives that need not be fetched again, which may be missing */
    static ChartRelay start(Path charts) {
        try {
            ChartRelay relay = new ChartRelay(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            relay.hold(charts);
            return relay;
        } catch (IOException e) {
            throw new Failure("cannot listen on a loopback port: " + e.getMessage());
        }
    }

    /**
     * The URL at which helm finds the archive of a chart.
     *
     * @param url of the repository, for people
     */
    String offer(PublishedChart chart, ChartRepository repository, String url) {
        synchronized (offers) {
            offers.add(new Offer(chart, repository, url));
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + key + "/" + (offers.size() - 1) + "/"
                    + chart.name() + "-" + chart.version().replace("+", "%2B") + ".tgz";
        }
    }

    /** Why helm did not get what it asked for; empty when it did. */
    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Keeps a copy in memory, as helm moves the directory while it works. */
    private void hold(Path charts) throws IOException {
        for (Path file : FileTree.files(charts, ".tgz")) {
            if (file.getParent().equals(charts)) {
                held.put(FileTree.sha256(file), Files.readAllBytes(file));
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<byte[]> content = path.startsWith("/" + key + "/")
                    ? content(path.substring(key.length() + 1)) : Optional.empty();
            int status = content.isPresent() ? 200 : failure == null ? 404 : 502;
            exchange.sendResponseHeaders(status, content.map(bytes -> bytes.length).orElse(-1));
            if (content.isPresent()) {
                exchange.getResponseBody().write(content.get());
            }
        }
    }

    private Optional<byte[]> content(String path) {
        try {
            Offer offer = offers.get(Integer.parseInt(path.split("/")[1]));
            return path.endsWith(PROVENANCE) ? offer.repository.provenance(offer.chart)
                    : Optional.of(archive(offer));
        } catch (Failure e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new Failure("this should not have happened: " + e, "Run again with --debug for the details.");
            failure.initCause(e);
        }
        return Optional.empty();
    }

    private byte[] archive(Offer offer) {
        byte[] here = held.get(offer.chart.sha256());
        byte[] archive = here != null ? here : offer.repository.archive(offer.chart);
        ChartArchive.require(offer.chart, archive, offer.url);
        return archive;
    }
}

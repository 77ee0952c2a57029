import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real registry on a loopback port, without TLS: {@code crane registry serve}. */
final class OciRegistry implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("serving on port (\\d+)\\n");

    private final Sandbox.RunningCommand server;
    private final String host;

    private OciRegistry(Sandbox.RunningCommand server, String host) {
        this.server = server;
        this.host = host;
    }

    static OciRegistry start(Sandbox sandbox) {
        return start(sandbox, 0);
    }

    /** @param port 0 for any that is free */
    static OciRegistry start(Sandbox sandbox, int port) {
        Sandbox.RunningCommand server = sandbox.start(List.of(Workbench.tool(Workbench.CRANE).toString(),
                "registry", "serve", "--address", "127.0.0.1:" + port));
        Await.until("the registry says its port", () -> port(server).isPresent());
        return new OciRegistry(server, "127.0.0.1:" + port(server).get());
    }

    private static Optional<String> port(Sandbox.RunningCommand server) {
        try {
            Matcher ready = READY.matcher(Files.readString(server.err()));
            return ready.find() ? Optional.of(ready.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code 127.0.0.1:5000}. */
    String host() {
        return host;
    }

    /** Puts an image under a tag; another repository or tag gives another image. Returns its digest. */
    String push(String repository, String tag) {
        return image(repository).push(tag, repository + ":" + tag, "linux/amd64");
    }

    /** Puts an index under a tag, with an image for each platform, such as {@code linux/arm64}. Returns its digest. */
    String pushIndex(String repository, String tag, String... platforms) {
        return image(repository).pushIndex(tag, repository + ":" + tag, List.of(platforms));
    }

    /** Takes away a tag, or what has a digest. */
    void delete(String repository, String reference) {
        image(repository).delete(reference);
    }

    private OciImage image(String repository) {
        return OciImage.in(host, repository);
    }

    @Override
    public void close() {
        server.process().destroyForcibly();
    }
}

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Tiny images for tests: one empty layer and a label of their own, put into a registry over its protocol. */
final class OciImage {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final byte[] EMPTY_TAR = new byte[1024];
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    /** @param repository such as {@code http://127.0.0.1:5000/v2/team/web} */
    private final URI repository;

    private OciImage(URI repository) {
        this.repository = repository;
    }

    static OciImage in(String registry, String repository) {
        return new OciImage(URI.create("http://" + registry + "/v2/" + repository + "/"));
    }

    /** Puts an image for {@code os/architecture} under a tag; its bytes tell images of other labels apart. */
    String push(String tag, String label, String platform) {
        byte[] layer = zipped(EMPTY_TAR);
        byte[] config = utf8("""
                {"os":"%s","architecture":"%s","config":{"Labels":{"test":"%s"}},\
                "rootfs":{"type":"layers","diff_ids":["%s"]}}"""
                .formatted(platform.split("/")[0], platform.split("/")[1], label, digest(EMPTY_TAR)));
        blob(layer);
        blob(config);
        return manifest(tag, MANIFEST, """
                {"schemaVersion":2,"mediaType":"%s",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":%d,"digest":"%s"},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":%d,"digest":"%s"}]}"""
                .formatted(MANIFEST, config.length, digest(config), layer.length, digest(layer)));
    }

    /** Puts an index of images, one for each {@code os/architecture}, under a tag. */
    String pushIndex(String tag, String label, List<String> platforms) {
        String manifests = platforms.stream().map(platform -> {
            String name = tag + "-" + platform.replace('/', '-');
            String image = push(name, label, platform);
            return """
                    {"mediaType":"%s","size":%d,"digest":"%s","platform":{"os":"%s","architecture":"%s"}}""".formatted(
                    MANIFEST, read("manifests/" + name).length, image,
                    platform.split("/")[0], platform.split("/")[1]);
        }).collect(Collectors.joining(","));
        return manifest(tag, INDEX, """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}""".formatted(INDEX, manifests));
    }

    /** Puts a text as it is under a tag. */
    String manifest(String tag, String type, String json) {
        send("PUT", "manifests/" + tag, type, utf8(json));
        return digest(utf8(json));
    }

    /** Takes away a tag, or what has a digest. */
    void delete(String reference) {
        send("DELETE", "manifests/" + reference, MANIFEST, new byte[0]);
    }

    static String digest(byte[] content) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void blob(byte[] content) {
        send("POST", "blobs/uploads/?digest=" + digest(content), "application/octet-stream", content);
    }

    private byte[] read(String path) {
        return send("GET", path, MANIFEST, new byte[0]);
    }

    private byte[] send(String method, String path, String type, byte[] content) {
        try {
            HttpRequest request = HttpRequest.newBuilder(repository.resolve(path)).header("Content-Type", type)
                    .method(method, BodyPublishers.ofByteArray(content)).build();
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(method + " " + request.uri() + " gave " + response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zipped(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

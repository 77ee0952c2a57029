import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks a registry on the loopback interface, which needs neither TLS nor credentials. */
final class LoopbackRegistry implements Registry {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    public String digest(ImageReference image) {
        return OciImage.digest(get(image, "manifests/" + image.tagOrLatest()));
    }

    @Override
    public List<String> tags(ImageReference repository) {
        List<String> tags = new ArrayList<>();
        json(get(repository, "tags/list")).path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    @Override
    public boolean holds(ImageReference pinned) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JsonNode manifest(ImageReference image) {
        return json(get(image, "manifests/" + (image.isPinned() ? image.digest() : image.tagOrLatest())));
    }

    private static byte[] get(ImageReference image, String path) {
        String[] parts = image.fullRepository().split("/", 2);
        URI uri = URI.create("http://" + parts[0] + "/v2/" + parts[1] + "/" + path);
        try {
            HttpResponse<byte[]> response = CLIENT.send(HttpRequest.newBuilder(uri).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new Failure("there is no " + image, "Correct it.");
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

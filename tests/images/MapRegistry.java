import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry in memory that remembers what it was asked. */
class MapRegistry implements Registry {
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, JsonNode> manifests = new TreeMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    /** A digest that tests can tell from others. */
    static String digestOf(int number) {
        return "sha256:" + String.format("%064d", number);
    }

    /** @param image with its registry and tag */
    MapRegistry with(String image, int number) {
        digests.put(image, digestOf(number));
        return this;
    }

    MapRegistry withManifest(int number, String json) {
        manifests.put(digestOf(number), Yaml.read("manifest", json).get(0).content());
        return this;
    }

    /** What was asked, in the order of the alphabet. */
    List<String> questions() {
        return questions.stream().sorted().toList();
    }

    @Override
    public String digest(ImageReference image) {
        String name = image.fullRepository() + ":" + image.tagOrLatest();
        questions.add(name);
        if (!digests.containsKey(name)) {
            throw new Failure(name + " is unknown", "Correct the name.");
        }
        return digests.get(name);
    }

    @Override
    public List<String> tags(ImageReference repository) {
        String prefix = repository.fullRepository() + ":";
        questions.add("tags of " + repository.fullRepository());
        return digests.keySet().stream().filter(image -> image.startsWith(prefix))
                .map(image -> image.substring(prefix.length())).toList();
    }

    @Override
    public boolean holds(ImageReference pinned) {
        return digests.containsValue(pinned.digest());
    }

    @Override
    public JsonNode manifest(ImageReference image) {
        questions.add("manifest of " + image.pinned());
        return manifests.get(image.digest());
    }

    @Override
    public boolean knows(ImageReference image) {
        return digests.containsKey(image.fullRepository() + ":" + image.tagOrLatest());
    }

    @Override
    public byte[] content(ImageReference pinned) {
        throw new Failure(pinned.pinned() + " is unknown", "Correct the name.");
    }
}

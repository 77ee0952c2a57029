//SOURCES ../Failure.java
//SOURCES ../image/ImagePinning.java
//SOURCES ../image/ImageResolver.java
//SOURCES ../io/FileTree.java
//SOURCES ../lock/ImageLockText.java
//SOURCES ../lock/ImageLocks.java
//SOURCES ../resource/Resource.java
//SOURCES LastManifests.java

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The manifests of a release with their images pinned. They are read, pinned and written file by file and several at a
 * time, so that memory holds the values of few of them at once; those that the last render read, too, are taken from
 * what it wrote.
 */
final class ReleaseManifests {
    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".json");

    private final SortedMap<String, byte[]> sources;
    private final ImageLocks locks;
    private final LastManifests last;
    private final Map<String, Optional<PinnedImage>> locked = new ConcurrentHashMap<>();
    private final Map<String, PinnedImage> resolved = new TreeMap<>();
    private List<ManifestFile> files = List.of();

    private ReleaseManifests(SortedMap<String, byte[]> sources, ImageLocks locks, LastManifests last) {
        this.sources = sources;
        this.locks = locks;
        this.last = last;
    }

    /**
     * A file of manifests.
     *
     * @param sha256 of what it says
     * @param configuration its documents that configure image locks, and are no resources
     */
    record ManifestFile(String sha256, List<PinnedManifest> manifests, List<Yaml.Document> configuration) {}

    /**
     * Pins what locks say.
     *
     * @param directory where the files are
     * @param files what they say, by their paths from there; manifests among them may bring locks of their own along
     * @param last what the last render made of such files
     */
    static ReleaseManifests pin(Path directory, SortedMap<String, byte[]> files, ImageLocks locks,
            LastManifests last) {
        SortedMap<String, byte[]> sources = new TreeMap<>();
        files.forEach((path, content) -> {
            if (ENDINGS.stream().anyMatch(path::endsWith)) {
                sources.put(directory.resolve(path).toString(), content);
            }
        });
        ReleaseManifests manifests = new ReleaseManifests(sources, locks, last);
        manifests.pin();
        List<Yaml.Document> configuration =
                manifests.files.stream().flatMap(file -> file.configuration.stream()).toList();
        if (!configuration.isEmpty()) {
            configuration.forEach(locks::add);
            manifests.locked.clear();
            manifests.pin();
        }
        return manifests;
    }

    /** Has registries asked for the images that are not locked. */
    void resolve(ImageResolver resolver) {
        resolved.putAll(resolver.resolve(unlocked()));
        if (!resolved.isEmpty()) {
            pin();
        }
    }

    List<PinnedManifest> all() {
        return files.stream().flatMap(file -> file.manifests.stream()).toList();
    }

    /** The text of {@code state.yaml}. */
    String state() {
        return all().stream().map(PinnedManifest::document).collect(Collectors.joining());
    }

    /** How many resources there are, by kind. */
    Map<String, Long> kinds() {
        return all().stream().collect(
                Collectors.groupingBy(PinnedManifest::kind, TreeMap::new, Collectors.counting()));
    }

    /** Every image that is locked, as the manifests name it, with what it becomes. */
    Map<String, String> locked() {
        return urls(pinsOfLocks());
    }

    /** Every image that no lock covers, with the first resource that names it. */
    Map<String, ImageUse> unlocked() {
        Map<String, ImageUse> unlocked = new TreeMap<>();
        for (PinnedManifest manifest : all()) {
            manifest.images().keySet().stream().filter(image -> locked(image).isEmpty())
                    .forEach(image -> unlocked.putIfAbsent(image, manifest.use()));
        }
        return unlocked;
    }

    /** What the images that no lock covers become, as far as registries were asked. */
    Map<String, String> resolved() {
        return urls(resolved);
    }

    /** The text of a lock of all images that are locked or resolved. */
    String lock() {
        Map<String, PinnedImage> pins = pinsOfLocks();
        pins.putAll(resolved);
        List<ImageConfig.Override> all = pins.entrySet().stream().map(image ->
                ImageConfig.Override.locked(image.getKey(), image.getValue().url(), List.of())).toList();
        return ImageLockText.of(all, locks.searchRules());
    }

    /**
     * Keeps what the next render may take from a state, unless another tool has written that in its own way.
     *
     * @param index the file to keep it in
     */
    void remember(Path index, String state, String sha256) {
        if (state.equals(state())) {
            LastManifests.write(index, sha256, locks.searchRules(), files);
        }
    }

    private void pin() {
        ImagePinning pinning = new ImagePinning(locks.searchRules(), this::pinned);
        LastManifests known = last.by(locks.searchRules());
        files = sources.entrySet().parallelStream().map(
                file -> pin(file.getKey(), text(file), pinning, known)).toList();
    }

    private ManifestFile pin(String path, String text, ImagePinning pinning, LastManifests last) {
        String sha256 = FileTree.sha256(text);
        Optional<List<PinnedManifest>> known = last.of(sha256, path, this::pinned);
        if (known.isPresent()) {
            return new ManifestFile(sha256, known.get(), List.of());
        }
        List<Yaml.Document> configuration = new ArrayList<>();
        List<PinnedManifest> manifests = Resource.of(Yaml.read(path, text), configuration::add).stream()
                .map(pinning::pin).toList();
        return new ManifestFile(sha256, manifests, configuration);
    }

    private Optional<PinnedImage> pinned(String image) {
        return locked(image).or(() -> Optional.ofNullable(resolved.get(image)));
    }

    private Optional<PinnedImage> locked(String image) {
        return locked.computeIfAbsent(image, locks::pinned);
    }

    private Map<String, PinnedImage> pinsOfLocks() {
        Map<String, PinnedImage> pins = new TreeMap<>();
        locked.forEach((image, pinned) -> pinned.ifPresent(known -> pins.put(image, known)));
        return pins;
    }

    private static Map<String, String> urls(Map<String, PinnedImage> images) {
        Map<String, String> urls = new TreeMap<>();
        images.forEach((image, pinned) -> urls.put(image, pinned.url()));
        return urls;
    }

    private static String text(Map.Entry<String, byte[]> file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.getValue())).toString();
        } catch (CharacterCodingException e) {
            throw Failure.reading(Path.of(file.getKey()), e);
        }
    }
}

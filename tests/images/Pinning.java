import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of manifests when the locks are applied, in process and without helm.
 *
 * @param state the text of {@code state.yaml}
 * @param pinned what each locked image became
 * @param unlocked the images that no lock covers
 * @param resolved what the registry said of those
 * @param lock the text of a lock of all images
 */
record Pinning(String state, Map<String, String> pinned, Map<String, Resource> unlocked, Map<String, String> resolved,
        String lock) {

    static Pinning of(Sandbox sandbox, String lock, String manifests) {
        return of(write(sandbox, lock, manifests));
    }

    /** Of the files in {@code manifests} and {@code locks}, off line. */
    static Pinning of(Sandbox sandbox) {
        ImageLocks locks = ImageLocks.read(sandbox.path("locks"));
        List<Resource> resources = resources(sandbox, locks);
        return of(new ImagePinning(locks, resources), resources);
    }

    /** Asks a registry for what is not locked. */
    static Pinning of(Sandbox sandbox, String lock, String manifests, Registry registry) {
        write(sandbox, lock, manifests);
        ImageLocks locks = ImageLocks.read(sandbox.path("locks"));
        List<Resource> resources = resources(sandbox, locks);
        ImagePinning images = new ImagePinning(locks, resources);
        images.resolve(new ImageResolver(locks, () -> registry));
        return of(images, resources);
    }

    private static Pinning of(ImagePinning images, List<Resource> resources) {
        images.pin();
        String state = resources.stream().map(resource -> "---\n" + Yaml.write(resource.content()))
                .collect(Collectors.joining());
        return new Pinning(state, images.locked(), images.unlocked(), images.resolved(), images.lock());
    }

    private static Sandbox write(Sandbox sandbox, String lock, String manifests) {
        return sandbox.write("manifests/all.yaml", manifests).write("locks/app.yml", lock);
    }

    private static List<Resource> resources(Sandbox sandbox, ImageLocks locks) {
        return Resource.read(sandbox.path("manifests"), locks::add);
    }
}

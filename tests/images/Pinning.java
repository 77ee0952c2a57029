import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of manifests when the locks are applied, in process and without helm.
 *
 * @param state the text of {@code state.yaml}
 * @param pinned what each locked image became
 * @param unlocked the images that no lock covers
 */
record Pinning(String state, Map<String, String> pinned, Map<String, Resource> unlocked) {

    static Pinning of(Sandbox sandbox, String lock, String manifests) {
        sandbox.write("manifests/all.yaml", manifests).write("locks/app.yml", lock);
        return of(sandbox);
    }

    /** Of the files in {@code manifests} and {@code locks}. */
    static Pinning of(Sandbox sandbox) {
        ImageLocks locks = ImageLocks.read(sandbox.path("locks"));
        List<Resource> resources = Resource.read(sandbox.path("manifests"), locks::add);
        ImagePinning images = new ImagePinning(locks, resources);
        images.pin();
        String state = resources.stream().map(resource -> "---\n" + Yaml.write(resource.content()))
                .collect(Collectors.joining());
        return new Pinning(state, images.locked(), images.unlocked());
    }
}

import java.util.Map;

/**
 * What becomes of manifests when the locks are applied, in process and without helm.
 *
 * @param state the text of {@code state.yaml}
 * @param pinned what each locked image became
 * @param unlocked the images that no lock covers
 * @param resolved what the registry said of those
 * @param lock the text of a lock of all images
 */
record Pinning(String state, Map<String, String> pinned, Map<String, ImageUse> unlocked, Map<String, String> resolved,
        String lock) {

    static Pinning of(Sandbox sandbox, String lock, String manifests) {
        return of(write(sandbox, lock, manifests));
    }

    /** Of the files in {@code manifests} and {@code locks}, off line. */
    static Pinning of(Sandbox sandbox) {
        ImageLocks locks = ImageLocks.read(sandbox.path("locks"));
        return of(manifests(sandbox, locks));
    }

    /** Asks a registry for what is not locked. */
    static Pinning of(Sandbox sandbox, String lock, String manifests, Registry registry) {
        write(sandbox, lock, manifests);
        ImageLocks locks = ImageLocks.read(sandbox.path("locks"));
        ReleaseManifests release = manifests(sandbox, locks);
        release.resolve(new ImageResolver(locks, () -> registry));
        return of(release);
    }

    private static Pinning of(ReleaseManifests manifests) {
        return new Pinning(manifests.state(), manifests.locked(), manifests.unlocked(), manifests.resolved(),
                manifests.lock());
    }

    private static Sandbox write(Sandbox sandbox, String lock, String manifests) {
        return sandbox.write("manifests/all.yaml", manifests).write("locks/app.yml", lock);
    }

    private static ReleaseManifests manifests(Sandbox sandbox, ImageLocks locks) {
        return ReleaseManifests.pin(sandbox.directory(), FileTree.contents(sandbox.path("manifests")), locks,
                LastManifests.NONE);
    }
}

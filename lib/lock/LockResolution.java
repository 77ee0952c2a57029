//SOURCES ../image/ImageResolver.java
//SOURCES ../registry/Registry.java
//SOURCES ../render/ReleaseImages.java
//SOURCES ImagePolicy.java
//SOURCES LockStep.java

import java.util.List;
import java.util.Optional;

/** Asks registries what images are to be locked to: what a policy selects, else what their own tag stands for. */
final class LockResolution {
    private final Registry registry;
    private final List<ImagePolicy> policies;

    /** @param policies the first that matches an image counts */
    LockResolution(Registry registry, List<ImagePolicy> policies) {
        this.registry = registry;
        this.policies = policies;
    }

    /**
     * What images are to be locked to, in their order.
     *
     * @throws Failure that tells of every image that has no answer
     */
    List<LockStep> resolve(List<ReleaseImages.Image> images) {
        return List.copyOf(registry.askAll(images, this::resolve).values());
    }

    private LockStep resolve(ReleaseImages.Image image) {
        image.lock().filter(lock -> !lock.override().preresolved()).ifPresent(open -> {
            throw new Failure(open.place() + ": this override of " + open.override().key()
                    + " pins nothing, but asks the registry each time",
                    "Move it to " + ImagePolicy.FILE + ", by which lock.java resolve and update go.");
        });
        Optional<ImagePolicy> policy = ImagePolicy.of(image.name(), policies);
        if (policy.isPresent()) {
            PinnedImage selected = policy.get().resolve(image.name(), registry);
            return new LockStep(image, selected.url(), selected.origins());
        }
        ImageConfig.Override itself = ImageConfig.Override.locked(image.name(), image.name(), List.of());
        return new LockStep(image, ImageResolver.resolve(itself, registry).url(), List.of());
    }
}

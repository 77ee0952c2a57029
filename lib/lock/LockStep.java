//SOURCES ../image/ImageOrigin.java
//SOURCES ../render/ReleaseImages.java
//SOURCES LockedTag.java

import java.util.List;
import java.util.stream.Collectors;

/**
 * The step of an image from what locks it, if anything does, to what is to lock it.
 *
 * @param newImage what it is to be locked to
 * @param origins the tag that a policy selected; empty for an image whose own tag counts
 */
record LockStep(ReleaseImages.Image image, String newImage, List<ImageOrigin> origins) {
    boolean changes() {
        return !newImage.equals(image.pinned());
    }

    /** The entry of the lock file: for the same text in the manifests as the one that is there. */
    ImageConfig.Override locked() {
        return image.lock().map(LockedImage::override)
                .map(old -> new ImageConfig.Override(old.image(), old.imageRepo(), newImage, true, null, null, origins))
                .orElseGet(() -> ImageConfig.Override.locked(image.name(), newImage, origins));
    }

    /** A commit's message that tells the steps. */
    static String message(String verb, List<LockStep> steps) {
        String what = steps.size() > 1 ? counted(steps) : steps.get(0).image.name();
        return verb + " " + what + "\n\n" + steps.stream().map(LockStep::describe).collect(Collectors.joining("\n"));
    }

    static String counted(List<LockStep> steps) {
        return steps.size() + (steps.size() == 1 ? " image" : " images");
    }

    /** For people: old and new tag and digest, in two lines. */
    String describe() {
        return image.name() + "\n  "
                + (image.isLocked() ? old() + " → " : "") + new LockedTag(image.name(), newImage, origins);
    }

    private LockedTag old() {
        return new LockedTag(image.name(), image.pinned(),
                image.lock().map(lock -> lock.override().origins()).orElse(List.of()));
    }
}

//SOURCES ../Common.java
//SOURCES ../lock/ImageLocks.java
//SOURCES ../image/ImageReference.java

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which images functions are run from: by digest, as locks say it. */
final class FunctionImages {
    private final Common common;
    private final Settings settings;
    private final Set<String> told = new HashSet<>();
    private ImageLocks locks;

    FunctionImages(Common common, Settings settings) {
        this.common = common;
        this.settings = settings;
    }

    /**
     * The image to run in place of one.
     *
     * @throws Failure when nothing locks it where all has to be locked
     */
    String pinned(String image) {
        if (locks == null) {
            locks = ImageLocks.read(common.path(settings.locks()));
        }
        Optional<String> pinned = locks.pinned(image).map(PinnedImage::url);
        if (pinned.isEmpty() && settings.locked()) {
            throw new Failure("the image of a function is not locked: " + image, "Lock it with: lock.java resolve");
        }
        if (pinned.isEmpty() && told.add(image)) {
            common.console.warn("the function " + image + " is not locked: its tag may stand for another image tomorrow"
                    + "\n  Lock it with: lock.java resolve");
        }
        return pinned.orElse(image);
    }
}

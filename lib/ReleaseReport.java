//SOURCES Console.java
//SOURCES ImageReference.java
//SOURCES Release.java

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells people what a render made. */
final class ReleaseReport {
    private static final int LENGTH_OF_DIGEST = "sha256:".length() + 12;
    private static final int MOST_IMAGES = 20;

    private ReleaseReport() {}

    /**
     * Says what is in the release, and warns of images that no lock covers.
     *
     * @param where the state went, for people
     */
    static void show(Release release, String where, Console console) {
        warnOfUnlocked(release, console);
        console.done("Rendered " + release.application() + ": " + counted(release.resources(), "resource") + ", "
                + counted(release.pinned().size(), "locked image"));
        console.info("  state      " + where + "  " + console.dim(("sha256:" + release.sha256()).substring(0, LENGTH_OF_DIGEST)));
        release.commit().ifPresent(commit -> console.info("  commit     " + commit.abbreviated()));
        List<String> kinds = release.kinds().entrySet().stream().map(kind -> kind.getValue() + " " + kind.getKey()).toList();
        console.info("  resources  " + Console.wrapped(kinds, "             "));
        release.pinned().entrySet().stream().limit(MOST_IMAGES)
                .forEach(image -> console.info("  image      " + pinned(image.getKey(), image.getValue(), console)));
        if (release.pinned().size() > MOST_IMAGES) {
            console.info("  and " + counted(release.pinned().size() - MOST_IMAGES, "more image") + ", which release.yaml lists");
        }
    }

    /** The failure when no image may be unlocked. */
    static void requireLocked(Release release, String locks) {
        if (!release.unlocked().isEmpty()) {
            throw new Failure(counted(release.unlocked().size(), "image") + " not locked, so the release is not reproducible:\n"
                    + String.join("\n", lines(release.unlocked())),
                    "Pin each with an override in " + locks + ", or allow them with --no-locked.");
        }
    }

    private static void warnOfUnlocked(Release release, Console console) {
        if (!release.unlocked().isEmpty()) {
            console.warn(counted(release.unlocked().size(), "image") + " not locked; what they are can change at any time:");
            lines(release.unlocked()).forEach(console::info);
        }
    }

    private static List<String> lines(Map<String, Resource> unlocked) {
        return unlocked.entrySet().stream()
                .map(entry -> "  " + entry.getKey() + "  " + entry.getValue().title() + ", " + entry.getValue().place())
                .toList();
    }

    /** The digest, and the name where it is another one than in the manifests. */
    private static String pinned(String image, String url, Console console) {
        ImageReference before = ImageReference.parse(image);
        ImageReference after = ImageReference.parse(url);
        String digest = after.digest().isEmpty() ? after.tag() : after.digest().substring(0, LENGTH_OF_DIGEST);
        boolean sameName = before.fullRepository().equals(after.fullRepository());
        return image + " " + console.dim("→ " + (sameName ? "" : after.repository() + "@") + digest);
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

//SOURCES Console.java
//SOURCES Release.java

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells people what a render made. */
final class ReleaseReport {
    private static final int DIGITS_OF_DIGEST = 12;

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
        console.info("  state      " + where + "  " + console.dim("sha256:" + release.sha256().substring(0, DIGITS_OF_DIGEST)));
        release.commit().ifPresent(commit -> console.info("  commit     " + commit.abbreviated()));
        console.info("  resources  " + release.kinds().entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey()).collect(Collectors.joining(", ")));
        release.pinned().forEach((image, url) -> console.info("  image      " + image + " " + console.dim("→ " + abbreviated(url))));
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

    private static String abbreviated(String url) {
        int digest = url.indexOf("sha256:");
        return digest < 0 ? url : url.substring(0, Math.min(url.length(), digest + "sha256:".length() + DIGITS_OF_DIGEST));
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

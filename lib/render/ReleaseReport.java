//SOURCES ../Console.java
//SOURCES ../image/ImageReference.java
//SOURCES Release.java

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells people what a render made. */
final class ReleaseReport {
    private static final int LENGTH_OF_DIGEST = "sha256:".length() + 10;
    private static final int MOST_IMAGES = 20;

    private ReleaseReport() {}

    /**
     * Says what is in the release, and warns of images that no lock covers.
     *
     * @param where the state went, for people
     * @param howToLock the command that locks images, for people
     */
    static void show(Release release, String where, String howToLock, Console console) {
        warnOfUnlocked(release, howToLock, console);
        int resolved = release.manifests().resolved().size();
        console.done("Rendered " + release.application() + ": " + counted(release.resources(), "resource") + ", "
                + counted(release.manifests().locked().size(), "locked image")
                + (resolved == 0 ? "" : ", " + resolved + " resolved"));
        console.info("  state      " + where + "  " + console.dim(abbreviated("sha256:" + release.sha256())));
        release.commit().ifPresent(commit -> console.info("  commit     " + commit.abbreviated()));
        List<String> kinds = release.manifests().kinds().entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey()).toList();
        console.info("  resources  " + Console.wrapped(kinds, "             "));
        Map<String, String> images = release.images();
        images.entrySet().stream().limit(MOST_IMAGES)
                .forEach(image -> console.info("  image      " + pinned(image.getKey(), image.getValue(), console)));
        if (images.size() > MOST_IMAGES) {
            console.info("  and " + counted(images.size() - MOST_IMAGES, "more image")
                    + ", which release.yaml lists");
        }
    }

    /**
     * Fails when an image is not locked.
     *
     * @param howToLock the command that locks images, for people
     */
    static void requireLocked(Release release, String howToLock) {
        if (!release.manifests().unlocked().isEmpty()) {
            throw new Failure(notLocked(release), advice(release, howToLock) + "\nOr allow them with --no-locked.");
        }
    }

    private static void warnOfUnlocked(Release release, String howToLock, Console console) {
        if (!release.manifests().unlocked().isEmpty()) {
            console.warn(notLocked(release));
            advice(release, howToLock).lines().forEach(line -> console.info("  " + line));
        }
    }

    private static String notLocked(Release release) {
        Map<String, ImageUse> unlocked = release.manifests().unlocked();
        return counted(unlocked.size(), "image") + (unlocked.size() == 1 ? " is" : " are")
                + " not locked, so another render may give another release:\n" + unlocked.entrySet().stream()
                .map(image -> "  " + image.getKey() + "\n    " + image.getValue().resource() + " in "
                        + image.getValue().place().file())
                .collect(Collectors.joining("\n"));
    }

    private static String advice(Release release, String howToLock) {
        Stream<String> build = release.toBuild().stream()
                .map(image -> "Build " + image + " first, with build.jbang, which locks it.");
        boolean others = release.manifests().unlocked().size() > release.toBuild().size();
        return Stream.concat(build, others ? Stream.of("Lock them with: " + howToLock) : Stream.empty())
                .collect(Collectors.joining("\n"));
    }

    /** The digest, and the name where it is another one than in the manifests. */
    private static String pinned(String image, String url, Console console) {
        ImageReference before = ImageReference.parse(image);
        ImageReference after = ImageReference.parse(url);
        boolean hasDigest = !after.digest().isEmpty();
        String digest = hasDigest ? abbreviated(after.digest()) : after.tag();
        boolean sameName = before.fullRepository().equals(after.fullRepository());
        return image + " "
                + console.dim("→ " + (sameName ? "" : after.repository() + (hasDigest ? "@" : ":")) + digest);
    }

    private static String abbreviated(String digest) {
        return digest.substring(0, Math.min(LENGTH_OF_DIGEST, digest.length()));
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

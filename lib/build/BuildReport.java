//SOURCES ../Console.java
//SOURCES ../git/ShortHash.java
//SOURCES ../image/ImageConfig.java
//SOURCES ImageBuild.java

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a build has done, for people and for the message of a commit.
 *
 * @param builds those that ran
 * @param locked all images of the lock by their names
 */
record BuildReport(String application, List<ImageBuild> builds, Map<String, ImageConfig.Override> locked) {
    private static final int DIGEST_FOR_PEOPLE = "@sha256:".length() + 10;

    /** @param place where the lock is */
    void show(String place, Duration took, Console console) {
        List<String> built = builds.stream().map(ImageBuild::image).toList();
        console.done((built.isEmpty() ? "Nothing to build for " : "Built ") + application
                + (built.isEmpty() ? "" : ": " + count(built, "image") + " in "
                        + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)));
        console.info("  lock    " + place);
        locked.forEach((image, override) -> {
            console.info("  image   " + image + " → " + abbreviated(override.newImage())
                    + (built.contains(image) ? "" : "  as before"));
            git(override).ifPresent(git -> console.info("  " + " ".repeat("image   ".length()) + "from " + from(git)));
        });
        builds.stream().filter(build -> !build.isPushed()).forEach(build -> console.warn(build.image()
                + " has no destination: only the Docker engine of this machine has the image that is locked"));
    }

    /** Names images, digests and the commits that they are from. */
    String message() {
        String headline = builds.size() == 1
                ? "Lock " + builds.get(0).image() + " at " + digest(locked.get(builds.get(0).image()))
                : "Lock " + count(locked.keySet(), "image") + " of " + application;
        return headline + "\n\n" + locked.entrySet().stream().map(entry -> entry.getKey() + ": "
                + entry.getValue().newImage() + git(entry.getValue()).map(git -> "\n  built from " + git.sha()
                        + (git.dirty() ? " with local changes" : "") + " of " + git.remoteURL()).orElse(""))
                .collect(Collectors.joining("\n")) + "\n";
    }

    private static Optional<ImageOrigin.Git> git(ImageConfig.Override override) {
        return override.origins().stream().map(ImageOrigin::git).filter(git -> git != null).findFirst();
    }

    private static String from(ImageOrigin.Git git) {
        boolean isCommit = !git.sha().isEmpty() && !git.sha().startsWith("<");
        String sha = isCommit ? ShortHash.of(git.sha()) : "no commit yet";
        return sha + (git.dirty() ? " with local changes" : "");
    }

    private static String digest(ImageConfig.Override override) {
        String digest = ImageReference.parse(override.newImage()).digest();
        return digest.substring(0, Math.min(digest.length(), DIGEST_FOR_PEOPLE - 1));
    }

    private static String abbreviated(String image) {
        int digest = image.indexOf("@sha256:");
        return digest < 0 ? image : image.substring(0, Math.min(image.length(), digest + DIGEST_FOR_PEOPLE));
    }

    private static String count(Collection<?> things, String name) {
        return things.size() + " " + name + (things.size() == 1 ? "" : "s");
    }
}

//SOURCES ../Failure.java

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a package comes from, as kpt writes it.
 *
 * @param repository its URL
 * @param directory in the repository, from its root: {@code /} or {@code /charts/web}
 * @param ref a branch, a tag or a commit's full hash; empty for the repository's own branch
 */
record PackageAddress(String repository, String directory, String ref) {
    private static final Pattern MARKED = Pattern.compile("(.+?\\.git)(/[^@]*)?(?:@(.+))?");
    private static final Pattern OF_HOST =
            Pattern.compile("(https://(?:github\\.com|bitbucket\\.org)/[^/@]+/[^/@]+)(/[^@]*)?(?:@(.+))?");

    /**
     * An address as people write it: {@code https://git.example.com/team/charts.git/web@v1}.
     *
     * @throws Failure when it does not show where the repository ends
     */
    static PackageAddress parse(String text) {
        Matcher parts = MARKED.matcher(text);
        Matcher known = OF_HOST.matcher(text);
        if (!parts.matches()) {
            if (!known.matches()) {
                throw Failure.usage(text + " does not show where the repository ends and the directory begins",
                        "Write the repository with .git at its end: https://HOST/team/charts.git/web@v1");
            }
            parts = known;
        }
        return new PackageAddress(parts.group(1), normalized(parts.group(2)),
                parts.group(3) == null ? "" : parts.group(3));
    }

    /** A directory with one slash before it and none behind. */
    static String normalized(String directory) {
        return "/" + (directory == null ? "" : directory.replaceAll("/+", "/").replaceAll("^/|/$", ""));
    }

    PackageAddress at(String otherRef) {
        return new PackageAddress(repository, directory, otherRef);
    }

    /** The directory as Git names it; empty for the repository's root. */
    String path() {
        return directory.substring(1);
    }

    /** What the package is called if nobody names it. */
    String name() {
        String last = (directory.equals("/") ? repository.replaceFirst("\\.git$", "") : directory);
        return last.substring(last.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return repository.replaceFirst("/+$", "") + (directory.equals("/") ? "" : directory)
                + (ref.isEmpty() ? "" : "@" + ref);
    }
}

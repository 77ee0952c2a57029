//SOURCES GitWorkTree.java
//SOURCES ImageBuild.java
//SOURCES ImageOrigin.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What locks tell about the directory that an image is built from. */
final class GitOrigin {
    private static final String NO_REMOTE = "<unknown>";
    private static final String NO_COMMIT = "<no commits>";
    private static final String REDACTED = "_redacted_";

    private GitOrigin() {}

    /**
     * The directory, the commit and the tags, in kbld's order and words. Three things differ: the directory's path
     * starts at the root of the repository, so that a lock is the same wherever it is made; all tags of the commit are
     * named, not one of them; and what the scripts write themselves does not make a work tree dirty.
     *
     * @param products files that the scripts write
     */
    static List<ImageOrigin> of(ImageBuild build, Set<Path> products) {
        List<ImageOrigin> origins = new ArrayList<>(of(build.directory(), products));
        if (!build.tags().isEmpty()) {
            origins.add(ImageOrigin.tagged(build.tags()));
        }
        return origins;
    }

    private static List<ImageOrigin> of(Path directory, Set<Path> products) {
        Optional<GitWorkTree> found = GitWorkTree.of(directory);
        if (found.isEmpty()) {
            String path = directory.normalize().toString();
            return List.of(ImageOrigin.local(path.isEmpty() ? "." : path));
        }
        try (GitWorkTree tree = found.get()) {
            GitCommit commit = tree.commit(products.stream().map(tree::path).flatMap(Optional::stream)
                    .collect(Collectors.toSet()));
            String remote = tree.remote().map(GitOrigin::withoutCredentials).orElse(NO_REMOTE);
            ImageOrigin.Git git = new ImageOrigin.Git(remote, commit.id().isEmpty() ? NO_COMMIT : commit.id(),
                    commit.dirty(), tree.tags(commit.id()));
            return List.of(ImageOrigin.local(tree.path(directory).orElse(".")), ImageOrigin.of(git));
        }
    }

    /** A remote's URL; who logs in there, and with what, is left out. */
    static String withoutCredentials(String url) {
        return url.replaceFirst("^(\\w[\\w+.-]*://)[^/]*@", "$1" + REDACTED + "@")
                .replaceFirst("^[^/@]*:[^/]*@", REDACTED + "@")
                .replaceFirst("\\?.*", "?" + REDACTED);
    }
}

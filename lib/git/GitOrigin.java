//SOURCES ../build/ImageBuild.java
//SOURCES ../image/ImageOrigin.java
//SOURCES GitWorkTree.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What locks tell about the directory that an image is built from; each repository is looked at once. */
final class GitOrigin {
    private static final String NO_REMOTE = "<unknown>";
    private static final String NO_COMMIT = "<no commits>";
    private static final String REDACTED = "_redacted_";

    private final Set<Path> products;
    private final Map<Path, ImageOrigin.Git> known = new HashMap<>();

    /** @param products files that the scripts write */
    GitOrigin(Set<Path> products) {
        this.products = products;
    }

    /**
     * The directory, the commit and the tags, in kbld's order and words. Three things differ: the directory's path
     * starts at the root of the repository, so that a lock is the same wherever it is made; all tags of the commit are
     * named, not one of them; and what the scripts write themselves does not make a work tree dirty.
     */
    List<ImageOrigin> of(ImageBuild build) {
        List<ImageOrigin> origins = new ArrayList<>(of(build.directory()));
        if (!build.tags().isEmpty()) {
            origins.add(ImageOrigin.tagged(build.tags()));
        }
        return origins;
    }

    private List<ImageOrigin> of(Path directory) {
        Optional<GitWorkTree> found = GitWorkTree.of(directory);
        if (found.isEmpty()) {
            String path = directory.normalize().toString();
            return List.of(ImageOrigin.local(path.isEmpty() ? "." : path));
        }
        try (GitWorkTree tree = found.get()) {
            return List.of(ImageOrigin.local(tree.path(directory).orElse(".")),
                    ImageOrigin.of(known.computeIfAbsent(tree.root(), root -> git(tree))));
        }
    }

    private ImageOrigin.Git git(GitWorkTree tree) {
        GitCommit commit = tree.commit(products.stream().map(tree::path).flatMap(Optional::stream)
                .collect(Collectors.toSet()));
        return new ImageOrigin.Git(tree.remote().map(GitOrigin::withoutCredentials).orElse(NO_REMOTE),
                commit.id().isEmpty() ? NO_COMMIT : commit.id(), commit.dirty(), tree.tags(commit.id()));
    }

    /** A remote's URL; who logs in there, and with what, is left out. */
    static String withoutCredentials(String url) {
        return url.replaceFirst("^(\\w[\\w+.-]*://)[^/]*@", "$1" + REDACTED + "@")
                .replaceFirst("^[^/@]*:[^/]*@", REDACTED + "@")
                .replaceFirst("\\?.*", "?" + REDACTED);
    }
}

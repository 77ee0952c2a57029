//SOURCES JGit.java
//SOURCES ShortHash.java

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * The commit that a project's files come from.
 *
 * @param id its full hash; empty before the first commit
 * @param dirty whether the work tree differs from it, files that Git does not know included
 */
record GitCommit(String id, boolean dirty) {

    /**
     * The commit that is checked out where the directory lies; empty outside of Git.
     *
     * @param product a directory in it whose files do not make it dirty
     */
    static Optional<GitCommit> of(Path directory, String product) {
        return JGit.read(directory,
                repository -> checkedOut(repository, Set.of(JGit.path(repository, directory, product))));
    }

    /** The files in which the work tree differs from the commit that is checked out. */
    static List<String> differences(Path directory, String product) {
        return JGit.read(directory,
                repository -> differences(repository, Set.of(JGit.path(repository, directory, product))))
                .orElse(List.of());
    }

    /**
     * The commit that is checked out in a repository's work tree.
     *
     * @param products files and directories in the work tree that do not make it dirty
     */
    static GitCommit checkedOut(Repository repository, Set<String> products) throws IOException, GitAPIException {
        ObjectId head = repository.resolve("HEAD");
        return new GitCommit(head == null ? "" : head.name(), !differences(repository, products).isEmpty());
    }

    private static List<String> differences(Repository repository, Set<String> products) throws GitAPIException {
        Status status = Git.wrap(repository).status().call();
        return Stream.concat(status.getUncommittedChanges().stream(), status.getUntracked().stream())
                .filter(file -> products.stream().noneMatch(product -> Path.of(file).startsWith(product)))
                .distinct().sorted().toList();
    }

    /** For people: the first letters of the hash. */
    String abbreviated() {
        return id.isEmpty() ? "no commit yet" : ShortHash.of(id) + (dirty ? " with local changes" : "");
    }
}

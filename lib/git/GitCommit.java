//SOURCES ../Failure.java
//SOURCES JGit.java

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * The commit that a project's files come from.
 *
 * @param id its full hash; empty before the first commit
 * @param dirty whether the work tree differs from it, files that Git does not know included
 */
record GitCommit(String id, boolean dirty) {

    /** The commit that is checked out where the directory lies; empty outside of Git. */
    static Optional<GitCommit> of(Path directory) {
        Optional<Repository> found = JGit.repositoryOf(directory);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Repository repository = found.get()) {
            return Optional.of(checkedOut(repository, Set.of()));
        } catch (IOException | GitAPIException | NoWorkTreeException e) {
            throw new Failure("cannot read the Git repository of " + directory + ": " + e.getMessage());
        }
    }

    /**
     * The commit that is checked out in a repository's work tree.
     *
     * @param products files in the work tree that do not make it dirty
     */
    static GitCommit checkedOut(Repository repository, Set<String> products) throws IOException, GitAPIException {
        ObjectId head = repository.resolve("HEAD");
        Status status = Git.wrap(repository).status().call();
        boolean dirty = Stream.concat(status.getUncommittedChanges().stream(), status.getUntracked().stream())
                .anyMatch(file -> !products.contains(file));
        return new GitCommit(head == null ? "" : head.name(), dirty);
    }

    /** For people: the first letters of the hash. */
    String abbreviated() {
        return id.isEmpty() ? "no commit yet" : id.substring(0, 10) + (dirty ? " with local changes" : "");
    }
}

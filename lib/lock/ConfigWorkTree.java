//SOURCES ../Console.java
//SOURCES ../git/GitCheckout.java
//SOURCES ../git/GitLog.java
//SOURCES ../git/GitRemote.java
//SOURCES ../io/FileChange.java
//SOURCES LockFile.java

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;

/** The work tree of a config repository. Its branch follows what is pushed unless the user's work is in the way. */
final class ConfigWorkTree {
    private static final int MOST_COMMITS_NAMED = 3;

    private final Repository repository;
    private final Path directory;
    private final Console console;

    /** @param directory of the project in the work tree */
    ConfigWorkTree(Repository repository, Path directory, Console console) {
        this.repository = repository;
        this.directory = directory;
        this.console = console;
    }

    /** @throws Failure where no branch is checked out that could get a commit, or Git is in the middle of something */
    void requireBranch(String verb) throws IOException {
        if (new GitCheckout(repository).branch().isEmpty()) {
            throw new Failure("there is no branch to " + verb + ": in " + directory + " HEAD is detached",
                    "Run git switch BRANCH there, or name with --branch where to push.");
        }
        if (repository.getRepositoryState() != RepositoryState.SAFE) {
            throw new Failure(directory + " is in the middle of something: "
                    + repository.getRepositoryState().getDescription(), "Finish that first; git status says how.");
        }
    }

    /** Lets scripts that work in the same work tree do so one after the other. */
    LockFile lock() throws IOException {
        Path file = repository.getDirectory().toPath().resolve("gitops-scripts.lock");
        return LockFile.acquire(file, "another script that writes " + directory, console);
    }

    /**
     * Whether the branch that is checked out is the one that is pushed to.
     *
     * @param branch that is pushed to; empty for the one that is checked out
     * @param tip the newest commit of the branch in the remote repository
     * @throws Failure when it is, and has commits of its own
     */
    boolean follows(String branch, GitRemote remote, ObjectId tip) throws IOException {
        GitCheckout checkout = new GitCheckout(repository);
        if (checkout.head() == null || !branch.isEmpty() && !branch.equals(checkout.branch())) {
            return false;
        }
        List<GitLog.Entry> own = GitLog.between(repository, tip, checkout.head());
        if (!own.isEmpty()) {
            throw new Failure(directory + " has " + own.size() + (own.size() == 1 ? " commit" : " commits")
                    + " that " + remote.url() + " does not have:\n" + own.stream().limit(MOST_COMMITS_NAMED)
                            .map(commit -> "  " + commit.line()).collect(Collectors.joining("\n")),
                    "Push them with git push, or take them away; then run this again.");
        }
        return true;
    }

    /**
     * Moves the branch that is checked out to a commit that was pushed, and changes its files as the commit does;
     * warns where it stays behind.
     */
    void follow(ObjectId commit, List<FileChange> changes) {
        String reason = "files that you have changed are in the way";
        try (LockFile ours = lock()) {
            GitCheckout checkout = new GitCheckout(repository);
            if (repository.getRepositoryState() == RepositoryState.SAFE
                    && checkout.advance(checkout.head(), commit, changes)) {
                return;
            }
        } catch (LockFailedException e) {
            reason = "another process is writing " + e.getFile();
        } catch (IOException | Failure e) {
            reason = e.getMessage();
        }
        console.warn(directory + " stays behind what was pushed: " + reason + "\n  Run there: git pull");
    }
}

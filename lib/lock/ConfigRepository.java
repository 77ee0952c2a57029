//SOURCES ../Console.java
//SOURCES ../git/GitCheckout.java
//SOURCES ../git/GitFiles.java
//SOURCES ../git/GitOtherBranch.java
//SOURCES ../git/GitRemote.java
//SOURCES ../git/GitRevisions.java
//SOURCES ../git/JGit.java
//SOURCES ../io/FileTree.java
//SOURCES ../io/Tries.java
//SOURCES ConfigWorkTree.java
//SOURCES LockFile.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * A config repository into which scripts put lock files: a directory in a work tree, or a URL.
 *
 * <p>A push builds its commit on the newest one of the remote branch and pushes that. Where another push comes first,
 * the same changes are made to what is there then. Only after it has landed, the branch that is checked out follows, if
 * nothing of the user's is in the way. So a push that fails leaves the repository as it was, and there is no commit
 * that could get lost. Commits of the user's that are not pushed yet are never pushed along.
 *
 * <p>Git's hooks that check a work tree or a message ({@code pre-commit}, {@code commit-msg}) are not run, as they
 * would see the user's files and not what is committed; {@code pre-push} is.
 */
final class ConfigRepository implements AutoCloseable {
    private static final int MOST_TRIES = 40;
    private static final int MOST_TRIES_OF_A_LOCK = 8;

    private final Repository repository;
    private final Path directory;
    private final String branch;
    private final String base;
    private final boolean offline;
    private final ConfigWorkTree workTree;
    private final Console console;
    private GitRemote remote;

    /** @param directory of the project in the work tree; for a URL, of the repository itself */
    private ConfigRepository(Repository repository, Path directory, String branch, String base, boolean offline,
            Console console) {
        this.repository = repository;
        this.directory = directory;
        this.branch = branch;
        this.base = base;
        this.offline = offline;
        this.workTree = new ConfigWorkTree(repository, directory, console);
        this.console = console;
    }

    /**
     * Opens a config repository. Of one at a URL only the newest commit is fetched, into a temporary directory that
     * goes when this is closed.
     *
     * @param location a directory that lies in a work tree, one without a work tree, or a URL that {@code git} knows
     * @param branch that gets the commits; empty for the one that is checked out, and for a URL the remote's own choice
     * @param base the branch that a new one starts from; empty for the one that is checked out
     * @param offline whether a commit that is not pushed builds on what is known here of a branch that is not checked
     *         out, and not on what the remote repository has of it
     */
    static ConfigRepository open(String location, String branch, String base, boolean offline, Console console) {
        Path directory = location.contains("://") ? null : Path.of(location);
        if (directory != null && Files.isDirectory(directory)) {
            Repository repository = JGit.repositoryOf(directory).orElseThrow(() -> new Failure(
                    location + " is in no Git repository", "Name a clone of the config repository, or its URL."));
            if (!repository.isBare()) {
                return new ConfigRepository(repository, directory, branch, base, offline, console);
            }
            repository.close();
            return clone(directory.toAbsolutePath().normalize().toUri().toString(), branch, console);
        }
        if (directory != null && !location.matches("[^/]+:.+")) {
            throw Failure.usage(location + " is neither a directory nor a URL",
                    "Name a clone of the config repository, or its URL.");
        }
        return clone(location, branch, console);
    }

    private static ConfigRepository clone(String url, String branch, Console console) {
        try {
            Path directory = Files.createTempDirectory("config-repository-");
            ConfigRepository clone = new ConfigRepository(JGit.createBare(directory), directory, branch, "", false,
                    console);
            try {
                console.progress("fetching " + Run.withoutPasswords(url));
                clone.remote = GitRemote.at(url, clone.repository, branch);
                clone.remote.fetch();
                return clone;
            } catch (Failure e) {
                clone.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Failure("cannot clone " + Run.withoutPasswords(url) + ": " + e.getMessage());
        }
    }

    /** Whether there is a work tree in which a file can be written without a push. */
    boolean hasWorkTree() {
        return !repository.isBare();
    }

    /** Where the project is; of one without a work tree, where nothing of it is. */
    Path directory() {
        return directory;
    }

    /** The text of a file of the project as it is now: in the work tree, or in the branch; empty when there is none. */
    String read(String path) {
        return io(() -> {
            if (hasWorkTree()) {
                Path file = directory.resolve(path);
                return Files.exists(file) ? Files.readString(file) : "";
            }
            return new GitFiles(repository).text(remote.fetch(), inRepository(path));
        });
    }

    /** Changes files in the work tree, without a commit. */
    void write(List<FileChange> changes) {
        requireWorkTree();
        io(() -> {
            new GitCheckout(repository).write(inRepository(changes));
            return null;
        });
    }

    /**
     * Commits the changes, and nothing else, on the branch that is checked out or another one here.
     *
     * @param changes paths are seen from the project's directory
     * @return the commit's hash; empty when the changes change nothing
     */
    Optional<String> commit(List<FileChange> changes, String message) {
        requireWorkTree();
        return io(() -> {
            GitCheckout checkout = new GitCheckout(repository);
            List<FileChange> all = inRepository(changes);
            if (!branch.isEmpty() && !branch.equals(checkout.branch())) {
                return commitElsewhere(checkout, all, message);
            }
            workTree.requireBranch("commit to");
            for (Tries tries = new Tries(); ; ) {
                try (LockFile ours = workTree.lock()) {
                    ObjectId head = checkout.head();
                    Optional<ObjectId> commit = new GitFiles(repository).commit(head, all, message);
                    if (commit.isEmpty()) {
                        checkout.write(all);
                        return Optional.empty();
                    }
                    if (checkout.advance(head, commit.get(), all)) {
                        return commit.map(ObjectId::name);
                    }
                    tries.next(MOST_TRIES, "other commits come in between all the time");
                } catch (LockFailedException e) {
                    tries.next(MOST_TRIES_OF_A_LOCK, "another process is writing " + e.getFile());
                }
            }
        });
    }

    private Optional<String> commitElsewhere(GitCheckout checkout, List<FileChange> changes, String message)
            throws IOException {
        GitRevisions revisions = new GitRevisions(repository, offline, console);
        try (LockFile ours = workTree.lock()) {
            Optional<ObjectId> tip = revisions.find(branch);
            ObjectId start = tip.isPresent() ? tip.get() : base.isEmpty() ? checkout.head() : revisions.ofBranch(base);
            return new GitOtherBranch(repository, branch).commit(start, changes, message).map(ObjectId::name);
        }
    }

    /**
     * Commits the changes on the newest commit of the remote branch and pushes that.
     *
     * @param changes paths are seen from the project's directory
     * @return the hash of the commit that was pushed; empty when the changes change nothing there
     */
    Optional<String> push(List<FileChange> changes, String message) {
        return io(() -> {
            List<FileChange> all = inRepository(changes);
            GitRemote remote = remote();
            Optional<ObjectId> tip = remote.find();
            boolean follows = hasWorkTree() && tip.isPresent() && workTree.follows(branch, remote, tip.get());
            for (Tries tries = new Tries(); ; ) {
                console.progress("pushing to " + remote.url());
                ObjectId start = tip.isPresent() ? tip.get() : startOfNewBranch();
                Optional<ObjectId> commit = new GitFiles(repository).commit(start, all, message);
                ObjectId before = tip.orElse(ObjectId.zeroId());
                if (commit.isEmpty() || remote.push(commit.get(), before) == GitRemote.Push.LANDED) {
                    if (follows) {
                        workTree.follow(commit.orElse(start), all);
                    }
                    return commit.map(ObjectId::name);
                }
                tries.next(MOST_TRIES, "others push to " + remote.branch() + " of " + remote.url() + " all the time");
                tip = remote.find();
            }
        });
    }

    @Override
    public void close() {
        console.clearProgress();
        repository.close();
        if (!hasWorkTree()) {
            FileTree.delete(directory);
        }
    }

    /** The newest commit of the branch that a new one starts from, in the remote repository. */
    private ObjectId startOfNewBranch() throws IOException {
        String from = base.isEmpty() && hasWorkTree() ? new GitCheckout(repository).branch() : base;
        return branch.isEmpty() || from.isEmpty() ? remote.fetch()
                : GitRemote.upstreamOf(repository, from).fetch();
    }

    private GitRemote remote() throws IOException {
        if (remote == null) {
            GitCheckout checkout = new GitCheckout(repository);
            if (branch.isEmpty()) {
                workTree.requireBranch("push to");
            }
            remote = GitRemote.upstreamOf(repository, branch.isEmpty() ? checkout.branch() : branch);
        }
        return remote;
    }

    private void requireWorkTree() {
        if (!hasWorkTree()) {
            throw Failure.usage("a config repository without a work tree can only be pushed to",
                    "Add --push, or name a clone of it.");
        }
    }

    private List<FileChange> inRepository(List<FileChange> changes) {
        return changes.stream().map(change -> new FileChange(inRepository(change.path()), change::of)).toList();
    }

    private String inRepository(String path) {
        return hasWorkTree() ? io(() -> JGit.path(repository, directory, path)) : path;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T io(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new Failure("cannot work with the Git repository of " + directory + ": " + e.getMessage());
        }
    }
}

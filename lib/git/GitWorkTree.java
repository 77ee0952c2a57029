//SOURCES GitCommit.java
//SOURCES JGit.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.StatusCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What is in a work tree, compared with what its repository has. */
final class GitWorkTree implements AutoCloseable {
    private final Repository repository;
    private final Path root;

    private GitWorkTree(Repository repository) throws IOException {
        this.repository = repository;
        this.root = repository.getWorkTree().toPath().toRealPath();
    }

    /** The work tree that a directory lies in; empty outside of Git. */
    static Optional<GitWorkTree> of(Path directory) {
        Optional<Repository> found = JGit.repositoryOf(directory);
        try {
            return found.isEmpty() ? Optional.empty() : Optional.of(new GitWorkTree(found.get()));
        } catch (IOException | NoWorkTreeException e) {
            throw new Failure("cannot read the Git repository of " + directory + ": " + e.getMessage());
        }
    }

    Path root() {
        return root;
    }

    /** A file's or directory's path from the root, {@code .} for that; empty when it lies outside. */
    Optional<String> path(Path file) {
        Path real = file.toAbsolutePath().normalize();
        try {
            real = Files.exists(file) ? file.toRealPath() : real;
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
        String path = root.relativize(real).toString().replace('\\', '/');
        return path.startsWith("..") ? Optional.empty() : Optional.of(path.isEmpty() ? "." : path);
    }

    /** @param products files in the work tree, from its root, that do not make it dirty */
    GitCommit commit(Set<String> products) {
        return read(() -> GitCommit.checkedOut(repository, products));
    }

    /** The URL of {@code origin}, or of the only remote, as Git's settings say it; empty when there is none. */
    Optional<String> remote() {
        List<String> names = List.copyOf(repository.getRemoteNames());
        String name = names.size() == 1 ? names.get(0) : Constants.DEFAULT_REMOTE_NAME;
        return Stream.of(repository.getConfig().getStringList("remote", name, "url")).findFirst();
    }

    /** All tags of a commit, sorted. */
    List<String> tags(String commit) {
        return read(() -> {
            List<String> tags = new ArrayList<>();
            for (Ref tag : repository.getRefDatabase().getRefsByPrefix("refs/tags/")) {
                ObjectId peeled = repository.getRefDatabase().peel(tag).getPeeledObjectId();
                if ((peeled == null ? tag.getObjectId() : peeled).name().equals(commit)) {
                    tags.add(Repository.shortenRefName(tag.getName()));
                }
            }
            return tags.stream().sorted().toList();
        });
    }

    /** Whether a commit is here: a shallow clone has not all. */
    boolean has(String commit) {
        return read(() -> ObjectId.isId(commit) && repository.getObjectDatabase().has(ObjectId.fromString(commit)));
    }

    /** Which files below a path differ between a commit and the one that is checked out. */
    List<String> changedSince(String commit, String path) {
        return read(() -> {
            try (Git git = new Git(repository)) {
                return git.diff().setShowNameOnly(true).setPathFilter(filter(path))
                        .setOldTree(tree(ObjectId.fromString(commit))).setNewTree(tree(repository.resolve("HEAD")))
                        .call().stream().map(entry -> entry.getChangeType() == DiffEntry.ChangeType.DELETE
                                ? entry.getOldPath() : entry.getNewPath()).toList();
            }
        });
    }

    /** Which files below a path differ from what is checked out, or are not in Git. */
    List<String> localChanges(String path) {
        Status status = status(path);
        TreeSet<String> changes = new TreeSet<>(status.getUncommittedChanges());
        changes.addAll(status.getUntracked());
        return List.copyOf(changes);
    }

    /** Which files and directories below a path Git is told to ignore. */
    List<String> ignored(String path) {
        return List.copyOf(new TreeSet<>(status(path).getIgnoredNotInIndex()));
    }

    /** The texts of a file, or of the files below a directory, as they were in a commit, by their paths. */
    Map<String, String> texts(String commit, String path) {
        return read(() -> {
            Map<String, String> texts = new LinkedHashMap<>();
            try (TreeWalk files = new TreeWalk(repository)) {
                files.addTree(tree(ObjectId.fromString(commit)));
                files.setFilter(filter(path));
                files.setRecursive(true);
                while (files.next()) {
                    texts.put(files.getPathString(), new String(
                            files.getObjectReader().open(files.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
                }
            }
            return texts;
        });
    }

    /** What a file was in the commit that is checked out; empty when it was not in it. */
    Optional<byte[]> committed(String path) {
        return read(() -> {
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null) {
                return Optional.empty();
            }
            try (RevWalk commits = new RevWalk(repository);
                    TreeWalk file = TreeWalk.forPath(repository, path, commits.parseCommit(head).getTree())) {
                return file == null ? Optional.empty()
                        : Optional.of(commits.getObjectReader().open(file.getObjectId(0)).getBytes());
            }
        });
    }

    @Override
    public void close() {
        repository.close();
    }

    private Status status(String path) {
        return read(() -> {
            StatusCommand status = new Git(repository).status();
            return (path.equals(".") ? status : status.addPath(path)).call();
        });
    }

    private static TreeFilter filter(String path) {
        return path.equals(".") ? TreeFilter.ALL : PathFilter.create(path);
    }

    private AbstractTreeIterator tree(ObjectId commit) throws IOException {
        try (RevWalk commits = new RevWalk(repository)) {
            CanonicalTreeParser tree = new CanonicalTreeParser();
            tree.reset(commits.getObjectReader(), commits.parseCommit(commit).getTree());
            return tree;
        }
    }

    private interface Reading<T> {
        T run() throws IOException, GitAPIException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.run();
        } catch (MissingObjectException e) {
            throw new Failure("the Git repository of " + root + " is not complete: " + e.getMessage(),
                    "Fetch all of it: git fetch --unshallow.");
        } catch (IOException | GitAPIException e) {
            throw new Failure("cannot read the Git repository of " + root + ": " + e.getMessage());
        }
    }
}

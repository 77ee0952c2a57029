//SOURCES ../Failure.java
//SOURCES JGit.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.NotIgnoredFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Shows what files below a directory hold: on disk, in the index, and in commits. Each content is shown once. */
final class GitContents implements AutoCloseable {
    private static final List<String> MAIN_BRANCHES = List.of("refs/remotes/origin/HEAD", "refs/remotes/origin/main",
            "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master");
    private static final int LARGEST = 10_000_000;

    private final Repository repository;
    private final Path root;
    private final String prefix;
    private final Set<String> shown = new HashSet<>();

    private GitContents(Repository repository, Path directory) throws IOException {
        this.repository = repository;
        this.root = repository.getWorkTree().toPath().toRealPath();
        this.prefix = root.relativize(directory.toRealPath()).toString().replace('\\', '/');
    }

    /** Where contents go. */
    interface Visitor {
        /**
         * @param path from the directory
         * @param commit that has it; empty for what is on disk or in the index
         */
        void visit(String path, byte[] content, String commit);
    }

    /** What is below a directory; empty outside of Git. */
    static Optional<GitContents> of(Path directory) {
        try {
            Optional<Repository> repository = JGit.repositoryOf(directory);
            return repository.isEmpty() ? Optional.empty() : Optional.of(new GitContents(repository.get(), directory));
        } catch (IOException | NoWorkTreeException e) {
            throw new Failure("cannot read the Git repository of " + directory + ": " + e.getMessage());
        }
    }

    /** The files on disk that Git is not told to ignore. */
    void files(Visitor visitor) {
        reading(() -> {
            try (TreeWalk walk = new TreeWalk(repository)) {
                walk.addTree(new FileTreeIterator(repository));
                walk.setRecursive(true);
                walk.setFilter(AndTreeFilter.create(below(), new NotIgnoredFilter(0)));
                while (walk.next()) {
                    Path file = root.resolve(walk.getPathString());
                    if (isFile(walk.getFileMode(0)) && Files.size(file) <= LARGEST) {
                        show(walk.getPathString(), Files.readAllBytes(file), "", visitor);
                    }
                }
            }
        });
    }

    /** What would be committed. */
    void index(Visitor visitor) {
        reading(() -> {
            DirCache index = repository.readDirCache();
            for (int i = 0; i < index.getEntryCount(); i++) {
                DirCacheEntry entry = index.getEntry(i);
                if (isFile(entry.getFileMode()) && isBelow(entry.getPathString())) {
                    show(entry.getPathString(), entry.getObjectId(), "", visitor);
                }
            }
        });
    }

    /**
     * What commits have brought that the main branch does not have.
     *
     * @param since another commit to take for the main branch; empty for that
     */
    void history(String since, Visitor visitor) {
        reading(() -> {
            ObjectId head = repository.resolve(Constants.HEAD);
            Optional<ObjectId> base = since.isEmpty() ? mainBranch() : Optional.of(commit(since));
            if (head == null || base.isEmpty()) {
                return;
            }
            try (RevWalk commits = new RevWalk(repository)) {
                commits.markStart(commits.parseCommit(head));
                commits.markUninteresting(commits.parseCommit(base.get()));
                for (RevCommit commit : commits) {
                    changes(commits, commit, visitor);
                }
            }
        });
    }

    @Override
    public void close() {
        repository.close();
    }

    private void changes(RevWalk commits, RevCommit commit, Visitor visitor) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository, commits.getObjectReader())) {
            walk.addTree(commit.getTree());
            for (RevCommit parent : commit.getParents()) {
                walk.addTree(commits.parseCommit(parent).getTree());
            }
            walk.setRecursive(true);
            walk.setFilter(commit.getParentCount() == 0 ? below() : AndTreeFilter.create(below(), TreeFilter.ANY_DIFF));
            while (walk.next()) {
                if (isFile(walk.getFileMode(0))) {
                    show(walk.getPathString(), walk.getObjectId(0), commit.abbreviate(8).name(), visitor);
                }
            }
        }
    }

    private Optional<ObjectId> mainBranch() throws IOException {
        for (String name : MAIN_BRANCHES) {
            ObjectId commit = repository.resolve(name);
            if (commit != null) {
                return Optional.of(commit);
            }
        }
        return Optional.empty();
    }

    private ObjectId commit(String name) throws IOException {
        ObjectId commit = repository.resolve(name + "^{commit}");
        if (commit == null) {
            throw Failure.usage("there is no commit " + name, "Name a branch, a tag or a commit.");
        }
        return commit;
    }

    private void show(String path, ObjectId content, String commit, Visitor visitor) throws IOException {
        ObjectLoader object = repository.open(content);
        if (object.getSize() <= LARGEST && shown.add(path + "\0" + content.name())) {
            visitor.visit(relative(path), object.getBytes(), commit);
        }
    }

    private void show(String path, byte[] content, String commit, Visitor visitor) {
        ObjectId id = new org.eclipse.jgit.lib.ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, content);
        if (shown.add(path + "\0" + id.name())) {
            visitor.visit(relative(path), content, commit);
        }
    }

    private TreeFilter below() {
        return prefix.isEmpty() ? TreeFilter.ALL : PathFilter.create(prefix);
    }

    private boolean isBelow(String path) {
        return prefix.isEmpty() || path.startsWith(prefix + "/");
    }

    private String relative(String path) {
        return prefix.isEmpty() ? path : path.substring(prefix.length() + 1);
    }

    private static boolean isFile(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
    }

    private interface Reading {
        void run() throws IOException;
    }

    private void reading(Reading reading) {
        try {
            reading.run();
        } catch (MissingObjectException e) {
            throw new Failure("the Git repository of " + root + " is not complete: " + e.getMessage(),
                    "Fetch all of it: git fetch --unshallow.");
        } catch (IOException e) {
            throw new Failure("cannot read the Git repository of " + root + ": " + e.getMessage());
        }
    }
}

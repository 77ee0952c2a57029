//SOURCES JGit.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** When files were changed last: by a commit, or, where they differ from what is committed, by their own times. */
final class GitHistory {
    private GitHistory() {}

    /** @param directory that the files are below */
    static Map<Path, Instant> lastChanges(Path directory, Set<Path> files) {
        Map<Path, Instant> changes = new HashMap<>();
        try {
            for (Path file : files) {
                changes.put(file, Files.getLastModifiedTime(file).toInstant());
            }
            Optional<Repository> found = JGit.repositoryOf(directory);
            if (found.isPresent()) {
                try (Repository repository = found.get(); RevWalk commits = new RevWalk(repository)) {
                    committed(repository, commits, files).forEach(changes::put);
                }
            }
            return changes;
        } catch (IOException e) {
            throw new Failure("cannot read the history of " + directory + ": " + e.getMessage());
        }
    }

    /** The newest commit that changed each file; without the files that are not committed as they are. */
    private static Map<Path, Instant> committed(Repository repository, RevWalk commits, Set<Path> files)
            throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        Map<Path, Instant> changes = new HashMap<>();
        if (head == null || repository.isBare()) {
            return changes;
        }
        Map<Path, String> open = new HashMap<>();
        Path root = repository.getWorkTree().toPath().toRealPath();
        RevCommit newest = commits.parseCommit(head);
        for (Path file : files) {
            String path = root.relativize(file.toRealPath()).toString().replace('\\', '/');
            if (contentOf(file).equals(content(repository, newest, path))) {
                open.put(file, path);
            }
        }
        commits.markStart(newest);
        for (RevCommit commit = commits.next(); commit != null && !open.isEmpty(); commit = commits.next()) {
            for (Path file : new HashSet<>(open.keySet())) {
                if (changes(repository, commits, commit, open.get(file))) {
                    changes.put(file, Instant.ofEpochSecond(commit.getCommitTime()));
                    open.remove(file);
                }
            }
        }
        return changes;
    }

    /** Whether a file is in a commit other than in each of its parents. */
    private static boolean changes(Repository repository, RevWalk commits, RevCommit commit, String path)
            throws IOException {
        ObjectId content = content(repository, commit, path);
        for (RevCommit parent : commit.getParents()) {
            commits.parseHeaders(parent);
            if (content.equals(content(repository, parent, path))) {
                return false;
            }
        }
        return true;
    }

    private static ObjectId content(Repository repository, RevCommit commit, String path) throws IOException {
        try (TreeWalk file = TreeWalk.forPath(repository, path, commit.getTree())) {
            return file == null ? ObjectId.zeroId() : file.getObjectId(0);
        }
    }

    private static ObjectId contentOf(Path file) throws IOException {
        try (ObjectInserter.Formatter inserter = new ObjectInserter.Formatter()) {
            return inserter.idFor(Constants.OBJ_BLOB, Files.readAllBytes(file));
        }
    }
}

//SOURCES JGit.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

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
        Map<String, Path> open = new HashMap<>();
        Path root = repository.getWorkTree().toPath().toRealPath();
        RevCommit newest = commits.parseCommit(head);
        for (Path file : files) {
            String path = root.relativize(file.toRealPath()).toString().replace('\\', '/');
            if (contentOf(file).equals(content(repository, newest, path))) {
                open.put(path, file);
            }
        }
        commits.markStart(newest);
        for (RevCommit commit = commits.next(); commit != null && !open.isEmpty(); commit = commits.next()) {
            for (String path : changed(repository, commits, commit, open.keySet())) {
                changes.put(open.remove(path), Instant.ofEpochSecond(commit.getCommitTime()));
            }
        }
        return changes;
    }

    /** Which of the files a commit has other than each of its parents. */
    private static List<String> changed(Repository repository, RevWalk commits, RevCommit commit, Set<String> paths)
            throws IOException {
        try (TreeWalk files = new TreeWalk(repository, commits.getObjectReader())) {
            files.addTree(commit.getTree());
            for (RevCommit parent : commit.getParents()) {
                files.addTree(commits.parseCommit(parent).getTree());
            }
            files.setRecursive(true);
            TreeFilter wanted = PathFilterGroup.createFromStrings(paths);
            files.setFilter(commit.getParentCount() == 0 ? wanted : AndTreeFilter.create(wanted, TreeFilter.ANY_DIFF));
            List<String> changed = new ArrayList<>();
            while (files.next()) {
                if (IntStream.range(1, files.getTreeCount()).noneMatch(parent -> files.idEqual(0, parent))) {
                    changed.add(files.getPathString());
                }
            }
            return changed;
        }
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

//SOURCES JGit.java
//SOURCES ShortHash.java

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Which commits lie between two. */
final class GitLog {
    private GitLog() {}

    /** @param subject the first line of its message */
    record Entry(String commit, String subject) {
        /** For people. */
        String line() {
            return ShortHash.of(commit) + " " + subject;
        }
    }

    /** All commits that one has in its history and another has not, the newest first. */
    static List<Entry> between(Repository repository, ObjectId known, ObjectId tip) throws IOException {
        try (RevWalk commits = new RevWalk(repository)) {
            commits.markStart(commits.parseCommit(tip));
            commits.markUninteresting(commits.parseCommit(known));
            return entries(commits);
        }
    }

    /**
     * The commits that one has in its history and another has not, the newest first; none where both have the same
     * files, as after a revert.
     *
     * @param known a full hash, whose commit need not be here
     * @param path of files that the commits are to change; empty for any
     */
    static List<Entry> since(Repository repository, String known, ObjectId tip, String path) throws IOException {
        try (RevWalk commits = new RevWalk(repository)) {
            RevCommit newest = commits.parseCommit(tip);
            RevCommit other = commits.parseCommit(ObjectId.fromString(known));
            if (files(repository, newest, path).equals(files(repository, other, path))) {
                return List.of();
            }
            commits.markStart(newest);
            commits.markUninteresting(other);
            if (!path.isEmpty()) {
                commits.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            }
            return entries(commits);
        } catch (MissingObjectException e) {
            return List.of();
        }
    }

    private static List<Entry> entries(RevWalk commits) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (RevCommit commit = commits.next(); commit != null; commit = commits.next()) {
            entries.add(new Entry(commit.name(), commit.getShortMessage()));
        }
        return entries;
    }

    /** What stands for all files below a path; nothing where there are none. */
    private static Optional<ObjectId> files(Repository repository, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.of(commit.getTree());
        }
        try (TreeWalk found = TreeWalk.forPath(repository, path, commit.getTree())) {
            return found == null ? Optional.empty() : Optional.of(found.getObjectId(0));
        }
    }
}

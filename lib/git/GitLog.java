//SOURCES JGit.java

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Which commits lie between two. */
final class GitLog {
    private static final int LENGTH = 10;

    private GitLog() {}

    /** @param subject the first line of its message */
    record Entry(String commit, String subject) {
        /** For people. */
        String line() {
            return commit.substring(0, LENGTH) + " " + subject;
        }
    }

    /**
     * The commits that one has in its history and another has not, the newest first.
     *
     * @param known a full hash, whose commit need not be here
     * @param path of files that the commits are to change; empty for any
     */
    static List<Entry> since(Repository repository, String known, ObjectId tip, String path) throws IOException {
        try (RevWalk commits = new RevWalk(repository)) {
            commits.markStart(commits.parseCommit(tip));
            try {
                commits.markUninteresting(commits.parseCommit(ObjectId.fromString(known)));
            } catch (MissingObjectException e) {
                return List.of();
            }
            if (!path.isEmpty()) {
                commits.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            }
            List<Entry> entries = new ArrayList<>();
            for (RevCommit commit = commits.next(); commit != null; commit = commits.next()) {
                entries.add(new Entry(commit.name(), commit.getShortMessage()));
            }
            return entries;
        }
    }
}

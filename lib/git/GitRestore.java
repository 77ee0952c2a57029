//SOURCES ../Failure.java
//SOURCES GitCheckout.java
//SOURCES GitNewCommit.java

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Commits that give a branch the files of an older commit again, as reverting all that came after it does. */
final class GitRestore {
    private final Repository repository;

    GitRestore(Repository repository) {
        this.repository = repository;
    }

    /**
     * Adds a commit to a branch, and to the work tree where the branch is checked out.
     *
     * @param branch empty for the one that is checked out
     * @param path of the directory whose files are meant; empty for all
     * @return the new commit
     */
    ObjectId commit(String branch, ObjectId older, String path, String message) throws IOException {
        GitCheckout checkout = new GitCheckout(repository);
        boolean isCheckedOut = branch.isEmpty() || branch.equals(checkout.branch());
        String name = isCheckedOut ? Constants.HEAD : Constants.R_HEADS + branch;
        ObjectId tip = repository.resolve(name);
        if (tip == null) {
            throw new Failure("there is no branch " + branch + " here to commit on",
                    "Check it out: git switch " + branch);
        }
        ObjectId commit = insert(tip, older, path, message);
        boolean done = isCheckedOut ? checkout.advance(tip, commit, List.of()) : move(name, tip, commit);
        if (!done) {
            throw new Failure("cannot commit the rollback: "
                    + "files with local changes are in the way, or the branch has moved",
                    "Commit them or put them aside, and run it again with --commit.");
        }
        return commit;
    }

    private ObjectId insert(ObjectId tip, ObjectId older, String path, String message) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter(); ObjectReader reader = inserter.newReader();
                RevWalk commits = new RevWalk(reader)) {
            ObjectId olderTree = commits.parseCommit(older).getTree();
            ObjectId tree = path.isEmpty() ? olderTree
                    : merged(commits.parseCommit(tip).getTree(), olderTree, path, reader, inserter);
            inserter.flush();
            return GitNewCommit.insert(repository, tree, List.of(tip), message);
        }
    }

    /** A tree with the files of another below a path. */
    private static ObjectId merged(ObjectId tree, ObjectId older, String path, ObjectReader reader,
            ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        add(tree, path, false, reader, builder);
        add(older, path, true, reader, builder);
        builder.finish();
        return index.writeTree(inserter);
    }

    private static void add(ObjectId tree, String path, boolean below, ObjectReader reader, DirCacheBuilder builder)
            throws IOException {
        try (TreeWalk files = new TreeWalk(reader)) {
            files.addTree(tree);
            files.setRecursive(true);
            while (files.next()) {
                if (files.getPathString().startsWith(path + "/") == below) {
                    DirCacheEntry entry = new DirCacheEntry(files.getRawPath());
                    entry.setFileMode(files.getFileMode());
                    entry.setObjectId(files.getObjectId(0));
                    builder.add(entry);
                }
            }
        }
    }

    private boolean move(String ref, ObjectId from, ObjectId to) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setExpectedOldObjectId(from);
        update.setNewObjectId(to);
        update.setRefLogMessage("commit: roll back", false);
        return update.update() == RefUpdate.Result.FAST_FORWARD;
    }
}

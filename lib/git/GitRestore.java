//SOURCES ../Failure.java
//SOURCES GitCheckout.java
//SOURCES GitNewCommit.java
//SOURCES GitOtherBranch.java
//SOURCES ShortHash.java

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
     * A commit that no branch has yet.
     *
     * @param branch that is to get it; empty for the one that is checked out
     * @param builtOn the newest commit of that branch
     */
    record Prepared(String branch, ObjectId builtOn, ObjectId commit) {}

    /**
     * Makes the commit, so that what is in its way is known before anything else is done.
     *
     * @param branch empty for the one that is checked out
     * @param tip its newest commit: what to build on where it is not checked out
     * @param path of the directory whose files are meant; empty for all
     * @throws Failure when the branch cannot get the commit
     */
    Prepared prepare(String branch, ObjectId tip, ObjectId older, String path, String message) throws IOException {
        GitCheckout checkout = new GitCheckout(repository);
        boolean isCheckedOut = branch.isEmpty() || branch.equals(checkout.branch());
        if (isCheckedOut && checkout.branch().isEmpty()) {
            throw new Failure("there is no branch to commit the rollback on: HEAD is detached",
                    "Name the branch with --env, or leave --commit out.");
        }
        ObjectId builtOn = isCheckedOut ? checkout.head() : tip;
        ObjectId commit = insert(builtOn, older, path, message);
        if (isCheckedOut) {
            List<String> inTheWay = checkout.inTheWay(builtOn, commit);
            if (!inTheWay.isEmpty()) {
                throw new Failure("cannot commit the rollback: files with local changes are in the way:\n  "
                        + String.join("\n  ", inTheWay), "Commit them or put them aside, or leave --commit out.");
            }
        } else {
            new GitOtherBranch(repository, branch).requireNowhereCheckedOut();
        }
        return new Prepared(isCheckedOut ? "" : branch, builtOn, commit);
    }

    /** Adds the commit to its branch, and to the work tree where that is checked out. */
    void land(Prepared prepared) throws IOException {
        boolean done = prepared.branch.isEmpty()
                ? new GitCheckout(repository).advance(prepared.builtOn, prepared.commit, List.of())
                : move(Constants.R_HEADS + prepared.branch, prepared.commit);
        if (!done) {
            String hash = ShortHash.of(prepared.commit.name());
            throw new Failure("the rollback is done, but its commit " + hash + " is not: the branch or its files "
                    + "have changed meanwhile", "Take it over: git cherry-pick " + hash);
        }
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

    private boolean move(String ref, ObjectId to) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(to);
        update.setRefLogMessage("commit: roll back", false);
        RefUpdate.Result result = update.update();
        return result == RefUpdate.Result.FAST_FORWARD || result == RefUpdate.Result.NEW;
    }
}

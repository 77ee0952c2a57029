//SOURCES ../io/FileTree.java
//SOURCES GitFiles.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CheckoutConflictException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * The branch that is checked out in a work tree.
 *
 * <p>A change of a file is made three times: to what is committed, to what is staged and to what the work tree has. So
 * what somebody has half done in that file stays half done, and all other files stay as they are.
 */
final class GitCheckout {
    private final Repository repository;
    private final GitFiles files;

    GitCheckout(Repository repository) {
        this.repository = repository;
        this.files = new GitFiles(repository);
    }

    /** The branch's short name; empty when HEAD is detached. */
    String branch() throws IOException {
        Ref head = repository.exactRef("HEAD");
        return head != null && head.isSymbolic() ? Repository.shortenRefName(head.getTarget().getName()) : "";
    }

    /** The commit that is checked out; null before the first. */
    ObjectId head() throws IOException {
        return repository.resolve("HEAD");
    }

    /** Changes files in the work tree, and nothing else. */
    void write(List<FileChange> changes) throws IOException {
        for (FileChange change : changes) {
            String before = present(change.path());
            write(change.path(), before, change.of(before));
        }
    }

    /**
     * Moves the branch to a commit that comes after the one that is checked out. The branch moves last, so that a
     * process that ends in between leaves changes that are staged, and none that undo what is committed.
     *
     * @param changes those that the commit makes; what else it brings has to find its files unchanged
     * @return whether it was done; if not, something was in the way, or the branch has moved by itself
     * @throws org.eclipse.jgit.errors.LockFailedException when another process is writing the index
     */
    boolean advance(ObjectId from, ObjectId to, List<FileChange> changes) throws IOException {
        List<String> paths = changes.stream().map(FileChange::path).toList();
        if (from != null && !bring(from, files.tree(to, paths, from))) {
            return false;
        }
        DirCache index = repository.lockDirCache();
        try {
            for (FileChange change : changes) {
                Step step = new Step(change, from == null ? "" : files.text(from, change.path()),
                        files.text(to, change.path()));
                String staged = files.text(index, change.path());
                String present = present(change.path());
                if (!step.canTake(staged) || !step.canTake(present)) {
                    return false;
                }
                files.put(step.of(staged), index, change.path());
                write(change.path(), present, step.of(present));
                if (step.of(staged).equals(step.of(present))) {
                    noteUnchanged(index, change.path());
                }
            }
            index.write();
            index.commit();
        } finally {
            index.unlock();
        }
        RefUpdate update = repository.updateRef("HEAD");
        update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
        update.setNewObjectId(to);
        update.setRefLogMessage("commit: " + String.join(", ", paths), false);
        return switch (update.update()) {
            case NEW, FAST_FORWARD, NO_CHANGE -> true;
            default -> false;
        };
    }

    /** The files with changes that are not committed which {@link #advance} would not overwrite. */
    List<String> inTheWay(ObjectId from, ObjectId to) throws IOException {
        DirCacheCheckout checkout = new DirCacheCheckout(
                repository, files.tree(from), repository.readDirCache(), files.tree(to));
        checkout.preScanTwoTrees();
        return checkout.getConflicts();
    }

    /** Makes other files what a tree says, if nobody has changed them. */
    private boolean bring(ObjectId from, ObjectId tree) throws IOException {
        ObjectId before = files.tree(from);
        if (before.equals(tree)) {
            return true;
        }
        DirCache index = repository.lockDirCache();
        try {
            DirCacheCheckout checkout = new DirCacheCheckout(repository, before, index, tree);
            checkout.setFailOnConflict(true);
            return checkout.checkout();
        } catch (CheckoutConflictException inTheWay) {
            return false;
        } finally {
            index.unlock();
        }
    }

    /** The text of a file in the work tree; empty when there is none. */
    private String present(String path) throws IOException {
        Path file = file(path);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private void write(String path, String before, String after) throws IOException {
        if (!after.equals(before)) {
            Files.createDirectories(file(path).getParent());
            FileTree.write(file(path), after);
        }
    }

    private Path file(String path) {
        return repository.getWorkTree().toPath().resolve(path);
    }

    /** Spares {@code git status} from reading a file that is as the index says. */
    private void noteUnchanged(DirCache index, String path) {
        Path file = file(path);
        DirCacheEditor editor = index.editor();
        editor.add(new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setLength(file.toFile().length());
                entry.setLastModified(repository.getFS().lastModifiedInstant(file));
            }
        });
        editor.finish();
    }

    /** A file's way from one commit to the next, which its text in the index or the work tree is to follow. */
    private record Step(FileChange change, String from, String to) {
        /** Whether nothing gets lost: somebody else's change of the file or a text that is in the work tree only. */
        boolean canTake(String text) {
            return text.equals(from) || change.of(from).equals(to) || change.of(text).equals(to);
        }

        String of(String text) {
            return text.equals(from) ? to : change.of(text);
        }
    }
}

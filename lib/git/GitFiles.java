//SOURCES ../io/FileChange.java
//SOURCES GitNewCommit.java
//SOURCES JGit.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads and changes files in a repository's commits, without touching work tree, index or branches. */
final class GitFiles {
    private final Repository repository;

    GitFiles(Repository repository) {
        this.repository = repository;
    }

    /** A file's text in a commit; empty when it has no such file. */
    String text(ObjectId commit, String path) throws IOException {
        return text(filesOf(commit), path);
    }

    /** A file's text in an index; empty when it has no such file. */
    String text(DirCache files, String path) throws IOException {
        DirCacheEntry file = files.getEntry(path);
        if (file == null) {
            return "";
        }
        if (file.getFileMode() != FileMode.REGULAR_FILE && file.getFileMode() != FileMode.EXECUTABLE_FILE) {
            throw new Failure(path + " is no file in Git, but a link or another repository",
                    "Put a file in its place.");
        }
        return new String(repository.open(file.getObjectId(), Constants.OBJ_BLOB).getBytes(), StandardCharsets.UTF_8);
    }

    /** Puts a text into an index, for which nobody has looked at a work tree. */
    void put(String text, DirCache files, String path) throws IOException {
        ObjectId content;
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            content = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            inserter.flush();
        }
        edit(files, new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(entry.getRawMode() == 0 ? FileMode.REGULAR_FILE : entry.getFileMode());
                entry.setObjectId(content);
                entry.setLength(0);
                entry.setLastModified(java.time.Instant.EPOCH);
            }
        });
    }

    /**
     * Makes a commit, as {@link GitNewCommit} tells.
     *
     * @param parent null for the first commit
     * @return empty when the changes change nothing
     */
    Optional<ObjectId> commit(ObjectId parent, List<FileChange> changes, String message) throws IOException {
        DirCache files = filesOf(parent);
        boolean changed = false;
        for (FileChange change : changes) {
            String before = text(files, change.path());
            String after = change.of(before);
            if (!after.equals(before)) {
                put(after, files, change.path());
                changed = true;
            }
        }
        if (!changed) {
            return Optional.empty();
        }
        return Optional.of(GitNewCommit.insert(
                repository, write(files), parent == null ? List.of() : List.of(parent), message));
    }

    /** The tree of a commit, but with the files at these paths as in another commit. */
    ObjectId tree(ObjectId commit, List<String> paths, ObjectId asIn) throws IOException {
        DirCache files = filesOf(commit);
        DirCache others = filesOf(asIn);
        for (String path : paths) {
            DirCacheEntry other = others.getEntry(path);
            edit(files, other == null ? new DirCacheEditor.DeletePath(path) : new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(other.getFileMode());
                    entry.setObjectId(other.getObjectId());
                }
            });
        }
        return write(files);
    }

    ObjectId tree(ObjectId commit) throws IOException {
        return write(filesOf(commit));
    }

    private DirCache filesOf(ObjectId commit) throws IOException {
        if (commit == null) {
            return DirCache.newInCore();
        }
        try (RevWalk commits = new RevWalk(repository)) {
            return DirCache.read(commits.getObjectReader(), commits.parseCommit(commit).getTree());
        }
    }

    private ObjectId write(DirCache files) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = files.writeTree(inserter);
            inserter.flush();
            return tree;
        }
    }

    private static void edit(DirCache files, DirCacheEditor.PathEdit edit) {
        DirCacheEditor editor = files.editor();
        editor.add(edit);
        editor.finish();
    }
}

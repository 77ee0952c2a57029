//SOURCES ../io/FileChange.java
//SOURCES LockEdit.java
//SOURCES LockedImage.java

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What is to be locked, lock file by lock file. */
final class LockChanges {
    private final Path project;
    private final List<LockedImage> locks;
    private final Path others;
    private final Map<Path, List<ImageConfig.Override>> files = new LinkedHashMap<>();

    /**
     * @param project the project's directory
     * @param locks what is locked so far
     * @param others the lock file for what no other locks
     */
    LockChanges(Path project, List<LockedImage> locks, Path others) {
        this.project = project;
        this.locks = locks;
        this.others = others;
    }

    /** Locks an image where it is locked so far, else in the file for others. */
    void lock(ImageConfig.Override locked) {
        lock(locked, others);
    }

    /** Locks an image where it is locked so far, else in another file. */
    void lock(ImageConfig.Override locked, Path other) {
        Path file = locks.stream().filter(lock -> lock.override().key().equals(locked.key())).findFirst()
                .map(LockedImage::file).orElse(other);
        files.computeIfAbsent(file, name -> new ArrayList<>()).add(locked);
    }

    /** Changes that win over what the files say of the images by then. */
    List<FileChange> replacing() {
        return changes(LockEdit::put);
    }

    /** Changes that leave alone what the files lock by then. */
    List<FileChange> adding() {
        return changes(LockEdit::add);
    }

    private List<FileChange> changes(BiConsumer<LockEdit, List<ImageConfig.Override>> change) {
        return files.entrySet().stream().map(file -> FileChange.in(project, file.getKey(), text -> {
            LockEdit edit = new LockEdit(file.getKey().toString(), text);
            change.accept(edit, file.getValue());
            return edit.text();
        })).toList();
    }
}

//SOURCES GitFiles.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** A branch of a repository that is not checked out: commits on it touch no file. */
final class GitOtherBranch {
    private final Repository repository;
    private final String ref;

    GitOtherBranch(Repository repository, String name) {
        this.repository = repository;
        this.ref = Constants.R_HEADS + name;
    }

    /**
     * Commits changes; the branch is made if there is none.
     *
     * @param start the commit to build on: the branch's own, or one that comes after it
     * @return empty when the changes change nothing
     * @throws Failure when the branch has moved meanwhile, or a further work tree has it checked out
     */
    Optional<ObjectId> commit(ObjectId start, List<FileChange> changes, String message) throws IOException {
        requireNowhereCheckedOut();
        Ref before = repository.exactRef(ref);
        Optional<ObjectId> commit = new GitFiles(repository).commit(start, changes, message);
        if (commit.isPresent()) {
            RefUpdate update = repository.updateRef(ref);
            update.setExpectedOldObjectId(before == null ? ObjectId.zeroId() : before.getObjectId());
            update.setNewObjectId(commit.get());
            update.setRefLogMessage("commit: " + message.lines().findFirst().orElse(""), false);
            switch (update.update()) {
                case NEW, FAST_FORWARD -> { }
                default -> throw new Failure(
                        Repository.shortenRefName(ref) + " has moved meanwhile", "Run this again.");
            }
        }
        return commit;
    }

    /** @throws Failure when a further work tree has the branch checked out, whose files would not follow */
    void requireNowhereCheckedOut() throws IOException {
        Path worktrees = repository.getCommonDirectory().toPath().resolve("worktrees");
        if (!Files.isDirectory(worktrees)) {
            return;
        }
        try (Stream<Path> all = Files.list(worktrees)) {
            for (Path worktree : all.toList()) {
                if (Files.isRegularFile(worktree.resolve("HEAD"))
                        && Files.readString(worktree.resolve("HEAD")).strip().equals("ref: " + ref)) {
                    throw new Failure("another work tree has " + Repository.shortenRefName(ref) + " checked out: "
                            + Files.readString(worktree.resolve("gitdir")).strip().replaceFirst("/\\.git$", ""),
                            "Run this there.");
                }
            }
        }
    }
}

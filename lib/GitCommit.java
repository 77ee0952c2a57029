//DEPS org.eclipse.jgit:org.eclipse.jgit:7.8.1.202611041320-r
//SOURCES Failure.java

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The commit that a project's files come from.
 *
 * @param id its full hash; empty before the first commit
 * @param dirty whether the work tree differs from it, files that Git does not know included
 */
record GitCommit(String id, boolean dirty) {

    /** The commit that is checked out where the directory lies; empty outside of Git. */
    static Optional<GitCommit> of(Path directory) {
        if (!(SystemReader.getInstance() instanceof WithoutGitProgram)) {
            SystemReader.setInstance(new WithoutGitProgram(SystemReader.getInstance()));
        }
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(directory.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build(); Git git = new Git(repository)) {
            ObjectId head = repository.resolve("HEAD");
            boolean dirty = !git.status().call().isClean();
            return Optional.of(new GitCommit(head == null ? "" : head.name(), dirty));
        } catch (IOException | GitAPIException | NoWorkTreeException e) {
            throw new Failure("cannot read the Git repository of " + directory + ": " + e.getMessage());
        }
    }

    /** For people: the first letters of the hash. */
    String abbreviated() {
        return id.isEmpty() ? "no commit yet" : id.substring(0, 10) + (dirty ? " with local changes" : "");
    }

    /** Keeps JGit from running {@code git}, which it asks for settings that hold for the whole machine. */
    private static final class WithoutGitProgram extends SystemReader.Delegate {
        WithoutGitProgram(SystemReader reader) {
            super(reader);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return new FileBasedConfig(parent, null, fs) {
                @Override
                public void load() {}

                @Override
                public boolean isOutdated() {
                    return false;
                }
            };
        }
    }
}

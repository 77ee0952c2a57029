//DEPS org.eclipse.jgit:org.eclipse.jgit:7.8.1.202611041320-r
//SOURCES ../Failure.java

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NoWorkTreeException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.file.UserConfigFile;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Opens Git repositories in a way that needs no {@code git}. */
final class JGit {
    private JGit() {}

    /** The repository that a directory lies in; empty outside of Git. */
    static Optional<Repository> repositoryOf(Path directory) {
        prepare();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(directory.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(builder.build());
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("cannot read the Git repository of " + directory + ": " + e.getMessage());
        }
    }

    /** Something that is asked of a repository. */
    interface Question<T> {
        T ask(Repository repository) throws IOException, GitAPIException;
    }

    /** The answer of the repository that a directory lies in; empty outside of Git. */
    static <T> Optional<T> read(Path directory, Question<T> question) {
        Optional<Repository> found = repositoryOf(directory);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Repository repository = found.get()) {
            return Optional.of(question.ask(repository));
        } catch (IOException | GitAPIException | NoWorkTreeException e) {
            throw new Failure("cannot read the Git repository of " + directory + ": " + e.getMessage());
        }
    }

    /** Makes an empty repository without a work tree. */
    static Repository createBare(Path directory) throws IOException {
        prepare();
        Repository repository = new FileRepositoryBuilder().setBare().setGitDir(directory.toFile()).build();
        repository.create(true);
        return repository;
    }

    /**
     * The path in a repository of a file or directory that lies in the work tree.
     *
     * @param directory in the work tree
     * @param path seen from there
     * @throws Failure when it is outside of the work tree
     */
    static String path(Repository repository, Path directory, String path) throws IOException {
        Path root = repository.getWorkTree().toPath().toRealPath();
        Path file = root.relativize(directory.toRealPath().resolve(path).normalize());
        if (file.startsWith("..")) {
            throw new Failure(directory.resolve(path) + " is outside of the Git repository " + root);
        }
        return file.toString().replace('\\', '/');
    }

    private static synchronized void prepare() {
        if (!(SystemReader.getInstance() instanceof QuickSettings)) {
            SystemReader.setInstance(new QuickSettings(SystemReader.getInstance()));
            FS.DETECTED.setUserHome(home().toFile());
        }
    }

    /** As Git finds it; Java asks the system, which in a container may know another. */
    private static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home != null && !home.isEmpty() ? home : System.getProperty("user.home"));
    }

    /**
     * Settings without what takes JGit time at the start: it would ask {@code git} where the settings for the whole
     * machine are, and measure for seconds how exact the times of files are when it is new to a home.
     */
    private static final class QuickSettings extends SystemReader.Delegate {
        private static final Duration EXACTNESS_OF_TIMES = Duration.ofSeconds(2);

        QuickSettings(SystemReader reader) {
            super(reader);
        }

        @Override
        public FileBasedConfig openSystemConfig(org.eclipse.jgit.lib.Config parent, FS fs) {
            return new FileBasedConfig(parent, null, fs) {
                @Override
                public void load() {}

                @Override
                public boolean isOutdated() {
                    return false;
                }
            };
        }

        @Override
        public FileBasedConfig openUserConfig(org.eclipse.jgit.lib.Config parent, FS fs) {
            String xdg = getenv("XDG_CONFIG_HOME");
            Path further = xdg != null && !xdg.isEmpty() ? Path.of(xdg) : home().resolve(".config");
            return new UserConfigFile(parent, home().resolve(".gitconfig").toFile(),
                    further.resolve("git/config").toFile(), fs) {
                @Override
                public long getTimeUnit(String section, String subsection, String name, long other, TimeUnit unit) {
                    return name.equals("timestampResolution") ? unit.convert(EXACTNESS_OF_TIMES)
                            : super.getTimeUnit(section, subsection, name, other, unit);
                }
            };
        }
    }
}

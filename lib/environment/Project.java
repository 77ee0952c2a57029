//SOURCES ../Common.java
//SOURCES ../git/GitBranch.java
//SOURCES ../git/GitCommit.java
//SOURCES ../git/GitFiles.java
//SOURCES ../git/GitLog.java
//SOURCES ../git/GitModules.java
//SOURCES ../git/GitRestore.java
//SOURCES ../git/GitRevisions.java
//SOURCES ../git/GitTree.java
//SOURCES ../git/ShortHash.java
//SOURCES ../helm/ChartArchives.java
//SOURCES ../io/TemporaryDirectory.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * The files of a project that a script works on, and the environment that they belong to: those of the checkout, or
 * those of a commit, which are written into a temporary directory and go when this is closed.
 */
final class Project implements AutoCloseable {
    private final Common common;
    private final Optional<Revision> revision;

    /**
     * @param name as the user wrote it
     * @param directory that the commit was written to
     */
    private record Revision(String name, GitCommit commit, TemporaryDirectory directory) {}

    private Project(Common common, Optional<Revision> revision) {
        this.common = common;
        this.revision = revision;
    }

    /** The checkout, in the environment of its branch. */
    static Project checkout(Common user) {
        Settings settings = user.settings();
        return new Project(settings.environments().places().isEmpty() ? user : user.with(user.projectDir(),
                settings.in(GitBranch.of(user.projectDir(), System.getenv()))), Optional.empty());
    }

    /**
     * A commit, with its own settings.
     *
     * @param user where the repository is, and the options that go on to count
     * @param environment a branch; empty for the one that is checked out
     * @param revision empty for the newest commit of the environment
     */
    static Project at(Common user, String environment, String revision) {
        return inRepository(user, (repository, project) -> {
            ObjectId commit = commit(user, repository, environment, revision);
            TemporaryDirectory directory = TemporaryDirectory.create("gitops-");
            try {
                Path files = Files.createDirectory(directory.path().resolve("files"));
                new GitTree(repository, user.console).write(commit, files);
                String name = revision.isEmpty() ? environment : revision;
                if (!Files.isDirectory(files.resolve(project))) {
                    throw new Failure(name + " has no directory " + project, "Name another commit, or another -C.");
                }
                Revision written = new Revision(name, new GitCommit(commit.name(), false), directory);
                Common there = user.with(files.resolve(project), null);
                Settings settings = new Project(there, Optional.of(written)).explained(there::settings)
                        .in(branch(user, environment));
                ChartArchives.share(user.path(settings.chart()), there.path(settings.chart()));
                return new Project(there.with(there.projectDir(), settings), Optional.of(written));
            } catch (IOException | Failure e) {
                directory.close();
                throw e;
            }
        });
    }

    /** The newest commit of a branch, in its environment, or else any commit. */
    static Project named(Common user, String branchOrRevision) {
        boolean isBranch = inRepository(user, (repository, project) ->
                new GitRevisions(repository, user.offline, user.console).find(branchOrRevision).isPresent());
        return at(user, isBranch ? branchOrRevision : "", isBranch ? "" : branchOrRevision);
    }

    /** The settings of an environment's newest commit, without its other files. */
    static Common settled(Common user, String environment, String revision) {
        return inRepository(user, (repository, project) -> {
            ObjectId commit = commit(user, repository, environment, revision);
            String file = project.resolve(Settings.FILE).toString().replace('\\', '/');
            String place = (revision.isEmpty() ? environment : revision) + ":" + file;
            Settings settings = Settings.of(Yaml.read(place, new GitFiles(repository).text(commit, file)));
            return user.with(user.projectDir(), settings.in(branch(user, environment)));
        });
    }

    /**
     * The commits of an environment that change the project and that another commit does not have, the newest first.
     *
     * @param environment a branch; empty for what is checked out
     * @param known a full hash
     */
    static List<GitLog.Entry> commitsSince(Common user, String environment, String known) {
        return inRepository(user, (repository, project) -> GitLog.since(repository, known,
                newest(user, repository, environment),
                project.toString().replace('\\', '/')));
    }

    /**
     * Makes a commit for the branch of an environment with which the project has the files of an older commit again.
     * The branch does not have it yet.
     *
     * @param environment a branch; empty for the one that is checked out
     */
    static GitRestore.Prepared prepareRestore(Common user, String environment, String older) {
        return inRepository(user, (repository, project) -> new GitRestore(repository).prepare(environment,
                newest(user, repository, environment), ObjectId.fromString(older),
                project.toString().replace('\\', '/'), "Roll back to " + ShortHash.of(older)
                + "\n\nThis has the files of commit " + older + " again.\n"));
    }

    /** Adds a commit to the branch that it was made for. */
    static void restore(Common user, GitRestore.Prepared prepared) {
        inRepository(user, (repository, project) -> {
            new GitRestore(repository).land(prepared);
            return null;
        });
    }

    /** What scripts share, for these files. */
    Common common() {
        return common;
    }

    /** Where the files come from; empty outside of Git. */
    Optional<GitCommit> commit() {
        return revision.isPresent() ? revision.map(Revision::commit)
                : GitCommit.of(common.projectDir(), common.settings().release());
    }

    /** The files that differ from the commit. */
    List<String> differences() {
        return isCheckout() ? GitCommit.differences(common.projectDir(), common.settings().release()) : List.of();
    }

    /** Tells of submodules whose files a render would miss; for those of a commit, writing them has told of it. */
    void tellOfMissingModules() {
        if (isCheckout()) {
            GitModules.missing(common.projectDir()).forEach(path -> common.console.warn("the submodule " + path
                    + " is empty\n  If it is needed, run: git submodule update --init " + path));
        }
    }

    /** Whether these are the files that the user sees, and may have changed. */
    boolean isCheckout() {
        return revision.isEmpty();
    }

    /** Does some work whose failures are told in words that make sense once the temporary directory is gone. */
    <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (Failure e) {
            throw explain(e);
        }
    }

    /** A failure in words that make sense once the temporary directory is gone. */
    Failure explain(Failure failure) {
        return revision.map(at -> failure.with(text -> text.replace(common.projectDir() + "/", "")
                .replace(common.projectDir().toString(), "the project")).after("at " + at.name + " ("
                + at.commit.abbreviated() + "): ")).orElse(failure);
    }

    @Override
    public void close() {
        revision.ifPresent(at -> at.directory.close());
    }

    private static ObjectId commit(Common user, Repository repository, String environment, String revision)
            throws IOException {
        GitRevisions revisions = new GitRevisions(repository, user.offline, user.console);
        ObjectId commit = revision.isEmpty() ? revisions.ofBranch(environment) : revisions.at(revision);
        user.console.clearProgress();
        return commit;
    }

    /** @param environment empty for the commit that is checked out */
    private static ObjectId newest(Common user, Repository repository, String environment) throws IOException {
        return commit(user, repository, environment, environment.isEmpty() ? "HEAD" : "");
    }

    private static Optional<String> branch(Common user, String environment) {
        return environment.isEmpty() ? GitBranch.of(user.projectDir(), System.getenv()) : Optional.of(environment);
    }

    private interface Work<T> {
        T in(Repository repository, Path project) throws IOException;
    }

    private static <T> T inRepository(Common user, Work<T> work) {
        Path directory = user.projectDir();
        try (Repository repository = JGit.repositoryOf(directory).orElseThrow(() -> new Failure(
                directory.toAbsolutePath().normalize() + " is in no Git repository",
                "Name a clone of the config repository with -C."))) {
            return work.in(repository, Path.of(repository.isBare() ? "" : JGit.path(repository, directory, "")));
        } catch (IOException e) {
            throw new Failure("cannot work with the Git repository of " + directory.toAbsolutePath().normalize() + ": "
                    + e.getMessage());
        }
    }
}

//SOURCES ../Console.java
//SOURCES FileNames.java
//SOURCES JGit.java
//SOURCES ShortHash.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.BlobBasedConfig;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes the files of a commit into a directory, as a checkout does: with links, line ends, filters and the submodules
 * that are there. The repository's own index, work tree and branches are left alone.
 */
final class GitTree {
    private static final String MODULES = ".gitmodules";

    private final Repository repository;
    private final Console console;

    GitTree(Repository repository, Console console) {
        this.repository = repository;
        this.console = console;
    }

    /** @param directory an empty one */
    void write(ObjectId commit, Path directory) throws IOException {
        Path index = Files.createTempFile(directory.getParent(), "index-", "");
        Files.delete(index);
        try (Repository target = new FileRepositoryBuilder().setGitDir(repository.getDirectory())
                .setGitCommonDir(repository.getCommonDirectory()).setWorkTree(directory.toFile())
                .setIndexFile(index.toFile()).build();
                RevWalk commits = new RevWalk(repository)) {
            RevCommit parsed = commits.parseCommit(commit);
            FileNames.in(directory).requireDistinct(paths(parsed));
            DirCacheCheckout checkout = new DirCacheCheckout(target, null, target.lockDirCache(), parsed.getTree());
            checkout.setFailOnConflict(true);
            checkout.checkout();
            for (Map.Entry<String, ObjectId> module : modules(parsed).entrySet()) {
                writeModule(parsed, module.getKey(), module.getValue(), directory.resolve(module.getKey()));
            }
        } catch (MissingObjectException e) {
            throw new Failure("the repository does not have all of commit " + ShortHash.of(commit.name()) + ": "
                    + e.getObjectId().name() + " is missing", "Run git fetch --refetch, or git fsck to see more.");
        } finally {
            Files.deleteIfExists(index);
        }
    }

    private List<String> paths(RevCommit commit) throws IOException {
        List<String> paths = new ArrayList<>();
        try (TreeWalk files = new TreeWalk(repository)) {
            files.addTree(commit.getTree());
            files.setRecursive(true);
            while (files.next()) {
                paths.add(files.getPathString());
            }
        }
        return paths;
    }

    private Map<String, ObjectId> modules(RevCommit commit) throws IOException {
        Map<String, ObjectId> modules = new LinkedHashMap<>();
        if (TreeWalk.forPath(repository, MODULES, commit.getTree()) == null) {
            return modules;
        }
        try (TreeWalk files = new TreeWalk(repository)) {
            files.addTree(commit.getTree());
            files.setRecursive(true);
            while (files.next()) {
                if (files.getFileMode() == FileMode.GITLINK) {
                    modules.put(files.getPathString(), files.getObjectId(0));
                }
            }
        }
        return modules;
    }

    private void writeModule(RevCommit commit, String path, ObjectId wanted, Path directory) throws IOException {
        Path store = repository.getCommonDirectory().toPath().resolve("modules").resolve(moduleName(commit, path));
        if (Files.isDirectory(store)) {
            try (Repository module = new FileRepositoryBuilder().setGitDir(store.toFile()).build()) {
                if (module.getObjectDatabase().has(wanted)) {
                    Files.createDirectories(directory);
                    new GitTree(module, console).write(wanted, directory);
                    return;
                }
            }
        }
        console.warn("the submodule " + path + " stays empty: its commit " + ShortHash.of(wanted.name())
                + " is not here\n  If it is needed, run: git submodule update --init " + path);
    }

    private String moduleName(RevCommit commit, String path) throws IOException {
        try {
            BlobBasedConfig config = new BlobBasedConfig(null, repository, commit, MODULES);
            return config.getSubsections("submodule").stream()
                    .filter(name -> path.equals(config.getString("submodule", name, "path"))).findFirst().orElse(path);
        } catch (ConfigInvalidException e) {
            throw new Failure(MODULES + " of commit " + ShortHash.of(commit.name()) + " cannot be read: "
                    + Optional.ofNullable(e.getMessage()).orElse("it is broken"));
        }
    }
}

//SOURCES JGit.java

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;

/** The submodules of a checkout. */
final class GitModules {
    private GitModules() {}

    /** Those below a directory whose files are not here, as after a clone; paths start at the repository's root. */
    static List<String> missing(Path directory) {
        boolean mayHaveSome = Stream.iterate(directory.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .anyMatch(parent -> Files.exists(parent.resolve(".gitmodules")));
        Optional<Repository> found = mayHaveSome ? JGit.repositoryOf(directory) : Optional.empty();
        if (found.isEmpty()) {
            return List.of();
        }
        try (Repository repository = found.get()) {
            if (repository.isBare()) {
                return List.of();
            }
            String path = JGit.path(repository, directory, "");
            DirCache index = repository.readDirCache();
            List<String> missing = new ArrayList<>();
            for (DirCacheEntry entry : index.getEntriesWithin(path)) {
                if (entry.getFileMode() == FileMode.GITLINK
                        && isEmpty(repository.getWorkTree().toPath().resolve(entry.getPathString()))) {
                    missing.add(entry.getPathString());
                }
            }
            return missing;
        } catch (IOException e) {
            throw new Failure("cannot read the Git repository of " + directory + ": " + e.getMessage());
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            return !files.iterator().hasNext();
        }
    }
}

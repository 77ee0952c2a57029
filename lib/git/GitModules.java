//SOURCES JGit.java

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        return mayHaveSome ? JGit.read(directory, repository -> missing(repository, directory)).orElse(List.of())
                : List.of();
    }

    private static List<String> missing(Repository repository, Path directory) throws IOException {
        List<String> missing = new ArrayList<>();
        if (repository.isBare()) {
            return missing;
        }
        DirCache index = repository.readDirCache();
        for (DirCacheEntry entry : index.getEntriesWithin(JGit.path(repository, directory, ""))) {
            if (entry.getFileMode() == FileMode.GITLINK
                    && isEmpty(repository.getWorkTree().toPath().resolve(entry.getPathString()))) {
                missing.add(entry.getPathString());
            }
        }
        return missing;
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

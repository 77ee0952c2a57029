//SOURCES ../Common.java
//SOURCES ../git/GitWorkTree.java
//SOURCES ../lock/LockFile.java
//SOURCES Kptfile.java
//SOURCES PackageFiles.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The directory of a package in the project. One run at a time works in it; others wait. */
record PackageDirectory(Path path) {
    private static final int MOST_SHOWN = 10;

    /** Its files, without those that Git is told to ignore. */
    Map<String, PackageFile> files() {
        Map<String, PackageFile> files = PackageFiles.read(path);
        try (GitWorkTree tree = GitWorkTree.of(path).orElse(null)) {
            if (tree != null) {
                String root = tree.path(path).orElse(".");
                String prefix = root.equals(".") ? "" : root + "/";
                List<String> ignored = tree.ignored(root);
                files.keySet().removeIf(file -> ignored.stream().anyMatch(
                        one -> (prefix + file).equals(one) || (prefix + file).startsWith(one + "/")));
            }
        }
        return files;
    }

    /** @throws Failure where something could not be had back from Git if it was changed now */
    void requireCommitted() {
        try (GitWorkTree tree = GitWorkTree.of(path).orElseThrow(() -> new Failure(
                path + " is in no Git repository, so that what an update replaces would be lost",
                "Make it one and commit: git init, git add, git commit."))) {
            List<String> changes = tree.localChanges(tree.path(path).orElse("."));
            if (!changes.isEmpty()) {
                String shown = String.join("\n  ", changes.subList(0, Math.min(MOST_SHOWN, changes.size())));
                throw new Failure(path + " has changes that are not committed, and could be lost:\n  " + shown
                        + (changes.size() > MOST_SHOWN ? "\n  and " + (changes.size() - MOST_SHOWN) + " more" : ""),
                        "Commit them first, or put them away with git stash. Nothing was changed.");
            }
        }
    }

    /** Does some work while no other run may change the directory. */
    <T> T alone(Console console, Supplier<T> work) {
        Path locks = Tools.cache().resolve("packages");
        try {
            Files.createDirectories(locks);
            String name = FileTree.sha256(path.toAbsolutePath().normalize().toString()).substring(0, 32);
            try (LockFile lock = LockFile.acquire(locks.resolve(name), "another run that changes " + path, console)) {
                return work.get();
            }
        } catch (IOException e) {
            throw Failure.writing(locks, e);
        }
    }
}

//SOURCES ../Console.java
//SOURCES ../Nearest.java
//SOURCES ../git/GitRemote.java
//SOURCES ../git/JGit.java
//SOURCES ../io/TemporaryDirectory.java
//SOURCES PackageAddress.java
//SOURCES PackageFile.java

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** A repository that packages come from. Of its commits only the files of a package are fetched, where it can be. */
final class PackageRepository implements AutoCloseable {
    private final TemporaryDirectory directory;
    private final Repository repository;
    private final GitRemote remote;
    private final String url;
    private final Console console;

    /** A package as it is in a commit. */
    record Fetched(String commit, String ref, Map<String, PackageFile> files) {}

    private PackageRepository(TemporaryDirectory directory, Repository repository, GitRemote remote, String url,
            Console console) {
        this.directory = directory;
        this.repository = repository;
        this.remote = remote;
        this.url = url;
        this.console = console;
    }

    /** @param address without a ref, the repository is asked for its own branch */
    static PackageRepository open(PackageAddress address, Console console) {
        TemporaryDirectory directory = TemporaryDirectory.create("package-");
        try {
            Repository repository = JGit.createBare(directory.path());
            return new PackageRepository(directory, repository,
                    GitRemote.at(address.repository(), repository, address.ref()), address.repository(), console);
        } catch (IOException e) {
            directory.close();
            throw new Failure("cannot make a repository in " + directory.path() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * The package at the address that this was opened with.
     *
     * @throws Failure when there is no such ref or directory
     */
    Fetched fetch(PackageAddress address) {
        console.progress("fetching " + address);
        String ref = address.ref().isEmpty() ? remote.branch() : address.ref();
        ObjectId commit = !ObjectId.isId(ref) ? named(address, ref) : commit(ref).orElseThrow(() -> new Failure(
                url + " has no commit " + ref, "Name a branch or a tag, or push the commit again."));
        Map<String, PackageFile> files = files(commit, address);
        if (files.isEmpty()) {
            throw new Failure(address.repository() + " has no directory " + address.directory() + " at " + ref,
                    nearestDirectory(commit, address));
        }
        return new Fetched(commit.name(), ref, files);
    }

    /** The package as it was in a commit; empty when the repository does not have that any more. */
    Optional<Map<String, PackageFile>> at(String commit, PackageAddress address) {
        console.progress("fetching " + address.repository() + " at " + commit);
        return commit(commit).map(found -> files(found, address));
    }

    /** Whether an object, by its hash, has been fetched. */
    boolean holds(String hash) {
        return has(ObjectId.fromString(hash));
    }

    private ObjectId named(PackageAddress address, String ref) {
        List<String> refs = remote.refs();
        String ofPackage = address.path().isEmpty() ? ref : address.path() + "/" + ref;
        String found = Stream.of(Constants.R_TAGS + ofPackage, Constants.R_TAGS + ref, Constants.R_HEADS + ref)
                .filter(refs::contains).findFirst().orElseThrow(() -> new Failure(
                        url + " has no branch or tag " + ref, Nearest.of(ref, refs.stream()
                                .map(Repository::shortenRefName).toList()).map(near -> "Did you mean " + near + "?")
                        .orElse("git ls-remote " + url + " shows those that there are.")));
        return remote.fetchNames(found).map(this::peeled).orElseThrow(() ->
                new Failure(url + " has no " + ref + " any more"));
    }

    /** A commit by its hash; where the server does not give it away, it is looked for in all branches and tags. */
    private Optional<ObjectId> commit(String hash) {
        ObjectId wanted = ObjectId.fromString(hash);
        if (has(wanted) || remote.fetchNames(hash).isPresent()) {
            return Optional.of(wanted);
        }
        return remote.refs().stream().map(ref -> remote.fetchAll(ref)).filter(fetched -> has(wanted))
                .findFirst().map(fetched -> wanted);
    }

    private boolean has(ObjectId object) {
        try {
            return repository.getObjectDatabase().has(object);
        } catch (IOException e) {
            throw new Failure("cannot read what was fetched from " + url + ": " + e.getMessage());
        }
    }

    private ObjectId peeled(ObjectId id) {
        try (RevWalk commits = new RevWalk(repository)) {
            return commits.parseCommit(id).copy();
        } catch (IncorrectObjectTypeException e) {
            throw new Failure(url + ": a tag names something else than a commit");
        } catch (IOException e) {
            throw new Failure("cannot read what was fetched from " + url + ": " + e.getMessage());
        }
    }

    private Map<String, PackageFile> files(ObjectId commit, PackageAddress address) {
        try (RevWalk commits = new RevWalk(repository); ObjectReader reader = repository.newObjectReader()) {
            RevCommit parsed = commits.parseCommit(commit);
            complete(commit, address, blobs(parsed, address));
            Map<String, PackageFile> files = new TreeMap<>();
            try (TreeWalk walk = walk(parsed, address)) {
                while (walk.next()) {
                    String path = address.path().isEmpty() ? walk.getPathString()
                            : walk.getPathString().substring(address.path().length() + 1);
                    FileMode mode = walk.getFileMode(0);
                    requireInside(path, address);
                    if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
                        files.put(path, new PackageFile(reader.open(walk.getObjectId(0)).getBytes(),
                                mode == FileMode.EXECUTABLE_FILE));
                    } else {
                        console.warn(address + ": " + path + " is left out, as it is "
                                + (mode == FileMode.SYMLINK ? "a link" : "another repository"));
                    }
                }
            }
            return files;
        } catch (IOException e) {
            throw new Failure("cannot read what was fetched from " + url + ": " + e.getMessage());
        }
    }

    /** A tree that no Git would make could name files outside of the package, or Git's own. */
    private static void requireInside(String path, PackageAddress address) {
        boolean leadsOut = Stream.of(path.split("/")).anyMatch(name -> name.isEmpty() || name.equals(".")
                || name.equals("..") || name.equalsIgnoreCase(".git"));
        if (leadsOut) {
            throw new Failure(address + " holds a file that leads out of the package: " + path, "Nothing was changed.");
        }
    }

    /** Fetches what the files of a package say, unless that has come along. */
    private void complete(ObjectId commit, PackageAddress address, List<ObjectId> blobs) {
        List<ObjectId> missing = blobs.stream().filter(blob -> !has(blob)).distinct().toList();
        if (!missing.isEmpty() && !remote.fetchObjects(missing)) {
            throw new Failure("cannot fetch the files of " + address + ": " + url
                    + " leaves them out of commits, and does not give them away by themselves",
                    "Its setting uploadpack.allowFilter needs uploadpack.allowAnySHA1InWant, too.");
        }
    }

    private List<ObjectId> blobs(RevCommit commit, PackageAddress address) throws IOException {
        List<ObjectId> blobs = new ArrayList<>();
        try (TreeWalk walk = walk(commit, address)) {
            while (walk.next()) {
                if (walk.getFileMode(0) == FileMode.REGULAR_FILE || walk.getFileMode(0) == FileMode.EXECUTABLE_FILE) {
                    blobs.add(walk.getObjectId(0));
                }
            }
        }
        return blobs;
    }

    private TreeWalk walk(RevCommit commit, PackageAddress address) throws IOException {
        TreeWalk walk = new TreeWalk(repository);
        walk.addTree(commit.getTree());
        walk.setRecursive(true);
        if (!address.path().isEmpty()) {
            walk.setFilter(PathFilter.create(address.path() + "/"));
        }
        return walk;
    }

    private String nearestDirectory(ObjectId commit, PackageAddress address) {
        List<String> directories = new ArrayList<>();
        try (RevWalk commits = new RevWalk(repository); TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            while (walk.next()) {
                if (walk.isSubtree()) {
                    directories.add("/" + walk.getPathString());
                    walk.enterSubtree();
                }
            }
        } catch (MissingObjectException e) {
            return "";
        } catch (IOException e) {
            throw new Failure("cannot read what was fetched from " + url + ": " + e.getMessage());
        }
        return Nearest.of(address.directory(), directories).map(near -> "Did you mean " + near + "?").orElse("");
    }

    @Override
    public void close() {
        repository.close();
        directory.close();
    }
}

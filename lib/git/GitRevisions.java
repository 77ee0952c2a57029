//SOURCES ../Nearest.java
//SOURCES GitLog.java
//SOURCES GitRemote.java

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.BranchConfig;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds the commits that people name, and fetches those that are not here. No branch of the repository moves. */
final class GitRevisions {
    private static final Pattern ANCESTOR = Pattern.compile("(.+)~(\\d+)");
    private static final Pattern BEFORE_BRANCH = Pattern.compile("(?!HEAD\\b|@)([^~^]+)([~^].*)");

    private final Repository repository;
    private final boolean offline;
    private final Console console;

    GitRevisions(Repository repository, boolean offline, Console console) {
        this.repository = repository;
        this.offline = offline;
        this.console = console;
    }

    /**
     * The newest commit of a branch: in the remote repository, which is asked unless this is off line, or here if the
     * branch has commits that are not pushed yet.
     *
     * @throws Failure when both have commits that the other does not have
     */
    ObjectId ofBranch(String branch) throws IOException {
        return find(branch).orElseThrow(() -> unknownBranch(branch));
    }

    /** As {@link #ofBranch}, but empty when there is no such branch. */
    Optional<ObjectId> find(String branch) throws IOException {
        Optional<ObjectId> here = commit(Constants.R_HEADS + branch);
        Optional<ObjectId> there = there(branch, here.isPresent());
        if (here.isEmpty() || there.isEmpty()) {
            return here.or(() -> there);
        }
        int ahead = GitLog.between(repository, there.get(), here.get()).size();
        if (ahead == 0) {
            return there;
        }
        if (!GitLog.between(repository, here.get(), there.get()).isEmpty()) {
            throw new Failure("the branch " + branch + " here and the one in the remote repository both have commits "
                    + "that the other does not have", "Bring them together with git pull, or name a commit with --at.");
        }
        GitRemote remote = remote(branch).orElseThrow();
        String target = branch.equals(remote.branch()) ? branch : branch + ":" + remote.branch();
        console.warn(branch + " has " + ahead + (ahead == 1 ? " commit that is not pushed; it is used"
                : " commits that are not pushed; they are used")
                + "\n  To push: git push " + remote.name() + " " + target);
        return here;
    }

    /**
     * The commit that a revision means, as {@code git rev-parse} understands it; the branch in it may be one that only
     * the remote repository has.
     */
    ObjectId at(String revision) throws IOException {
        Optional<ObjectId> here = commit(revision);
        if (here.isEmpty()) {
            here = beforeBranch(revision);
        }
        if (here.isPresent()) {
            return here.get();
        }
        Optional<GitRemote> remote = offline ? Optional.empty() : remote(revision);
        if (remote.isPresent() && (ObjectId.isId(revision) || Repository.isValidRefName(Constants.R_TAGS + revision))) {
            console.progress("fetching " + revision);
            Optional<ObjectId> fetched = remote.get().fetch(revision, isShallow());
            Optional<ObjectId> commit = fetched.isPresent() ? commit(fetched.get().name()) : fetched;
            if (commit.isPresent()) {
                return commit.get();
            }
        }
        throw unknown(revision, remote);
    }

    /** Such as {@code production~1} where no branch of that name is here. */
    private Optional<ObjectId> beforeBranch(String revision) throws IOException {
        Matcher before = BEFORE_BRANCH.matcher(revision);
        if (!before.matches() || !Repository.isValidRefName(Constants.R_HEADS + before.group(1))) {
            return Optional.empty();
        }
        Optional<ObjectId> branch = find(before.group(1));
        return branch.isEmpty() ? branch : commit(branch.get().name() + before.group(2));
    }

    private Optional<ObjectId> there(String branch, boolean isHere) throws IOException {
        Optional<GitRemote> remote = remote(branch);
        if (remote.isEmpty()) {
            return Optional.empty();
        }
        if (offline) {
            return commit(Constants.R_REMOTES + remote.get().name() + "/" + remote.get().branch());
        }
        console.progress("fetching " + branch);
        Optional<ObjectId> tip = tip(remote.get());
        if (tip.isPresent() && !repository.getObjectDatabase().has(tip.get())) {
            return isShallow() && !isHere ? remote.get().fetchNewest() : Optional.of(remote.get().fetch());
        }
        return tip;
    }

    private static Optional<ObjectId> tip(GitRemote remote) {
        try {
            return remote.tip();
        } catch (Failure e) {
            throw e.advising("With --offline, what is known here of the branch is used.");
        }
    }

    /** The commit that is here under a name; empty when there is none. */
    private Optional<ObjectId> commit(String revision) throws IOException {
        try (RevWalk commits = new RevWalk(repository)) {
            ObjectId id = repository.resolve(revision);
            return id == null ? Optional.empty() : Optional.of(commits.parseCommit(id).copy());
        } catch (RevisionSyntaxException e) {
            throw new Failure(revision + " names no commit", "Write it as git rev-parse would understand it.");
        } catch (AmbiguousObjectException e) {
            throw new Failure(revision + " is short for " + e.getCandidates().size() + " objects",
                    "Write more of the hash.");
        } catch (IncorrectObjectTypeException e) {
            throw new Failure(revision + " is no commit, but something else in Git", "Name a commit, branch or tag.");
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    private Optional<GitRemote> remote(String branch) {
        String name = Optional.ofNullable(new BranchConfig(repository.getConfig(), branch).getRemote())
                .orElse(Constants.DEFAULT_REMOTE_NAME);
        return repository.getConfig().getSubsections("remote").contains(name)
                ? Optional.of(GitRemote.upstreamOf(repository, branch)) : Optional.empty();
    }

    private boolean isShallow() throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    private Failure unknownBranch(String branch) {
        return new Failure("there is no branch " + branch + (offline ? " here" : ""), Nearest.of(branch, names())
                .map(near -> "Did you mean " + near + "?").orElse("git branch --all shows those that there are."));
    }

    private Failure unknown(String revision, Optional<GitRemote> remote) throws IOException {
        String message = "there is no commit " + revision + " here"
                + remote.map(asked -> ", nor in " + asked.url()).orElse("");
        if (isShallow()) {
            Matcher ancestor = ANCESTOR.matcher(revision);
            String depth = ancestor.matches() ? "a depth of " + (Integer.parseInt(ancestor.group(2)) + 1) + " or more"
                    : "a greater depth";
            return new Failure(message + ": this clone is shallow", "It needs " + depth
                    + ": git fetch --unshallow gets all.\n"
                    + "In GitHub Actions, set fetch-depth: 0; in GitLab CI, GIT_DEPTH: 0.");
        }
        if (ObjectId.isId(revision)) {
            return new Failure(message, "After a forced push it may be gone; a clone that has it can push it again.");
        }
        String branch = revision.replaceFirst("[~^].*", "");
        return new Failure(message, Nearest.of(branch, names()).filter(near -> !near.equals(branch))
                .map(near -> "Did you mean " + near + "?").orElse("git log --all shows those that there are."));
    }

    private List<String> names() {
        try {
            List<String> names = new ArrayList<>();
            for (String prefix : List.of(Constants.R_HEADS, Constants.R_TAGS)) {
                repository.getRefDatabase().getRefsByPrefix(prefix).forEach(ref -> names.add(shortName(ref)));
            }
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_REMOTES)) {
                names.add(shortName(ref).replaceFirst("^[^/]*/", ""));
            }
            names.remove(Constants.HEAD);
            return names;
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String shortName(Ref ref) {
        return Repository.shortenRefName(ref.getName());
    }
}

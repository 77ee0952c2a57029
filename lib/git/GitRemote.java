//SOURCES GitRemoteFailure.java
//SOURCES GitTransports.java
//SOURCES JGit.java

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.BranchConfig;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/** A remote repository of which one branch is fetched and pushed. */
final class GitRemote {
    private static final Pattern REFUSED_HASH = Pattern.compile("not our ref|not valid|[Uu]nadvertised|[Mm]issing");

    private final Repository repository;
    private final RemoteConfig remote;
    private final GitTransports transports;
    private final boolean shallow;
    private String branch;

    /** What became of a push: it landed, or somebody else's came first. */
    enum Push { LANDED, OVERTAKEN }

    private GitRemote(Repository repository, String name, String branch, boolean shallow) {
        try {
            this.remote = new RemoteConfig(repository.getConfig(), name);
        } catch (URISyntaxException e) {
            throw new Failure("the remote " + name + " has no valid URL: " + Run.withoutPasswords(e.getMessage()));
        }
        if (remote.getURIs().isEmpty()) {
            throw new Failure("the repository has no remote " + name + " to push to",
                    "Add it with git remote add, or leave --push out.");
        }
        this.repository = repository;
        this.transports = new GitTransports(repository, remote);
        this.shallow = shallow;
        this.branch = branch;
    }

    /** Where {@code git push} would push a local branch: to its upstream, else to the branch of its name. */
    static GitRemote upstreamOf(Repository repository, String branch) {
        BranchConfig config = new BranchConfig(repository.getConfig(), branch);
        String name = Optional.ofNullable(config.getRemote()).orElse(Constants.DEFAULT_REMOTE_NAME);
        String merge = Optional.ofNullable(config.getMerge()).orElse(branch);
        return new GitRemote(repository, name, Repository.shortenRefName(merge), false);
    }

    /**
     * The repository at a URL, of which only the newest commit is fetched.
     *
     * @param repository an empty one of our own
     * @param branch empty for the one that the remote repository calls its HEAD
     */
    static GitRemote at(String url, Repository repository, String branch) {
        repository.getConfig().setString("remote", Constants.DEFAULT_REMOTE_NAME, "url", url);
        GitRemote remote = new GitRemote(repository, Constants.DEFAULT_REMOTE_NAME, branch, true);
        if (branch.isEmpty()) {
            remote.branch = remote.defaultBranch();
        }
        return remote;
    }

    /** For people. */
    String url() {
        return remote.getURIs().get(0).toString();
    }

    String branch() {
        return branch;
    }

    /** What the repository calls it. */
    String name() {
        return remote.getName();
    }

    /** The newest commit of the branch, which is not fetched; empty when there is no such branch. */
    Optional<ObjectId> tip() {
        try (Transport transport = transports.open(Transport.Operation.FETCH);
                FetchConnection connection = transport.openFetch()) {
            return Optional.ofNullable(connection.getRef(ref())).map(Ref::getObjectId);
        } catch (IOException | IllegalArgumentException e) {
            throw GitRemoteFailure.of("cannot read ", url(), e);
        }
    }

    /**
     * Fetches what a name means.
     *
     * @param name of a tag or branch, or a commit's full hash
     * @param onlyNewest without the commits before it
     * @return empty when it is not there, or the server does not give away commits by their hashes
     */
    Optional<ObjectId> fetch(String name, boolean onlyNewest) {
        return ObjectId.isId(name) ? fetch(name, "", onlyNewest)
                : fetch(Constants.R_TAGS + name, "", onlyNewest)
                        .or(() -> fetch(Constants.R_HEADS + name, "", onlyNewest));
    }

    /** Fetches the branch; returns its newest commit. */
    ObjectId fetch() {
        return find().orElseThrow(() -> new Failure(url() + " has no branch " + branch,
                "Name another with --branch, or push it once."));
    }

    /** Fetches the branch if there is one; returns its newest commit. */
    Optional<ObjectId> find() {
        return fetch(ref(), tracking(), shallow);
    }

    /** Fetches only the newest commit of the branch, and none before it. */
    Optional<ObjectId> fetchNewest() {
        return fetch(ref(), tracking(), true);
    }

    /** The names of all branches and tags, in full. */
    List<String> refs() {
        try (Transport transport = transports.open(Transport.Operation.FETCH);
                FetchConnection connection = transport.openFetch()) {
            return connection.getRefs().stream().map(Ref::getName)
                    .filter(name -> name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS)).toList();
        } catch (IOException | IllegalArgumentException e) {
            throw GitRemoteFailure.of("cannot read ", url(), e);
        }
    }

    /**
     * Fetches one commit with the names of its files, and without what they say where the server can leave that out.
     *
     * @param source a ref's full name, or a commit's full hash
     * @return empty when it is not there, or the server does not give away commits by their hashes
     */
    Optional<ObjectId> fetchNames(String source) {
        try {
            return fetch(source, "", true, FilterSpec.fromFilterLine("blob:none"));
        } catch (PackProtocolException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fetches single objects. Returns whether the server gives them away. */
    boolean fetchObjects(Collection<ObjectId> objects) {
        try (Transport transport = transports.open(Transport.Operation.FETCH)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            GitTransports.useProgram(transport);
            transport.fetch(NullProgressMonitor.INSTANCE,
                    objects.stream().map(object -> new RefSpec(object.name())).toList());
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Fetches all commits that a ref leads to. */
    Optional<ObjectId> fetchAll(String ref) {
        return fetch(ref, "", false);
    }

    private Optional<ObjectId> fetch(String source, String destination, boolean onlyNewest) {
        return fetch(source, destination, onlyNewest, FilterSpec.NO_FILTER);
    }

    private Optional<ObjectId> fetch(String source, String destination, boolean onlyNewest, FilterSpec filter) {
        try (Transport transport = transports.open(Transport.Operation.FETCH)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            if (onlyNewest) {
                transport.setDepth(1);
            }
            transport.setFilterSpec(filter);
            if (ObjectId.isId(source) || !filter.isNoOp()) {
                GitTransports.useProgram(transport);
            }
            RefSpec wanted = new RefSpec(destination.isEmpty() ? source : "+" + source + ":" + destination);
            FetchResult result = transport.fetch(NullProgressMonitor.INSTANCE, List.of(wanted));
            return Optional.of(ObjectId.isId(source) ? ObjectId.fromString(source)
                    : result.getAdvertisedRef(source).getObjectId());
        } catch (TransportException e) {
            if (!filter.isNoOp() && String.valueOf(e.getMessage()).contains("filter")) {
                return fetch(source, destination, onlyNewest);
            }
            boolean isThere = !e.getMessage().contains(source + " available")
                    && !(ObjectId.isId(source) && REFUSED_HASH.matcher(e.getMessage()).find());
            if (isThere) {
                throw GitRemoteFailure.of("cannot fetch from ", url(), e);
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw GitRemoteFailure.of("cannot fetch from ", url(), e);
        }
    }

    /**
     * Makes the branch point to a commit, if it still points to what that was built on.
     *
     * @throws Failure when the remote repository refuses
     */
    Push push(ObjectId commit, ObjectId builtOn) {
        ByteArrayOutputStream hook = new ByteArrayOutputStream();
        PrintStream hookSays = new PrintStream(hook, true, StandardCharsets.UTF_8);
        try (Transport transport = transports.open(Transport.Operation.PUSH)) {
            transport.setHookOutputStream(hookSays);
            transport.setHookErrorStream(hookSays);
            RemoteRefUpdate update = new RemoteRefUpdate(repository, commit.name(), commit, ref(), false,
                    tracking().isEmpty() ? null : tracking(), builtOn);
            String said = transport.push(NullProgressMonitor.INSTANCE, List.of(update)).getMessages();
            return switch (update.getStatus()) {
                case OK, UP_TO_DATE -> Push.LANDED;
                case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> Push.OVERTAKEN;
                default -> refused(Optional.ofNullable(update.getMessage()).orElse("no reason given"), said);
            };
        } catch (IOException | IllegalArgumentException e) {
            Failure failure = GitRemoteFailure.of("cannot push to ", url(), e);
            throw hook.size() == 0 ? failure : new Failure(failure.getMessage(),
                    hook.toString(StandardCharsets.UTF_8).strip() + "\nNothing was changed.");
        }
    }

    /** Two pushes that arrive at once get in each other's way in many words; other reasons are final. */
    private Push refused(String reason, String said) {
        String all = reason + "\n" + said;
        boolean atOnce = !all.matches("(?is).*(hook|protected|denied|declined).*")
                && all.matches("(?is).*(lock|failed to update ref|fetch first|non-fast-forward|remote ref|expected).*");
        if (atOnce) {
            return Push.OVERTAKEN;
        }
        throw new Failure(url() + " refuses the push to " + branch + ": " + reason,
                (Run.withoutPasswords(said).strip() + "\nNothing was changed.").strip());
    }

    private String defaultBranch() {
        try (Transport transport = transports.open(Transport.Operation.FETCH);
                FetchConnection connection = transport.openFetch()) {
            Ref head = connection.getRef(Constants.HEAD);
            if (head != null && head.isSymbolic()) {
                return Repository.shortenRefName(head.getTarget().getName());
            }
            List<String> branches = connection.getRefs().stream().map(Ref::getName)
                    .filter(name -> name.startsWith(Constants.R_HEADS)).map(Repository::shortenRefName).toList();
            if (branches.size() == 1) {
                return branches.get(0);
            }
            throw branches.isEmpty() ? new Failure(url() + " is empty", "Push a first commit with the umbrella chart.")
                    : new Failure(url() + " does not say which branch is meant", "Name it with --branch.");
        } catch (IOException | IllegalArgumentException e) {
            throw GitRemoteFailure.of("cannot read ", url(), e);
        }
    }

    private String ref() {
        return Constants.R_HEADS + branch;
    }

    /** The local name of the remote branch; empty when it has none. */
    private String tracking() {
        return remote.getFetchRefSpecs().stream().filter(spec -> spec.matchSource(ref()))
                .map(spec -> spec.expandFromSource(ref()).getDestination()).filter(name -> name != null)
                .findFirst().orElse(shallow ? Constants.R_REMOTES + remote.getName() + "/" + branch : "");
    }

}

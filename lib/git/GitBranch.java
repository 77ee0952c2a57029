//SOURCES GitCheckout.java

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * The branch that a checkout belongs to. CI systems check out a commit without one, and name it in variables; those
 * count when they speak of the very commit that is checked out, and not of another repository's.
 */
final class GitBranch {
    private static final List<CiSystem> CI_SYSTEMS = List.of(
            new CiSystem("GITHUB_REF_NAME", "GITHUB_SHA"), new CiSystem("CI_COMMIT_BRANCH", "CI_COMMIT_SHA"),
            new CiSystem("BRANCH_NAME", "GIT_COMMIT"), new CiSystem("BUILD_SOURCEBRANCH", "BUILD_SOURCEVERSION"),
            new CiSystem("BITBUCKET_BRANCH", "BITBUCKET_COMMIT"), new CiSystem("CIRCLE_BRANCH", "CIRCLE_SHA1"));

    /** @param branch the variables that name the branch and the commit */
    private record CiSystem(String branch, String commit) {}

    private GitBranch() {}

    /** Empty outside of Git, and for a commit that was checked out by itself. */
    static Optional<String> of(Path directory, Map<String, String> environment) {
        return JGit.read(directory, repository -> {
            GitCheckout checkout = new GitCheckout(repository);
            String branch = checkout.branch();
            return branch.isEmpty() ? ofCi(checkout.head(), environment) : Optional.of(branch);
        }).flatMap(Function.identity());
    }

    private static Optional<String> ofCi(ObjectId head, Map<String, String> environment) {
        if (head == null || environment.getOrDefault("GITHUB_REF_TYPE", "branch").equals("tag")) {
            return Optional.empty();
        }
        return CI_SYSTEMS.stream().filter(ci -> head.name().equals(environment.get(ci.commit)))
                .map(ci -> environment.getOrDefault(ci.branch, "")).filter(name -> !name.isEmpty())
                .map(Repository::shortenRefName).findFirst();
    }
}

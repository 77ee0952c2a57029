//SOURCES Project.java

import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which environment, and which commit of it, a script works on: the checkout, or another that stays in Git. */
final class EnvironmentOptions {
    @Option(names = "--env", paramLabel = "BRANCH", scope = ScopeType.INHERIT,
            description = "The newest commit of this branch instead of the files here, which stay as they are")
    private String environment = "";

    @Option(names = "--at", paramLabel = "REV", scope = ScopeType.INHERIT,
            description = "This commit instead of the files here, with its own settings")
    private String revision = "";

    private Common settled;

    /** Whether other files than those of the checkout are meant. */
    boolean isElsewhere() {
        return !environment.isEmpty() || !revision.isEmpty();
    }

    /** The branch that was named; empty for the one that is checked out. */
    String environment() {
        return environment;
    }

    /** The commit that was named; empty for none. */
    String revision() {
        return revision;
    }

    /** @throws Failure for a commit by itself, on which no other can be made */
    void requireBranch() {
        if (!revision.isEmpty()) {
            throw Failure.usage("the commit " + revision + " stays as it is", "Name a branch with --env.");
        }
    }

    /** @throws Failure for a verb that names its environments in another way */
    void requireNone(String verb) {
        if (isElsewhere()) {
            throw Failure.usage(verb + " names the environments itself", "Leave out --env and --at.");
        }
    }

    /** How the environment is named on a command line, after a space; empty when it was not named. */
    String words() {
        return environment.isEmpty() ? "" : " --env " + environment;
    }

    /** Does some work on the project's files, which afterwards may be gone. */
    <T> T in(Common common, Function<Project, T> work) {
        try (Project project = open(common)) {
            return project.explained(() -> work.apply(project));
        }
    }

    /** What scripts share, with the settings of the environment; for work that needs no files of the project. */
    Common settled(Common common) {
        if (settled == null) {
            settled = isElsewhere() ? Project.settled(common, environment, revision) : open(common).common();
        }
        return settled;
    }

    private Project open(Common common) {
        return isElsewhere() ? Project.at(common, environment, revision) : Project.checkout(common);
    }
}

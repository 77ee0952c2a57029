//SOURCES ../git/ShortHash.java
//SOURCES ../io/FileChange.java
//SOURCES ConfigRepository.java

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say what becomes of changes to the files of a Git repository. */
final class CommitOptions {
    @Option(names = "--commit", description = "Commit what changes, and nothing else")
    private boolean commit;

    @Option(names = "--push", description = "Commit it on the newest commit of the remote branch, and push that")
    private boolean push;

    @Option(names = "--branch", paramLabel = "NAME",
            description = "The branch that gets it; a new one, for a pull request, starts where it would have gone")
    private String branch = "";

    /** Whether there is to be a commit. */
    boolean commits() {
        return commit || push;
    }

    /** Whether that is to be pushed. */
    boolean pushes() {
        return push;
    }

    /** Empty for the branch that is checked out, or the remote's own choice. */
    String branch() {
        return branch;
    }

    /** Makes changes in a repository; returns what became of them, for people: nothing where files are just written. */
    String change(ConfigRepository repository, List<FileChange> changes, String message) {
        if (!commits()) {
            repository.write(changes);
            return "";
        }
        return commit(repository, changes, message)
                .map(id -> (push ? "pushed as " : "committed as ") + ShortHash.of(id)).orElse("unchanged");
    }

    /** Commits changes whatever the options say; returns the commit's hash, or nothing when there is nothing new. */
    Optional<String> commit(ConfigRepository repository, List<FileChange> changes, String message) {
        return push ? repository.push(changes, message) : repository.commit(changes, message);
    }
}

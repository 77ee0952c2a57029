//SOURCES ../Common.java
//SOURCES ../environment/EnvironmentOptions.java
//SOURCES ../git/ShortHash.java
//SOURCES ../io/FileChange.java
//SOURCES ../io/FileTree.java
//SOURCES CommitOptions.java
//SOURCES ConfigRepository.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where changed lock files go: into the project, and with these options into its Git repository. */
final class LockPublishing {
    @Mixin
    private CommitOptions commits;

    @Option(names = {"-m", "--message"}, paramLabel = "TEXT", description = "The commit's message")
    private String message = "";

    /**
     * @param user what the user has checked out
     * @param proposed the commit's message unless the user has one
     */
    void publish(Common user, EnvironmentOptions environment, List<FileChange> changes, String proposed) {
        environment.requireBranch();
        if (!commits.commits()) {
            if (environment.isElsewhere()) {
                throw Failure.usage("the files of " + environment.environment() + " are not checked out",
                        "Add --commit or --push to have the locks in that branch.");
            }
            changes.forEach(change -> write(user.path(change.path()), change));
            return;
        }
        publish(user, environment.environment(), changes, proposed);
    }

    /**
     * Commits changes whatever the options say.
     *
     * @param target the branch that gets them, or that a new one for them starts from; empty for the one checked out
     * @param proposed the commit's message unless the user has one
     */
    void publish(Common user, String target, List<FileChange> changes, String proposed) {
        String project = user.projectDir().toString().isEmpty() ? "." : user.projectDir().toString();
        String to = commits.branch().isEmpty() ? target : commits.branch();
        try (ConfigRepository repository = ConfigRepository.open(project, to, target, user.offline, user.console)) {
            Optional<String> id = commits.commit(repository, changes, message.isEmpty() ? proposed : message);
            user.console.clearProgress();
            user.console.info(id.map(hash -> (commits.pushes() ? "Pushed " : "Committed ")
                    + ShortHash.of(hash)
                    + (to.isEmpty() ? "" : (commits.pushes() ? " to " : " on ") + to))
                    .orElse("Nothing to " + (commits.pushes() ? "push" : "commit") + ": all of it is there already"));
        }
    }

    private static void write(Path file, FileChange change) {
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            String after = change.of(before);
            if (!after.equals(before)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                FileTree.write(file, after);
            }
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }
}

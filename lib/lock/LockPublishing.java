//SOURCES ../Common.java
//SOURCES ../environment/EnvironmentOptions.java
//SOURCES ../io/FileChange.java
//SOURCES ../io/FileTree.java
//SOURCES ConfigRepository.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where changed lock files go: into the project, and with these options into its Git repository. */
final class LockPublishing {
    @Option(names = "--commit", description = "Commit what changes in the lock files, and nothing else")
    private boolean commit;

    @Option(names = "--push", description = "Commit it on the newest commit of the remote branch, and push that")
    private boolean push;

    @Option(names = "--branch", paramLabel = "NAME",
            description = "The branch that gets it; a new one, for a pull request, starts where it would have gone")
    private String branch = "";

    @Option(names = {"-m", "--message"}, paramLabel = "TEXT", description = "The commit's message")
    private String message = "";

    /**
     * @param user what the user has checked out
     * @param proposed the commit's message unless the user has one
     */
    void publish(Common user, EnvironmentOptions environment, List<FileChange> changes, String proposed) {
        environment.requireBranch();
        if (!commit && !push) {
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
        String to = branch.isEmpty() ? target : branch;
        try (ConfigRepository repository = ConfigRepository.open(project, to, target, user.console)) {
            String text = message.isEmpty() ? proposed : message;
            Optional<String> id = push ? repository.push(changes, text) : repository.commit(changes, text);
            user.console.clearProgress();
            user.console.info(id.map(hash -> (push ? "Pushed " : "Committed ") + hash.substring(0, 10)
                    + (to.isEmpty() ? "" : (push ? " to " : " on ") + to))
                    .orElse("Nothing to " + (push ? "push" : "commit") + ": all of it is there already"));
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

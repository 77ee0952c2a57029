//SOURCES ../Common.java
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

    @Option(names = "--branch", paramLabel = "NAME", description = "Push to this branch (as git push does)")
    private String branch = "";

    @Option(names = {"-m", "--message"}, paramLabel = "TEXT", description = "The commit's message")
    private String message = "";

    /** @param proposed the commit's message unless the user has one */
    void publish(Common common, List<FileChange> changes, String proposed) {
        if (!commit && !push) {
            changes.forEach(change -> write(common.path(change.path()), change));
            return;
        }
        String project = common.projectDir().toString().isEmpty() ? "." : common.projectDir().toString();
        try (ConfigRepository repository = ConfigRepository.open(project, branch, common.console)) {
            String text = message.isEmpty() ? proposed : message;
            Optional<String> id = push ? repository.push(changes, text) : repository.commit(changes, text);
            common.console.clearProgress();
            common.console.info(id.map(hash -> (push ? "Pushed " : "Committed ") + hash.substring(0, 10))
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

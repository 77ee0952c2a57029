//SOURCES ../Common.java
//SOURCES ../git/GitOrigin.java
//SOURCES ../image/ImageReference.java
//SOURCES ../lock/BuildLock.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Options that say where a build's lock goes. */
final class BuildLockOptions {
    private static final String PRINTED = "-";

    @Option(names = {"-a", "--app"}, paramLabel = "NAME",
            description = "The application's name (as gitops.yaml says, else that of the first image)")
    private String application;

    @Option(names = "--lock-output", paramLabel = "FILE", description = "The lock (NAME.kbld.lock.yml); - prints it")
    private String output;

    @Option(names = "--config-repo", paramLabel = "DIR|URL",
            description = "Put it among the locks of this config repository instead")
    private String repository;

    @Option(names = "--commit", description = "Commit the lock there, and nothing else")
    private boolean commit;

    @Option(names = "--push", description = "Commit it on the newest commit of the remote branch, and push that")
    private boolean push;

    @Option(names = "--branch", paramLabel = "NAME", description = "Push to this branch (as git push does)")
    private String branch = "";

    /** The name that the lock file gets. */
    String application(Settings settings, List<String> images) {
        String image = ImageReference.parse(images.get(0)).repository();
        return Objects.requireNonNullElseGet(application,
                () -> settings.ownName().orElse(image.substring(image.lastIndexOf('/') + 1)));
    }

    /** The lock's file in the project. */
    String file(String application) {
        return output == null || output.equals(PRINTED) ? application + BuildLock.ENDING : output;
    }

    BuildLock open(String application, Common common) {
        if (repository == null) {
            if (commit || push || !branch.isEmpty()) {
                throw Failure.usage("there is no config repository to " + (push ? "push" : "commit") + " to",
                        "Name it with --config-repo.");
            }
            return PRINTED.equals(output) ? BuildLock.printed(common) : BuildLock.in(common.path(file(application)));
        }
        if (output != null) {
            throw Failure.usage("--lock-output and --config-repo are two places for one lock", "Choose one of them.");
        }
        Path directory = common.path(repository);
        boolean isDirectory = Files.isDirectory(directory);
        if (!isDirectory && !push) {
            throw Failure.usage(GitOrigin.withoutCredentials(repository) + " is no directory on this machine",
                    "Name a clone of the config repository, or add --push to push to a URL.");
        }
        String location = isDirectory ? directory.normalize().toString() : repository;
        ConfigRepository opened = ConfigRepository.open(location.isEmpty() ? "." : location, branch, common.console);
        return BuildLock.in(opened, GitOrigin.withoutCredentials(location), application,
                push ? BuildLock.Publishing.PUSH : commit ? BuildLock.Publishing.COMMIT : BuildLock.Publishing.WRITE,
                common.path(file(application)));
    }
}

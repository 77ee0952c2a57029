//SOURCES ../Common.java
//SOURCES ../git/GitOrigin.java
//SOURCES CommitOptions.java
//SOURCES ConfigTarget.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that name a config repository that is to get something. */
final class ConfigRepositoryOptions {
    @Option(names = "--config-repo", paramLabel = "DIR|URL", description = "The config repository that gets it")
    private String repository;

    @ArgGroup(validate = false, exclusive = false)
    private CommitOptions commits = new CommitOptions();

    boolean isNamed() {
        return repository != null;
    }

    /** The config repository; empty when none is named. */
    Optional<ConfigTarget> open(Common common) {
        if (!isNamed()) {
            if (commits.commits() || !commits.branch().isEmpty()) {
                throw Failure.usage("there is no config repository to " + (commits.pushes() ? "push" : "commit")
                        + " to", "Name it with --config-repo.");
            }
            return Optional.empty();
        }
        Path directory = common.path(repository);
        boolean isDirectory = Files.isDirectory(directory);
        if (!isDirectory && !commits.pushes()) {
            throw Failure.usage(GitOrigin.withoutCredentials(repository) + " is no directory on this machine",
                    "Name a clone of the config repository, or add --push to push to a URL.");
        }
        String location = isDirectory ? directory.normalize().toString() : repository;
        return Optional.of(new ConfigTarget(ConfigRepository.open(
                location.isEmpty() ? "." : location, commits.branch(), "", common.offline, common.console),
                GitOrigin.withoutCredentials(location), commits));
    }
}

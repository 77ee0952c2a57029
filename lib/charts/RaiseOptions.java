//SOURCES ../Common.java
//SOURCES ../git/GitOrigin.java
//SOURCES ../lock/ConfigRepository.java
//SOURCES RaisedDependency.java

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name the umbrella chart that is to get the version that was published. */
final class RaiseOptions {
    private static final int HASH_FOR_PEOPLE = 10;

    @Option(names = "--config-repo", paramLabel = "DIR|URL",
            description = "Raise the version in the umbrella chart of this config repository")
    private String repository;

    @Option(names = "--commit", description = "Commit that there, and nothing else")
    private boolean commit;

    @Option(names = "--push", description = "Commit it on the newest commit of the remote branch, and push that")
    private boolean push;

    @Option(names = "--branch", paramLabel = "NAME", description = "Push to this branch (as git push does)")
    private String branch = "";

    /** The config repository; empty when none is named. */
    Optional<ConfigRepository> open(Common common) {
        if (repository == null) {
            if (commit || push || !branch.isEmpty()) {
                throw Failure.usage("there is no config repository to " + (push ? "push" : "commit") + " to",
                        "Name it with --config-repo.");
            }
            return Optional.empty();
        }
        Path directory = common.path(repository);
        boolean isDirectory = Files.isDirectory(directory);
        if (!isDirectory && !push) {
            throw Failure.usage(GitOrigin.withoutCredentials(repository) + " is no directory on this machine",
                    "Name a clone of the config repository, or add --push to push to a URL.");
        }
        String location = isDirectory ? directory.normalize().toString() : repository;
        return Optional.of(ConfigRepository.open(location.isEmpty() ? "." : location, branch, common.console));
    }

    /** What the config repository settles for itself. */
    Settings settings(ConfigRepository opened) {
        return Settings.of(Yaml.read(GitOrigin.withoutCredentials(repository) + "/" + Settings.FILE,
                opened.read(Settings.FILE)));
    }

    /** Raises the version; returns what has been done, for people. */
    String raise(RaisedDependency dependency, ConfigRepository opened, String message) {
        List<FileChange> changes = dependency.changes();
        String place = GitOrigin.withoutCredentials(repository) + "/" + dependency.file();
        if (!commit && !push) {
            opened.write(changes);
            return place;
        }
        Optional<String> id = push ? opened.push(changes, message) : opened.commit(changes, message);
        return place + "  " + id.map(hash -> (push ? "pushed as " : "committed as ")
                + hash.substring(0, HASH_FOR_PEOPLE)).orElse("unchanged");
    }
}

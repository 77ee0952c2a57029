//SOURCES ../Common.java
//SOURCES ../image/ImageReference.java
//SOURCES ../lock/BuildLock.java
//SOURCES ../lock/ConfigRepositoryOptions.java

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that say where a build's lock goes. */
final class BuildLockOptions {
    private static final String PRINTED = "-";

    @Option(names = {"-a", "--app"}, paramLabel = "NAME",
            description = "The application's name (as gitops.yaml says, else that of the first image)")
    private String application;

    @Option(names = "--lock-output", paramLabel = "FILE", description = "The lock (NAME.kbld.lock.yml); - prints it")
    private String output;

    @ArgGroup(validate = false, exclusive = false)
    private ConfigRepositoryOptions config = new ConfigRepositoryOptions();

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
        if (output != null && config.isNamed()) {
            throw Failure.usage("--lock-output and --config-repo are two places for one lock", "Choose one of them.");
        }
        Path file = common.path(file(application));
        return config.open(common).map(target -> BuildLock.in(target, application, file)).orElseGet(() ->
                PRINTED.equals(output) ? BuildLock.printed(common) : BuildLock.in(file));
    }
}

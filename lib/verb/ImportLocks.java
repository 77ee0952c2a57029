//SOURCES ../environment/EnvironmentScript.java
//SOURCES ../lock/LockChanges.java
//SOURCES ../lock/LockImport.java
//SOURCES ../lock/LockPublishing.java
//SOURCES ../lock/LockedImage.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Locks what another builder has pushed.",
        footer = {"%nWhat a file may be:",
            "  the output of skaffold build --file-output FILE",
            "  an ImagesLock of imgpkg's, or a lock of kbld's",
            "  lines of IMAGE=sha256:… or IMAGE=NAME@sha256:…",
            "%nExample:",
            "  echo demo=$(crane digest reg.io/demo:1) | lock.java import -"})
final class ImportLocks implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "What the builder has written; - reads it")
    List<String> files;

    @Option(names = "--lock-output", paramLabel = "FILE", description = "For images that no lock file has yet "
            + "(imported.kbld.lock.yml in the directory of locks)")
    String output;

    @Option(names = "--locks", paramLabel = "DIR", description = "The image locks (app-locks)")
    String directory;

    @Mixin
    LockPublishing publishing;

    @ParentCommand
    EnvironmentScript script;

    @Override
    public Integer call() {
        return script.environment().in(script.user(), this::lock);
    }

    private Integer lock(Project project) {
        Common common = project.common();
        Path locks = common.path(directory == null ? common.settings().locks() : directory);
        Path others = output == null ? locks.resolve("imported.kbld.lock.yml") : common.path(output);
        LockChanges changes = new LockChanges(common.projectDir(), LockedImage.in(locks), others);
        List<ImageConfig.Override> images = files.stream().flatMap(file -> read(file).stream()).toList();
        images.forEach(changes::lock);
        publishing.publish(script.user(), script.environment(), changes.replacing(), "Lock "
                + images.stream().map(ImageConfig.Override::key).collect(Collectors.joining(", ")));
        images.forEach(image -> common.console.info(image.key() + " → " + image.newImage()));
        return ExitStatus.DONE;
    }

    private List<ImageConfig.Override> read(String file) {
        Path path = script.user().path(file);
        try {
            if (file.equals("-")) {
                String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
                return LockImport.read("standard input", text);
            }
            return LockImport.read(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw Failure.reading(path, e);
        }
    }
}

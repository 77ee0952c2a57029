///usr/bin/env jbang "$0" "$@" ; exit $?

// Shows, completes, updates and checks the image locks of a config repository.

//JAVA 17+
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
//CDS
// The class-data archive would print warnings on standard output,
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr
// and JDK 17 crashes when it archives lambdas of signed jars, such as JGit's.
//RUNTIME_OPTIONS -Djdk.internal.lambda.disableEagerInitialization=true
//SOURCES lib/Common.java
//SOURCES lib/GitHistory.java
//SOURCES lib/ImageTable.java
//SOURCES lib/LockChanges.java
//SOURCES lib/LockFindings.java
//SOURCES lib/LockImport.java
//SOURCES lib/LockPublishing.java
//SOURCES lib/LockedImage.java
//SOURCES lib/ReleaseImages.java
//SOURCES lib/RenderOptions.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "lock.java", mixinStandardHelpOptions = true, version = "lock.java 0.1.0", sortOptions = false,
        subcommands = {lock.Listing.class, lock.Verify.class, lock.Import.class},
        customSynopsis = {"lock.java [list] [--json] [OPTIONS] [-- HELM-OPTIONS]",
            "       lock.java verify | import [OPTIONS]"},
        header = "Shows, completes, updates and checks the image locks of a config repository.%n",
        footer = {"%nExamples:",
            "  lock.java                           every image of the release, and what locks it",
            "  lock.java verify --offline          whether all is locked, and nothing too much",
            "  lock.java import build.json         lock what skaffold build has pushed",
            "%nExit status: 0 done, 1 failed, 2 wrong usage, 3 verify found something"})
class lock implements Callable<Integer> {

    @Option(names = "--json", description = "Print a list of objects instead of a table")
    boolean json;

    @Mixin
    RenderOptions release;

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new lock(), args);
    }

    @Override
    public Integer call() {
        return list(release, json);
    }

    private int list(RenderOptions release, boolean json) {
        List<LockedImage> locks = LockedImage.in(release.locks(common));
        List<ReleaseImages.Image> images = release.images(common, locks);
        Set<Path> files = images.stream().flatMap(image -> image.lock().stream()).map(LockedImage::file)
                .collect(Collectors.toCollection(HashSet::new));
        ImageTable table = new ImageTable(images, GitHistory.lastChanges(common.projectDir(), files), Instant.now());
        common.print(json ? table.json() : table.text(common.console));
        long unlocked = images.stream().filter(image -> !image.isLocked()).count();
        if (unlocked > 0 && !json) {
            common.console.warn(unlocked + " of " + images.size() + " images are not locked; lock them with: "
                    + "lock.java resolve");
        }
        return ExitStatus.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
            header = "Prints every image of the rendered release with what locks it.%n")
    static class Listing implements Callable<Integer> {
        @Option(names = "--json", description = "Print a list of objects instead of a table")
        boolean json;

        @Mixin
        RenderOptions release;

        @ParentCommand
        lock lock;

        @Override
        public Integer call() {
            return lock.list(release, json);
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
            header = "Checks that the locks are complete, in use, and to be had.%n",
            footer = {"%nA line for each finding goes to standard output:",
                "  an image that is not locked, a lock that is not used or has no digest,",
                "  a digest that is not in its registry (not with --offline),",
                "  a Chart.lock that does not fit Chart.yaml"})
    static class Verify implements Callable<Integer> {
        @Mixin
        RenderOptions release;

        @ParentCommand
        lock lock;

        @Override
        public Integer call() {
            List<LockedImage> locks = LockedImage.in(release.locks(lock.common));
            Chart chart = Chart.read(lock.common.path(release.settings(lock.common).chart()));
            List<String> findings = new ArrayList<>(LockFindings.ofChart(chart));
            if (findings.isEmpty()) {
                List<ReleaseImages.Image> images = release.images(lock.common, locks);
                findings.addAll(LockFindings.unlocked(images));
                findings.addAll(LockFindings.unused(locks, images));
            }
            findings.addAll(LockFindings.unpinned(locks));
            findings.forEach(finding -> lock.common.print(finding + "\n"));
            if (findings.isEmpty()) {
                lock.common.console.done("All images are locked: " + locks.size() + " locks, all in use");
            }
            return findings.isEmpty() ? ExitStatus.DONE : ExitStatus.FOUND;
        }
    }

    @Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false,
            header = "Locks what another builder has pushed.%n",
            footer = {"%nWhat a file may be:",
                "  the output of skaffold build --file-output FILE",
                "  an ImagesLock of imgpkg's, or a lock of kbld's",
                "  lines of IMAGE=sha256:… or IMAGE=NAME@sha256:…",
                "%nExample:",
                "  echo demo=$(crane digest reg.io/demo:1) | lock.java import -"})
    static class Import implements Callable<Integer> {
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
        lock lock;

        @Override
        public Integer call() {
            Common common = lock.common;
            Path locks = common.path(directory == null ? common.settings().locks() : directory);
            Path others = output == null ? locks.resolve("imported.kbld.lock.yml") : common.path(output);
            LockChanges changes = new LockChanges(common.projectDir(), LockedImage.in(locks), others);
            List<ImageConfig.Override> images = files.stream()
                    .flatMap(file -> LockImport.read(name(file), text(file)).stream()).toList();
            images.forEach(changes::lock);
            publishing.publish(common, changes.replacing(), "Lock "
                    + images.stream().map(ImageConfig.Override::key).collect(Collectors.joining(", ")));
            images.forEach(image -> common.console.info(image.key() + " → " + image.newImage()));
            return ExitStatus.DONE;
        }

        private static String name(String file) {
            return file.equals("-") ? "standard input" : file;
        }

        private String text(String file) {
            try {
                return file.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        : Files.readString(Path.of(file));
            } catch (IOException e) {
                throw Failure.reading(Path.of(file), e);
            }
        }
    }
}

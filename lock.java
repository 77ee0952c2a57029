///usr/bin/env jbang "$0" "$@" ; exit $?

// Shows, completes, updates and checks the image locks of a config repository.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -XDstringConcat=inline
// In so short a life, to compile more would take longer than it saves.
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -XX:+UseSerialGC
//CDS
// The class-data archive would print warnings on standard output,
//RUNTIME_OPTIONS -Xlog:disable -Xlog:all=error:stderr
// and JDK 17 crashes when it archives lambdas of signed jars, such as JGit's.
//RUNTIME_OPTIONS -Djdk.internal.lambda.disableEagerInitialization=true
//SOURCES lib/Common.java
//SOURCES lib/environment/EnvironmentScript.java
//SOURCES lib/git/GitHistory.java
//SOURCES lib/image/ImageTable.java
//SOURCES lib/lock/ChartLocks.java
//SOURCES lib/lock/ImagePolicy.java
//SOURCES lib/lock/LockChanges.java
//SOURCES lib/lock/LockFindings.java
//SOURCES lib/lock/LockPublishing.java
//SOURCES lib/lock/LockResolution.java
//SOURCES lib/lock/LockStep.java
//SOURCES lib/lock/LockedImage.java
//SOURCES lib/registry/RegistryOptions.java
//SOURCES lib/render/ReleaseImages.java
//SOURCES lib/render/RenderOptions.java
//SOURCES lib/verb/ImportLocks.java
//SOURCES lib/verb/LockDiff.java
//SOURCES lib/verb/LockPromote.java
//SOURCES lib/verb/LockCharts.java

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

@Verbs({lock.Listing.class, lock.Resolve.class, lock.Update.class, lock.Verify.class, ImportLocks.class,
    LockCharts.class, LockPromote.class, LockDiff.class})
@Command(name = "lock.java", mixinStandardHelpOptions = true, version = "lock.java 0.1.0", sortOptions = false,
        customSynopsis = {"lock.java [list] [--json] [OPTIONS] [-- HELM-OPTIONS]",
            "       lock.java resolve | update [IMAGE...] [OPTIONS] [-- HELM-OPTIONS]",
            "       lock.java verify [--offline] [OPTIONS] [-- HELM-OPTIONS]",
            "       lock.java import FILE... [OPTIONS]",
            "       lock.java charts [OPTIONS]",
            "       lock.java promote --from BRANCH --to BRANCH [IMAGE...] [OPTIONS]",
            "       lock.java diff FROM TO [OPTIONS]"},
        header = "Shows, completes, updates and checks the image locks of a config repository.%n",
        footer = {"%nExamples:",
            "  lock.java                      every image of the release, and what locks it",
            "  lock.java resolve              lock what no lock covers",
            "  lock.java update --push        move locks as image-policies.yaml says",
            "  lock.java verify --offline     whether all is locked, and nothing too much",
            "  lock.java import build.json    lock what skaffold build has pushed",
            "  lock.java charts               lock what charts from repositories hold",
            "  lock.java promote --from develop --to production --push",
            "%nExit status: 0 done, 1 failed, 2 wrong usage, 3 verify found something"})
class lock implements Callable<Integer>, EnvironmentScript {

    @Option(names = "--json", description = "Print a list of objects instead of a table")
    boolean json;

    @Mixin
    RenderOptions release;

    @Mixin
    EnvironmentOptions environment;

    @Mixin
    Common common;

    public static void main(String... args) {
        Common.start(new lock(), args);
    }

    @Override
    public Integer call() {
        return list(release, json);
    }

    @Override
    public Common common() {
        return environment.settled(common);
    }

    @Override
    public Common user() {
        return common;
    }

    @Override
    public EnvironmentOptions environment() {
        return environment;
    }

    private static Path thirdParty(RenderOptions release, Common common) {
        return release.locks(common).resolve("third-party.kbld.lock.yml");
    }

    private int list(RenderOptions release, boolean json) {
        return environment.in(common, project -> list(release, json, project));
    }

    private int list(RenderOptions release, boolean json, Project files) {
        Common common = files.common();
        List<LockedImage> locks = LockedImage.in(release.locks(common));
        List<ReleaseImages.Image> images = release.images(files, locks);
        Set<Path> lockFiles = images.stream().flatMap(image -> image.lock().stream()).map(LockedImage::file)
                .collect(Collectors.toCollection(HashSet::new));
        ImageTable table = new ImageTable(
                images, GitHistory.lastChanges(common.projectDir(), lockFiles), Instant.now());
        common.print(json ? table.json() : table.text(common.console));
        long unlocked = images.stream().filter(image -> !image.isLocked()).count();
        if (unlocked > 0 && !json) {
            String project = this.common.projectDir().toString();
            common.console.warn(unlocked + " of " + images.size() + " images " + (unlocked == 1 ? "is" : "are")
                    + " not locked; lock them with: lock.java resolve" + environment.words()
                    + (project.isEmpty() ? "" : " -C " + project));
        }
        return ExitStatus.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Prints every image of the rendered release with what locks it.")
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

    @Command(name = "resolve", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Locks every image of the release that no lock covers.",
            footer = "%nNew locks go to third-party.kbld.lock.yml; those that are there stay as they are.")
    static class Resolve implements Callable<Integer> {
        @Parameters(paramLabel = "IMAGE", description = "As in the manifests, with or without tag (all)")
        List<String> names = List.of();

        @Mixin
        LockPublishing publishing;

        @Mixin
        RegistryOptions registry;

        @Mixin
        RenderOptions release;

        @ParentCommand
        lock lock;

        @Override
        public Integer call() {
            return lock.environment.in(lock.common, this::resolve);
        }

        private Integer resolve(Project project) {
            Common common = project.common();
            List<LockedImage> locks = LockedImage.in(release.locks(common));
            List<ReleaseImages.Image> open = ReleaseImages.named(names, release.images(project, locks)).stream()
                    .filter(image -> !image.isLocked()).toList();
            if (open.isEmpty()) {
                common.console.done("All images are locked");
                return ExitStatus.DONE;
            }
            LockChanges changes = new LockChanges(common.projectDir(), locks, thirdParty(release, common));
            List<LockStep> steps = new LockResolution(registry.open(common), ImagePolicy.read(
                    common.path(ImagePolicy.FILE))).resolve(open);
            steps.forEach(step -> changes.lock(step.locked()));
            publishing.publish(lock.common, lock.environment, changes.adding(), LockStep.message("Lock", steps));
            steps.forEach(step -> common.print(step.describe() + "\n"));
            common.console.done("Locked " + LockStep.counted(steps));
            return ExitStatus.DONE;
        }
    }

    @Command(name = "update", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Moves locks forward as image-policies.yaml says.",
            footer = {"%nA policy is an override of kbld's. Its tagSelection has semver or a pattern:",
                "  overrides:",
                "  - image: registry.example.com/valkey:8.1",
                "    tagSelection: {semver: {constraints: '>=8.1.0 <9.0.0'}}",
                "  - imageRepo: registry.example.com/shop",
                "    tagSelection: {pattern: 'main-(\\d+)-[0-9a-f]+'}",
                "%nWithout tagSelection, and for an IMAGE without a policy, the tag stays and what",
                "it stands for now is locked."})
    static class Update implements Callable<Integer> {
        @Parameters(paramLabel = "IMAGE",
                description = "As in the manifests, with or without tag (all that have a policy)")
        List<String> names = List.of();

        @Option(names = "--dry-run", description = "Say what would change, and change nothing")
        boolean dryRun;

        @Mixin
        LockPublishing publishing;

        @Mixin
        RegistryOptions registry;

        @Mixin
        RenderOptions release;

        @ParentCommand
        lock lock;

        @Override
        public Integer call() {
            return lock.environment.in(lock.common, this::update);
        }

        private Integer update(Project project) {
            Common common = project.common();
            List<ImagePolicy> policies = ImagePolicy.read(common.path(ImagePolicy.FILE));
            if (policies.isEmpty() && names.isEmpty()) {
                throw new Failure("there are no policies in " + common.path(ImagePolicy.FILE),
                        "Write some, as lock.java update --help shows, or name the images whose tags to resolve anew.");
            }
            List<LockedImage> locks = LockedImage.in(release.locks(common));
            List<ReleaseImages.Image> images = ReleaseImages.named(names, release.images(project, locks)).stream()
                    .filter(image -> !names.isEmpty() || ImagePolicy.of(image.name(), policies).isPresent()).toList();
            List<LockStep> steps = new LockResolution(registry.open(common), policies).resolve(images).stream()
                    .filter(LockStep::changes).toList();
            LockChanges changes = new LockChanges(common.projectDir(), locks, thirdParty(release, common));
            steps.forEach(step -> changes.lock(step.locked()));
            if (!dryRun && !steps.isEmpty()) {
                publishing.publish(lock.common, lock.environment, changes.replacing(),
                        LockStep.message("Update", steps));
            }
            steps.forEach(step -> common.print(step.describe() + "\n"));
            common.console.done(steps.isEmpty() ? "All is up to date" : (dryRun ? "Would update " : "Updated ")
                    + LockStep.counted(steps));
            return ExitStatus.DONE;
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
            synopsisHeading = "%nUsage: ", header = "Checks that the locks are complete, in use, and to be had.",
            footer = {"%nA line for each finding goes to standard output:",
                "  an image that is not locked, a lock that is not used or has no digest,",
                "  a digest that is not in its registry (not with --offline),",
                "  a Chart.lock that does not fit Chart.yaml,",
            "  a chart from a repository whose contents are not locked, or not those"})
    static class Verify implements Callable<Integer> {
        @Mixin
        RegistryOptions registry;

        @Mixin
        RenderOptions release;

        @ParentCommand
        lock lock;

        @Override
        public Integer call() {
            return lock.environment.in(lock.common, this::verify);
        }

        private Integer verify(Project project) {
            Common common = project.common();
            List<LockedImage> locks = LockedImage.in(release.locks(common));
            Chart chart = Chart.read(common.path(release.settings(common).chart()));
            ChartLocks charts = ChartLocks.read(release.locks(common));
            List<String> findings = new ArrayList<>(LockFindings.ofChart(chart));
            findings.addAll(charts.findings(chart));
            findings.addAll(charts.unused(chart));
            List<ReleaseImages.Image> images =
                    findings.isEmpty() ? release.images(project, locks) : List.of();
            if (findings.isEmpty()) {
                findings.addAll(LockFindings.unlocked(images));
                findings.addAll(LockFindings.unused(locks, images));
            }
            findings.addAll(LockFindings.unpinned(locks));
            if (!common.offline) {
                findings.addAll(LockFindings.gone(locks, images, registry.open(common)));
            }
            findings.forEach(finding -> common.print(finding + "\n"));
            if (findings.isEmpty()) {
                common.console.done("All images are locked: " + locks.size() + " locks, all in use");
            }
            return findings.isEmpty() ? ExitStatus.DONE : ExitStatus.FOUND;
        }
    }
}

//SOURCES ../Script.java
//SOURCES ../kpt/PackageChoice.java
//SOURCES ../kpt/PackageUpdate.java

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "update", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Brings what upstream has changed into a package.",
        footer = {"%nStrategies:",
            "  resource-merge         both sides' changes are brought together, by resource and",
            "                         field; where both have changed the same field, upstream",
            "                         wins, and all three values are shown",
            "  fast-forward           fails if the package was changed here",
            "  force-delete-replace   becomes what upstream has",
            "%nWhat is not committed is never touched: commit before, and look at git diff after."})
final class PackageUpgrade implements Callable<Integer> {
    @Parameters(paramLabel = "DEST[@REF]",
            description = "The package's directory, and a branch, tag or full hash (the one that it follows)")
    String named;

    @Option(names = "--strategy", paramLabel = "STRATEGY",
            description = "What becomes of changes made here (as the package's Kptfile says)")
    String strategy;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        Common common = script.common();
        PackageChoice choice = new PackageChoice(named);
        Optional<PackageUpdate.Strategy> chosen = Optional.ofNullable(strategy).map(PackageUpdate.Strategy::named);
        PackageDirectory directory = choice.directory(common);
        if (common.offline) {
            throw Failure.usage("a package cannot be updated off line", "Leave out --offline.");
        }
        PackageUpdate.Done done = directory.alone(common.console,
                () -> new PackageUpdate(directory, common.console).run(choice.ref(), chosen));
        done.notes().forEach(common.console::warn);
        if (done.files().isEmpty()) {
            common.console.done(directory.path() + " is up to date with " + done.upstream());
            return ExitStatus.DONE;
        }
        common.console.done("Updated " + directory.path() + " to " + done.upstream());
        common.console.info("  commit  " + (done.from().isEmpty() ? "" : shortened(done.from()) + " → ")
                + shortened(done.to()));
        done.files().forEach(file -> common.console.info("  file    " + file));
        return ExitStatus.DONE;
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}

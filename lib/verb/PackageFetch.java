//SOURCES ../Script.java
//SOURCES ../kpt/PackageDirectory.java
//SOURCES ../kpt/PackageRepository.java
//SOURCES ../kpt/PackageUpdate.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "get", mixinStandardHelpOptions = true, sortOptions = false,
        synopsisHeading = "%nUsage: ", header = "Fetches a directory of a Git repository as a package.",
        footer = {"%nThe package's Kptfile says where it is from; kpt reads and writes the same.",
            "Only its files are fetched where the server can leave out the others.",
            "%nExample:",
            "  render.java pkg get https://git.example.com/charts.git/web@v1 umbrella-chart/charts/web"})
final class PackageFetch implements Callable<Integer> {
    @Parameters(paramLabel = "REPO/DIR@REF", index = "0", description = "The repository's URL with .git at its end, "
            + "the directory in it (/), and a branch, tag or full hash (the repository's own branch)")
    String address;

    @Parameters(paramLabel = "DEST", index = "1", arity = "0..1",
            description = "Where to put it; nothing may be there yet (the package's name)")
    String destination;

    @Option(names = "--strategy", paramLabel = "STRATEGY", defaultValue = "resource-merge",
            description = "For its updates, unless they name another (${DEFAULT-VALUE})")
    String strategy;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        Common common = script.common();
        PackageAddress wanted = PackageAddress.parse(address);
        PackageUpdate.Strategy updates = PackageUpdate.Strategy.named(strategy);
        PackageDirectory directory = new PackageDirectory(
                common.path(destination == null ? wanted.name() : destination));
        if (common.offline) {
            throw Failure.usage("a package cannot be fetched off line", "Leave out --offline.");
        }
        return directory.alone(common.console, () -> {
            requireFree(directory.path());
            fetch(wanted, directory.path(), updates, common.console);
            return ExitStatus.DONE;
        });
    }

    private static void fetch(PackageAddress wanted, Path directory, PackageUpdate.Strategy updates, Console console) {
        PackageRepository.Fetched fetched;
        try (PackageRepository repository = PackageRepository.open(wanted, console)) {
            fetched = repository.fetch(wanted);
        }
        PackageAddress address = wanted.at(fetched.ref());
        new PackageVersion(address.toString(), fetched.files());
        String name = directory.toAbsolutePath().normalize().getFileName().toString();
        Kptfile kptfile = Kptfile.in(address.toString(), fetched.files()).map(own -> own.renamed(name))
                .orElseGet(() -> Kptfile.named(name)).fetched(address, fetched.commit(), updates.toString());
        Map<String, PackageFile> files = new TreeMap<>(fetched.files());
        files.put(Kptfile.NAME, PackageFile.of(kptfile.text()));
        put(files, directory);
        console.done("Fetched " + directory + " from " + address);
        console.info("  commit  " + fetched.commit() + "\n  files   " + files.size());
    }

    /** Makes the directory appear with all that is in it. */
    private static void put(Map<String, PackageFile> files, Path directory) {
        Path whole = directory.toAbsolutePath().normalize();
        Path fresh = whole.resolveSibling("." + whole.getFileName() + ".new");
        try {
            FileTree.delete(fresh);
            Files.createDirectories(fresh);
            PackageFiles.write(fresh, Map.of(), files);
            Files.deleteIfExists(whole);
            FileTree.move(fresh, whole);
        } catch (IOException e) {
            throw Failure.writing(directory, e);
        } finally {
            FileTree.delete(fresh);
        }
    }

    private static void requireFree(Path directory) {
        try (Stream<Path> inner = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            if (inner.findAny().isPresent() || Files.exists(directory) && !Files.isDirectory(directory)) {
                throw new Failure(directory + " exists", Files.exists(directory.resolve(Kptfile.NAME))
                        ? "It is a package; bring it up to date with: render.java pkg update " + directory
                        : "Name another place, or move away what is there.");
            }
        } catch (IOException e) {
            throw Failure.reading(directory, e);
        }
    }
}

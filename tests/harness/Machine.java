import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a sandbox look like a machine that lacks tools. */
final class Machine {
    private Machine() {}

    /** Gives the sandbox an empty tool cache, the directory {@code cache}; JBang itself is not fetched again. */
    static Sandbox withEmptyCache(Sandbox sandbox) {
        Path jbang = Tools.cache().resolve("jbang");
        try {
            Files.createDirectories(sandbox.path("cache"));
            if (Files.exists(jbang)) {
                Files.createSymbolicLink(sandbox.path("cache/jbang"), jbang);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sandbox.env("GITOPS_CACHE_DIR", sandbox.path("cache").toString());
    }

    /** Sets a {@code PATH} that has all programs of this machine but these. */
    static Sandbox without(Sandbox sandbox, String... programs) {
        Path links = sandbox.path("all-but-" + String.join("-", programs));
        try {
            Files.createDirectories(links);
            for (String directory : System.getenv("PATH").split(":")) {
                link(Path.of(directory), links, Set.of(programs));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sandbox.env("PATH", links.toString());
    }

    private static void link(Path directory, Path links, Set<String> leftOut) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> programs;
        try (Stream<Path> all = Files.list(directory)) {
            programs = all.filter(Files::isExecutable).toList();
        }
        for (Path program : programs) {
            String name = program.getFileName().toString();
            if (!leftOut.contains(name) && !Files.exists(links.resolve(name))) {
                Files.createSymbolicLink(links.resolve(name), program.toRealPath());
            }
        }
    }
}

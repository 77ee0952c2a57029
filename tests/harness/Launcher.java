import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sandboxes in which {@code jbang}, the launcher, is what is tested: no JBang and no Maven is on {@code PATH}. */
final class Launcher {
    static final String FILE = Workbench.REPOSITORY.resolve("jbang").toString();

    /** What the stand-in for Maven does: it puts the jars of JBang where the launcher wants them. */
    private static final String MVN = """
            for argument do case $argument in -DoutputDirectory=*) jars=${argument#*=} ;; esac; done
            mkdir -p "$jars" && cp '%s'/*.jar "$jars"
            """;

    /** What the scripts of these tests do: {@code arguments …}, {@code exit STATUS}, {@code copy}. */
    private static final String SAMPLE = """
            import java.nio.charset.StandardCharsets;
            import java.util.List;

            class sample {
                public static void main(String... args) throws Exception {
                    switch (args[0]) {
                        case "arguments" -> System.out.write(List.of(args).toString().getBytes(StandardCharsets.UTF_8));
                        case "exit" -> System.exit(Integer.parseInt(args[1]));
                        case "copy" -> System.in.transferTo(System.out);
                    }
                    System.out.flush();
                }
            }
            """;

    private Launcher() {}

    /** A machine with JBang in the cache. */
    static Sandbox cached(Sandbox sandbox) {
        return empty(sandbox).copy(Fetched.DIRECTORY, "cache/jbang/" + home());
    }

    /** A machine with an empty cache, which is the directory {@code cache}. */
    static Sandbox empty(Sandbox sandbox) {
        Machine.without(sandbox, "jbang", "mvn").write("sample.java", SAMPLE)
                .env("GITOPS_CACHE_DIR", sandbox.path("cache").toString())
                .env("JBANG_DIR", sandbox.path("jbang-home").toString());
        return onPath(sandbox);
    }

    /** Puts these directories before what else is on {@code PATH}. */
    static Sandbox onPath(Sandbox sandbox, Path... first) {
        List<String> all = new ArrayList<>(Stream.of(first).map(Path::toString).toList());
        all.add(sandbox.path("bin").toString());
        all.add(sandbox.path("all-but-jbang-mvn").toString());
        return sandbox.env("PATH", String.join(":", all));
    }

    /**
     * Puts a stand-in for Maven on {@code PATH}, which copies JBang.
     *
     * @param before what it does before that
     * @param after what it does before it ends
     */
    static Sandbox withMaven(Sandbox sandbox, String before, String after) {
        sandbox.program("mvn", before + "\n" + MVN.formatted(Fetched.DIRECTORY) + after);
        return sandbox;
    }

    static CommandResult run(Sandbox sandbox, String... arguments) {
        return sandbox.finish(start(sandbox, arguments));
    }

    static Sandbox.RunningCommand start(Sandbox sandbox, String... arguments) {
        List<String> command = new ArrayList<>(List.of(FILE));
        command.addAll(List.of(arguments));
        return sandbox.start(command);
    }

    /** The names of what is in the launcher's cache. */
    static List<String> cache(Sandbox sandbox) {
        try (Stream<Path> all = Files.list(sandbox.path("cache/jbang"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of JBang's directory in the cache. */
    static String home() {
        return Fetched.DIRECTORY.getFileName().toString();
    }

    static String version() {
        return Fetched.VERSION;
    }

    /** JBang in the cache of this machine; fetched if an installed one made that unnecessary so far. */
    private static final class Fetched {
        static final String VERSION;
        static final Path DIRECTORY;

        static {
            try (Sandbox sandbox = Sandbox.create()) {
                sandbox.program("mvn", "exit 1");
                CommandResult wanted = run(empty(sandbox), "version");
                Matcher said = Pattern.compile("fetching JBang (\\S+) from .*/(\\S+) \\(once\\)").matcher(wanted.err());
                assertTrue(said.find(), wanted::toString);
                VERSION = said.group(1);
                DIRECTORY = Tools.cache().resolve("jbang").resolve(said.group(2));
            }
            if (!Files.exists(DIRECTORY)) {
                try (Sandbox sandbox = Sandbox.create()) {
                    Machine.without(sandbox, "jbang").run(List.of(FILE, "version")).succeeds();
                }
            }
        }
    }
}

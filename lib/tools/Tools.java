//SOURCES ../Console.java
//SOURCES ../Failure.java
//SOURCES ../Settings.java
//SOURCES ../io/HttpProxies.java
//SOURCES PinnedTool.java
//SOURCES Run.java
//SOURCES ToolInstaller.java

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a tool: the path that the settings name, {@code PATH}, the tool cache, and last by installing it there. */
final class Tools {
    private static final Pattern VERSION = Pattern.compile("\\bv?(\\d+\\.\\d+(\\.\\d+)?(-[\\w.]+)?)");

    private final Settings.Tools settings;
    private final Path projectDir;
    private final boolean offline;
    private final Console console;

    Tools(Settings.Tools settings, Path projectDir, boolean offline, Console console) {
        this.settings = settings;
        this.projectDir = projectDir;
        this.offline = offline;
        this.console = console;
    }

    /**
     * A program that can be run.
     *
     * @param path where it is
     * @param version its exact version when the cache tells, else empty: ask the program
     */
    record Tool(Path path, String version) {
        /** The exact version, such as {@code v3.18.4}: as the cache tells, or else as the program says. */
        String exactVersion() {
            if (!version.isEmpty()) {
                return "v" + version;
            }
            Matcher said = VERSION.matcher(run("version").result().out());
            return said.find() ? "v" + said.group(1) : "unknown";
        }

        Run run(String... arguments) {
            return run(List.of(arguments));
        }

        Run run(List<String> arguments) {
            List<String> command = new ArrayList<>(List.of(path.toString()));
            command.addAll(arguments);
            return new Run(command);
        }
    }

    /** @throws Failure that says how to install the tool when it is nowhere and cannot be fetched */
    Tool find(PinnedTool wanted) {
        Optional<Tool> present = named(wanted.command()).or(() -> onPath(wanted.command()));
        if (present.isPresent()) {
            return present.get();
        }
        ToolInstaller installer = new ToolInstaller(cache().resolve("tools"), settings.mirror(),
                new HttpProxies(System.getenv()), console);
        return new Tool(installer.cached(wanted).orElseGet(() -> installer.install(wanted, offline)), wanted.version());
    }

    /** The tool behind the first word of a command line: one of the catalog, or any program. */
    Tool find(String command) {
        Optional<PinnedTool> pinned = PinnedTool.named(command);
        if (pinned.isPresent()) {
            return find(pinned.get());
        }
        if (command.contains("/")) {
            Path program = projectDir.resolve(command).toAbsolutePath();
            if (!isProgram(program)) {
                throw new Failure(command + (Files.exists(program) ? " is no program" : " does not exist"),
                        "Paths start at the project directory; a program has to be executable.");
            }
            return new Tool(program, "");
        }
        return named(command).or(() -> onPath(command)).orElseThrow(() -> new Failure(
                command + " is not on this machine",
                "Install it, or name its path in " + Settings.FILE + " under tools.paths."));
    }

    /** Whether a tool is where the settings say or on {@code PATH}. */
    boolean has(String command) {
        return named(command).or(() -> onPath(command)).isPresent();
    }

    /** Where scripts keep what can be fetched again. */
    static Path cache() {
        String own = System.getenv("GITOPS_CACHE_DIR");
        String shared = System.getenv("XDG_CACHE_HOME");
        if (own != null && !own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        Path all = shared != null && !shared.isEmpty() ? Path.of(shared) : home().resolve(".cache");
        return all.resolve("gitops-scripts").toAbsolutePath();
    }

    private static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home != null && !home.isEmpty() ? home : System.getProperty("user.home"));
    }

    private Optional<Tool> named(String command) {
        String path = settings.paths().get(command);
        if (path == null) {
            return Optional.empty();
        }
        Path program = projectDir.resolve(path).toAbsolutePath();
        if (!isProgram(program)) {
            throw new Failure(Settings.FILE + ": tools.paths." + command + " is " + path + ", which "
                    + (Files.exists(program) ? "is no program" : "does not exist"),
                    "Correct the path, or remove it to have the tool found.");
        }
        return Optional.of(new Tool(program, ""));
    }

    static Optional<Tool> onPath(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory).resolve(command).toAbsolutePath())
                .filter(Tools::isProgram)
                .map(program -> new Tool(program, ""))
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}

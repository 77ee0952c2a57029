//JAVA 17+
//SOURCES ClassArchive.java
//SOURCES Console.java
//SOURCES ExitStatus.java
//SOURCES Failure.java
//SOURCES Settings.java
//SOURCES Verbs.java
//SOURCES WarmUp.java
//SOURCES tools/Run.java
//SOURCES tools/Tools.java

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every script has, how scripts start and fail, and what they share: settings, console, tools. */
final class Common {
    /** Those of Java's dates, which picocli would load for nothing: options for times have converters of their own. */
    private static final String UNUSED_CONVERTERS = "java[.](sql|time)[.].*";

    @Option(names = {"-C", "--project-dir"}, paramLabel = "DIR", scope = ScopeType.INHERIT,
            description = "Work in this directory, where gitops.yaml is (default: the current one)")
    private Path projectDir = Path.of("");

    @Option(names = "--offline", scope = ScopeType.INHERIT,
            description = "Use only what is on this machine: download nothing, ask no registry")
    boolean offline;

    @Option(names = "--debug", scope = ScopeType.INHERIT,
            description = "Say what is run, and show the stack trace of a failure")
    boolean debug;

    final Console console;
    private List<String> toolArguments = List.of();
    private Settings settings;

    Common() {
        this(new Console());
    }

    private Common(Console console) {
        this.console = console;
    }

    /**
     * Runs a script and ends the process with its exit status.
     *
     * @param script a picocli command with a mixin named {@code common}
     * @param args the command line; what follows {@code --} is kept for {@link #toolArguments()}
     */
    static void start(Callable<Integer> script, String... args) {
        System.setProperty("picocli.converters.excludes", UNUSED_CONVERTERS);
        WarmUp.begin();
        int status = execute(script, args);
        ClassArchive.complete(script.getClass(), status);
        endHttp();
        System.exit(status);
    }

    /** Java waits 0.3 s at its end for threads that wait in the system, as those of its HTTP clients always do. */
    private static void endHttp() {
        Thread[] threads = new Thread[Thread.activeCount() + 16];
        int count = Thread.enumerate(threads);
        Stream.of(threads).limit(count).filter(thread -> thread.getName().endsWith("-SelectorManager"))
                .forEach(Thread::interrupt);
    }

    /** The directory that holds {@code gitops.yaml}, as the user wrote it. */
    Path projectDir() {
        if (!projectDir.toString().isEmpty() && !Files.isDirectory(projectDir)) {
            throw Failure.usage(projectDir + " is not a directory", "Name the project's directory with -C.");
        }
        return projectDir;
    }

    /** A path of the settings or options, seen from the current directory. */
    Path path(String inProject) {
        return projectDir().resolve(inProject);
    }

    Settings settings() {
        if (settings == null) {
            settings = Settings.load(path(Settings.FILE));
        }
        return settings;
    }

    /** The same options and console, for a project in another directory or with other settings. */
    Common with(Path otherDirectory, Settings otherSettings) {
        Common other = new Common(console);
        other.projectDir = otherDirectory;
        other.offline = offline;
        other.debug = debug;
        other.toolArguments = toolArguments;
        other.settings = otherSettings;
        return other;
    }

    Tools tools() {
        return new Tools(settings().tools(), projectDir(), offline, console);
    }

    /** What the user wrote after {@code --}: options for the tool behind the script. */
    List<String> toolArguments() {
        return toolArguments;
    }

    /** Writes the result of a script to standard output, as UTF-8 and as it is. */
    void print(String text) {
        print(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the result of a script to standard output. */
    void print(byte[] bytes) {
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
        if (System.out.checkError()) {
            throw new Failure("cannot write to standard output");
        }
    }

    void debug(String line) {
        if (debug) {
            console.info(console.dim(line));
        }
    }

    private static int execute(Callable<Integer> script, String... args) {
        int end = Arrays.asList(args).indexOf("--");
        String[] own = end < 0 ? args : Arrays.copyOf(args, end);
        List<String> all = List.of(own);
        boolean isHelp = all.contains("--help") || all.contains("-h");
        CommandLine line = commandLine(script, verb -> isHelp || all.contains(verb))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, all.contains("--debug")));
        if (end >= 0) {
            ((Common) line.getMixins().get("common")).toolArguments = List.of(args).subList(end + 1, args.length);
        }
        // What is wrong, and what was probably meant, is said best by who knows all verbs.
        return line.setParameterExceptionHandler((e, wrong) -> commandLine(script, verb -> true)
                .setParameterExceptionHandler((best, given) -> wrongUsage(best)).execute(own)).execute(own);
    }

    /** Groups of options say that they are not exclusive: about others picocli composes a text that nobody reads. */
    private static CommandLine commandLine(Callable<Integer> script, Predicate<String> isNamed) {
        CommandLine line = new CommandLine(script);
        Verbs verbs = script.getClass().getAnnotation(Verbs.class);
        for (Class<?> verb : verbs == null ? new Class<?>[0] : verbs.value()) {
            if (isNamed.test(verb.getAnnotation(Command.class).name())) {
                line.addSubcommand(verb);
            }
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpAutoWidth(true);
    }

    private static int wrongUsage(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        StringBuilder advice = new StringBuilder();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            advice.append("Did you mean ").append(String.join(" or ", unmatched.getSuggestions())).append("? ");
        }
        advice.append("See ").append(command.getCommandSpec().qualifiedName()).append(" --help.");
        new Console().error(Failure.usage(e.getMessage(), advice.toString()));
        return ExitStatus.USAGE;
    }

    private static int failed(Exception e, boolean debug) {
        Failure failure = e instanceof Failure known ? known
                : new Failure("this should not have happened: " + e, "Run again with --debug for the details.");
        new Console().error(failure);
        if (debug) {
            e.printStackTrace();
        }
        return failure.exitStatus();
    }
}

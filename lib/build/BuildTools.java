//SOURCES ../Failure.java
//SOURCES ../tools/Tools.java
//SOURCES BuildOutput.java
//SOURCES ImageBuild.java

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs tools for the build of one image: in its directory, and with their output shown behind its name. */
final class BuildTools {
    private static final Duration LONGEST_BUILD = Duration.ofHours(6);
    private static final Pattern NOT_ALLOWED =
            Pattern.compile("denied|unauthori[sz]ed|forbidden|credentials|\\b40[13]\\b", Pattern.CASE_INSENSITIVE);

    private final ImageBuild build;
    private final Tools tools;
    private final BuildOutput.Log log;

    BuildTools(ImageBuild build, Tools tools, BuildOutput.Log log) {
        this.build = build;
        this.tools = tools;
        this.log = log;
    }

    /** Builds with a tool, whose lines are shown as they come. Fails as {@link #push}. */
    Run.Result build(String command, List<String> arguments, Map<String, String> environment) {
        log.begin("building", false, command, arguments);
        return follow(command, arguments, environment);
    }

    Run.Result build(String command, List<String> arguments) {
        return build(command, arguments, Map.of());
    }

    /** Pushes with a tool. Its answer; {@link Failure} with its last lines unless its exit status is 0. */
    Run.Result push(String command, List<String> arguments) {
        log.begin("pushing", true, command, arguments);
        try {
            return follow(command, arguments, Map.of());
        } catch (Failure e) {
            String registry = ImageReference.parse(build.destination().newImage()).registry();
            throw new Failure(e.getMessage(), e.advice() + "\n" + (NOT_ALLOWED.matcher(e.advice()).find()
                    ? "Log in with " + command + " login " + registry + " as somebody who may push there."
                    : "Is " + build.destination().newImage() + " right, and does " + registry + " answer?"));
        }
    }

    /** Runs a tool that answers at once. */
    Run.Result ask(String command, List<String> arguments) {
        log.debug(command, arguments);
        try {
            return command(command, arguments).checked();
        } catch (Failure e) {
            throw new Failure(build.image() + ": " + e.getMessage(), e.advice());
        }
    }

    /** Runs a tool that tidies up; it does not matter whether it can. */
    void attempt(String command, List<String> arguments) {
        log.debug(command, arguments);
        command(command, arguments).result();
    }

    /** A failure of this image's build, with the last lines that its tools have printed. */
    Failure failed(String message) {
        return new Failure(build.image() + ": " + message, log.lastLines());
    }

    /** Fails unless the directory is there and has the Dockerfile that is to be built. */
    void requireDockerfile(String named, List<String> usual, List<String> rawOptions) {
        boolean namedOtherwise = Stream.concat(rawOptions.stream(), build.options().stream())
                .anyMatch(option -> option.matches("(-f|--file)(=.*)?"));
        List<String> names = named == null || named.isEmpty() ? usual : List.of(named);
        if (!namedOtherwise && names.stream().noneMatch(name -> Files.exists(build.directory().resolve(name)))) {
            throw new Failure(build.image() + ": there is no " + String.join(" or ", names) + " in "
                    + build.directory(), "Say with path where it is, and with file what it is called.");
        }
    }

    /** Fails when the image has nowhere to go, for tools whose images only a registry can hold. */
    void requireDestination(String command) {
        if (!build.isPushed()) {
            throw new Failure(build.image() + ": what " + command + " builds has to be pushed, but has no destination",
                    "Add an entry for it to destinations, with newImage: REGISTRY/NAME.");
        }
    }

    private Run.Result follow(String command, List<String> arguments, Map<String, String> environment) {
        Run run = command(command, arguments).timeout(LONGEST_BUILD).follow(log::line);
        environment.forEach(run::env);
        Run.Result result = run.result();
        if (result.exit() != 0) {
            throw failed(command + " " + arguments.get(0) + " failed with exit status " + result.exit());
        }
        return result;
    }

    private Run command(String command, List<String> arguments) {
        return tools.find(command).run(arguments).in(build.directory());
    }
}

//SOURCES ../Common.java
//SOURCES ../tools/Run.java
//SOURCES FunctionImages.java
//SOURCES FunctionOptions.java
//SOURCES FunctionProgram.java
//SOURCES ResourceList.java

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs functions: programs that read a {@link ResourceList} and print another. */
final class FunctionRunner {
    private static final Pattern WANTS_NETWORK = Pattern.compile("network is unreachable|no such host|name resolution"
            + "|could not resolve|dial (tcp|udp)|getaddrinfo|Network unreachable", Pattern.CASE_INSENSITIVE);
    private static final int OF_DOCKER = 125;

    private final Common common;
    private final FunctionOptions options;
    private final FunctionImages images;

    FunctionRunner(Common common, FunctionOptions options, FunctionImages images) {
        this.common = common;
        this.options = options;
        this.images = images;
    }

    /**
     * What a function makes of resources; what it says of them is shown.
     *
     * @throws Failure when it fails, takes too long or prints something else
     */
    ResourceList run(FunctionProgram function, ResourceList resources) {
        common.console.progress("running " + function.name());
        Run.Result result = function.isImage() ? inContainer(function, resources.question())
                : started(function, common.tools().find(function.command().get(0))
                        .run(function.command().subList(1, function.command().size())).in(common.projectDir())
                        .input(resources.question()));
        if (result.exit() != 0) {
            throw failure(function, result, resources);
        }
        result.err().lines().forEach(line -> common.console.info("  " + line));
        try {
            ResourceList answer = resources.answer("the output of " + function.name(), result.out());
            answer.results().forEach(one -> common.console.info("  " + one.describe()));
            return answer;
        } catch (Failure e) {
            throw new Failure("the function " + function.name() + " printed something else than resources: "
                    + e.getMessage(), (e.advice() + "\nNothing was changed.").strip());
        }
    }

    private Run.Result inContainer(FunctionProgram function, String input) {
        String image = images.pinned(function.name());
        Tools.Tool engine = engine();
        String name = "function-" + UUID.randomUUID();
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--interactive", "--name", name,
                "--network", options.network ? "host" : "none", "--user", user(),
                "--security-opt", "no-new-privileges", "--pull", common.offline ? "never" : "missing", image));
        common.debug(engine.path() + " " + String.join(" ", arguments));
        try {
            Run.Result result = started(function, engine.run(arguments).input(input));
            if (result.exit() == OF_DOCKER) {
                throw new Failure("cannot run the function " + image + ": " + lastLine(result.err()),
                        "Is its name right, and does " + engine.path().getFileName() + " run here?\n"
                                + "Nothing was changed.");
            }
            return result;
        } catch (Failure e) {
            engine.run("rm", "--force", name).result();
            throw e;
        }
    }

    private Run.Result started(FunctionProgram function, Run run) {
        try {
            return run.timeout(options.timeout()).result();
        } catch (Failure e) {
            if (e.getMessage().contains("was stopped")) {
                throw new Failure("the function " + function.name() + " did not end within " + options.seconds + " s",
                        "Give it more with --timeout. Nothing was changed.");
            }
            throw e;
        }
    }

    private Failure failure(FunctionProgram function, Run.Result result, ResourceList sent) {
        if (function.isImage() && !options.network && WANTS_NETWORK.matcher(result.err() + result.out()).find()) {
            return new Failure("the function " + function.name() + " asks for the network, which functions do not have",
                    lastLine(result.err().isBlank() ? result.out() : result.err())
                            + "\nAllow it with --network if you trust it. Nothing was changed.");
        }
        String said = result.err().strip();
        try {
            List<FunctionResult> results = sent.answer("the output of " + function.name(), result.out()).results();
            said = results.stream().map(FunctionResult::describe)
                    .collect(Collectors.joining("\n", "", "\n" + said)).strip();
        } catch (Failure noResults) {
            said = (said.isEmpty() ? result.out() : said).strip();
        }
        return new Failure("the function " + function.name() + " failed with exit status " + result.exit(),
                (Run.withoutPasswords(said) + "\nNothing was changed.").strip());
    }

    private Tools.Tool engine() {
        String named = System.getenv("KPT_FN_RUNTIME");
        Tools tools = common.tools();
        if (named != null && !named.isEmpty()) {
            return tools.find(named);
        }
        if (!tools.has("docker") && !tools.has("podman")) {
            throw new Failure("functions in images need docker or podman, and neither is on this machine",
                    "Install one of them, or run the function as a program with --exec.");
        }
        return tools.find(tools.has("docker") ? "docker" : "podman");
    }

    /** The user and group that this process runs as. */
    private static String user() {
        Path self = Path.of("/proc/self");
        try {
            return !Files.exists(self) ? "nobody"
                    : Files.getAttribute(self, "unix:uid") + ":" + Files.getAttribute(self, "unix:gid");
        } catch (IOException | UnsupportedOperationException e) {
            return "nobody";
        }
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((one, next) -> next).orElse("it said nothing");
    }
}

//SOURCES ../Common.java
//SOURCES ../tools/PinnedTool.java
//SOURCES ApplicationOptions.java

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Lets kapp do a script's work, on the same files and with the same options. */
final class KappOptions {
    private static final String KAPP = PinnedTool.KAPP.command();
    /** Options that kapp does not have, and those that it gets with other values. */
    private static final Set<String> NOT_HANDED_ON = Set.of("--project-dir", "--offline", "--debug", "--with",
            "--create-namespace", "--file", "--app", "--namespace");

    @Option(names = "--with", paramLabel = "kapp", description = "Let kapp do it; what follows -- goes to it, too")
    private String tool;

    /** @throws Failure when another tool is named */
    boolean wantKapp(Settings settings) {
        String named = Objects.requireNonNullElse(tool, Objects.requireNonNullElse(settings.with().deploy(), ""));
        if (!named.isEmpty() && !named.equals(KAPP)) {
            throw Failure.usage("--with " + named + ": only kapp can do this in place of the script",
                    "Leave it out, or write --with kapp.");
        }
        return named.equals(KAPP);
    }

    /**
     * @param command of kapp: {@code deploy} or {@code delete}
     * @param options of the script, as they were parsed
     * @param files its {@code --file}s
     * @return kapp's exit status
     */
    static int run(String command, CommandSpec options, ApplicationOptions application, Supplier<List<String>> files,
            Common common) {
        List<String> arguments = new ArrayList<>(List.of(command, "--app=" + application.name(common.settings()),
                "--namespace=" + application.namespace(common.settings())));
        files.get().forEach(file -> arguments.add("--file=" + file));
        for (OptionSpec option : options.commandLine().getParseResult().matchedOptionsSet()) {
            arguments.addAll(handedOn(option, common));
        }
        arguments.addAll(common.toolArguments());
        common.debug(KAPP + " " + String.join(" ", arguments));
        return common.tools().find(PinnedTool.KAPP).run(arguments).attached();
    }

    private static List<String> handedOn(OptionSpec option, Common common) {
        String name = option.longestName();
        if (name.equals("--app-metadata-file-output")) {
            return List.of(name + "=" + common.path(option.getValue()));
        }
        if (NOT_HANDED_ON.contains(name)) {
            return List.of();
        }
        return Optional.<Object>ofNullable(option.getValue()).filter(Boolean.class::isInstance)
                .map(value -> List.of(name + "=" + value))
                .orElseGet(() -> option.originalStringValues().stream().map(value -> name + "=" + value).toList());
    }
}

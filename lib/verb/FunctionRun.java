//SOURCES ../Script.java
//SOURCES ../kpt/FunctionChoice.java
//SOURCES ../kpt/FunctionDirectory.java
//SOURCES ../kpt/FunctionRunner.java
//SOURCES ../kpt/PackageDirectory.java
//SOURCES ../kpt/Pipeline.java

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = {"render.java fn run [DIR] --image IMAGE [OPTIONS] [-- KEY=VALUE...]",
            "       render.java fn run DIR [OPTIONS]",
            "       render.java fn run [DIR] --exec PROGRAM [OPTIONS] [-- KEY=VALUE...]"},
        synopsisHeading = "%nUsage: ", header = "Runs a function, or those that a package's Kptfile names.",
        footer = {"%nWithout DIR, a ResourceList comes from standard input and goes to standard",
            "output. Functions in images run in docker or podman, as the user who calls,",
            "without the network. When one fails, what it has to say of resources is shown,",
            "and nothing is changed."})
final class FunctionRun implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The resources to change")
    String directory;

    @Mixin
    FunctionChoice function;

    @Option(names = "--allow-exec", description = "Let a Kptfile run programs of this machine")
    boolean allowsPrograms;

    @ParentCommand
    Script script;

    @Override
    public Integer call() {
        Common common = script.common();
        FunctionRunner runner =
                new FunctionRunner(common, function.options, new FunctionImages(common, common.settings()));
        if (directory == null) {
            FunctionProgram program = function.program().orElseThrow(() -> Failure.usage(
                    "no function is named", "Name one with --image or --exec, or a directory with a Kptfile."));
            ResourceList list = standardInput();
            common.print(runner.run(program, configured(list, common)).text());
            return ExitStatus.DONE;
        }
        Path path = common.path(directory);
        Set<String> changed = new PackageDirectory(path).alone(common.console, () -> {
            FunctionDirectory files = FunctionDirectory.read(path);
            List<FunctionItem> items = files.items();
            return files.write(function.program().isEmpty()
                    ? new Pipeline(path, runner, allowsPrograms).run(items)
                    : runner.run(function.program().get(), configured(
                            new ResourceList(items, Optional.empty(), List.of()), common)).items());
        });
        tell(changed, path, common.console);
        return ExitStatus.DONE;
    }

    private ResourceList configured(ResourceList list, Common common) {
        return list.with(list.items(), function.config(common.toolArguments(), common::path).or(list::config));
    }

    static ResourceList standardInput() {
        try {
            return ResourceList.read("standard input",
                    new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure("cannot read standard input: " + e.getMessage());
        }
    }

    static void tell(Set<String> changed, Path directory, Console console) {
        console.done(changed.isEmpty() ? "Nothing in " + directory + " is to be changed"
                : "Changed " + changed.size() + (changed.size() == 1 ? " file" : " files") + " in " + directory);
        changed.forEach(file -> console.info("  " + file));
    }
}
